import { useAction } from "@solidjs/router";
import { endMemberSessions, type MemberView, resetMemberTwoFactor } from "../../data/impersonation.ts";
import { useText } from "../../i18n/i18n.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { toast } from "../../ui/toast.tsx";

export type MemberDeed = "endSessions" | "resetTwoFactor";

export type MemberQuestionProps = {
  open: boolean;
  school: string;
  asked: { deed: MemberDeed; member: MemberView } | undefined;
  onClose: () => void;
};

/** Says what becomes of a user's sessions or authenticator, and does it once that is confirmed. */
export function MemberQuestion(props: MemberQuestionProps) {
  const t = useText("impersonation");
  const endSessions = useAction(endMemberSessions);
  const resetTwoFactor = useAction(resetMemberTwoFactor);
  const deed = () => props.asked?.deed ?? "endSessions";
  const name = () => (props.asked ? nameOf(props.asked.member) : "");
  const carryOut = async (): Promise<string> => {
    const id = props.asked?.member.id ?? "";
    if (deed() === "endSessions") {
      const count = await endSessions(props.school, id);
      return count === 0 ? t("done.noSessions", { name: name() }) : t("done.endSessions", { name: name(), count });
    }
    await resetTwoFactor(props.school, id);
    return t("done.resetTwoFactor", { name: name() });
  };
  return (
    <ConfirmDialog
      open={props.open}
      title={t(`ask.${deed()}`, { name: name() })}
      description={t(`about.${deed()}`)}
      action={t(`action.${deed()}`)}
      onCancel={props.onClose}
      onConfirm={async () => {
        const done = await carryOut();
        props.onClose();
        toast.success(done);
      }}
    />
  );
}

export function nameOf({ fullName, email }: MemberView): string {
  return fullName || email;
}
