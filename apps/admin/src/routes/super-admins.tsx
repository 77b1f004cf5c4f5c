import type { SuperAdminView } from "@pepro/contracts";
import { createAsync, revalidate, useAction } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { createSignal } from "solid-js";
import { createKept } from "../data/kept.ts";
import { currentSession } from "../data/session.ts";
import { listSuperAdmins, resetSecondFactor, switchSuperAdmin } from "../data/super-admins.ts";
import { useText } from "../i18n/i18n.tsx";
import { useTitle } from "../navigation/title.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Part } from "../ui/part.tsx";
import { toast } from "../ui/toast.tsx";
import { AddDialog } from "./super-admins/add-dialog.tsx";
import { PeopleTable } from "./super-admins/people-table.tsx";

export type Deed = "activate" | "deactivate" | "reset";

/** Who looks after the platform: let in, turned away, helped when a telephone is lost. */
export default function SuperAdmins() {
  const t = useText("super-admins");
  const people = createKept(
    () => null,
    () => listSuperAdmins(),
  );
  const session = createAsync(() => currentSession());
  const turn = useAction(switchSuperAdmin);
  const reset = useAction(resetSecondFactor);
  const [isAdding, setAdding] = createSignal(false);
  const [asked, setAsked] = createSignal<{ deed: Deed; person: SuperAdminView }>();
  const [isAsking, setAsking] = createSignal(false);
  useTitle(() => t("title"));

  const deed = () => asked()?.deed ?? "deactivate";
  const email = () => asked()?.person.email ?? "";
  const carryOut = async () => {
    const { person } = asked() ?? {};
    if (!person) return;
    await (deed() === "reset" ? reset(person.id) : turn(person.id, deed() === "activate"));
    setAsking(false);
    toast.success(t(`done.${deed()}`, { email: email() }));
  };

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={
          <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
            {t("create.action")}
          </Button>
        }
      />
      <Part
        of={people}
        failed={t("failed")}
        onRetry={() => revalidate(listSuperAdmins.key)}
        waiting={<PeopleTable people={undefined} ownId={undefined} />}
      >
        {(all) => (
          <PeopleTable
            people={all()}
            ownId={session.latest?.user.id}
            onAsk={(deed, person) => {
              setAsked({ deed, person });
              setAsking(true);
            }}
          />
        )}
      </Part>
      <AddDialog open={isAdding()} onClose={() => setAdding(false)} />
      <ConfirmDialog
        open={isAsking()}
        tone={deed() === "activate" ? "neutral" : "danger"}
        title={t(`ask.${deed()}`, { email: email() })}
        description={t(`about.${deed()}`)}
        action={t(`action.${deed()}`)}
        onCancel={() => setAsking(false)}
        onConfirm={carryOut}
      />
    </>
  );
}
