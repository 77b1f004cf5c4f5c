import { IMPERSONATION_MINUTES, startImpersonationInput } from "@pepro/contracts";
import { useAction } from "@solidjs/router";
import { createEffect, createSignal, Show, untrack } from "solid-js";
import { type MemberView, startImpersonation } from "../../data/impersonation.ts";
import { useText } from "../../i18n/i18n.tsx";
import { createCountdown } from "../../navigation/countdown.ts";
import { Alert } from "../../ui/alert.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { type FormAnswer, FormDialog } from "../../ui/form/form-dialog.tsx";
import { createForm } from "../../ui/form/index.ts";
import { NumberField } from "../../ui/number-field.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { nameOf } from "./member-question.tsx";

export type EnterDialogProps = {
  open: boolean;
  school: string;
  member: MemberView | undefined;
  onClose: () => void;
};

/**
 * Asks why and for how long, then shows the one-use link: a window that opened by itself once the server has answered
 * would be held back by browsers.
 */
export function EnterDialog(props: EnterDialogProps) {
  const t = useText("impersonation");
  const start = useAction(startImpersonation);
  const [link, setLink] = createSignal<string>();
  const left = createCountdown();
  const name = () => (props.member ? nameOf(props.member) : "");
  const initial = () => ({
    tenantId: props.school,
    userId: props.member?.id ?? "",
    reason: "",
    minutes: IMPERSONATION_MINUTES,
  });
  const form = createForm({
    schema: startImpersonationInput,
    initial: initial(),
    submit: async (input) => {
      const started = await start(input);
      left.start(Math.max(1, (Date.parse(started.linkExpiresAt) - Date.now()) / 1_000));
      setLink(started.link);
    },
  });
  createEffect(() => {
    if (!props.open) return;
    untrack(() => {
      setLink(undefined);
      left.stop();
      form.reset(initial());
    });
  });
  const answer: FormAnswer = {
    content: () => (
      <Show when={left.seconds() > 0} fallback={<Alert tone="warning">{t("ready.over")}</Alert>}>
        <p class="text-sm text-muted tabular-nums" aria-hidden="true">
          {t("ready.left", { count: left.seconds() })}
        </p>
      </Show>
    ),
    footer: () => (
      <>
        <Button onClick={() => props.onClose()}>{t("ready.close")}</Button>
        <Show
          when={left.seconds() > 0}
          fallback={<Button onClick={() => setLink(undefined)}>{t("ready.again")}</Button>}
        >
          {/* Once opened it is used up: nothing is left to do here. */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the link within has both */}
          <span class="contents" onClick={() => props.onClose()}>
            <ButtonLink external variant="primary" href={link() ?? ""}>
              {t("ready.open")}
            </ButtonLink>
          </span>
        </Show>
      </>
    ),
  };
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={link() ? t("ready.title") : t("enter.as", { name: name() })}
      description={link() ? t("ready.about") : t("form.about", { name: name() })}
      form={form}
      action={t("form.action")}
      answer={link() ? answer : undefined}
    >
      <TextArea {...form.field("reason")} label={t("form.reason")} hint={t("form.reasonHint")} />
      <NumberField
        {...form.field("minutes")}
        value={form.values.minutes ?? IMPERSONATION_MINUTES}
        label={t("form.minutes")}
        hint={t("form.minutesHint")}
        unit={t("form.unit")}
        min={1}
        max={IMPERSONATION_MINUTES}
        class="max-w-56"
      />
    </FormDialog>
  );
}
