import type { TenantView } from "@pepro/contracts";
import CirclePause from "lucide-solid/icons/circle-pause";
import CirclePlay from "lucide-solid/icons/circle-play";
import { createSignal, Show } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { Section } from "../../../../ui/card.tsx";
import { ConfirmDialog } from "../../../../ui/confirm-dialog.tsx";

/** Lets a school answer or not. Both ask before: one turns people away, the other lets them in again. */
export function ActivationSection(props: { school: TenantView; onSwitch: (isActive: boolean) => Promise<unknown> }) {
  const t = useText("school-danger");
  const [isAsking, setAsking] = createSignal(false);
  const name = () => props.school.school.name;
  const isActive = () => props.school.isActive;
  const isOpen = () => props.school.state === "ready";
  const consequences = () => [
    t("deactivate.hosts", { count: props.school.domains.length + 1 }),
    t("deactivate.users"),
    t("deactivate.data"),
  ];
  return (
    <>
      <Section
        title={t(isActive() ? "deactivate.title" : "activate.title")}
        description={t(isActive() ? (isOpen() ? "deactivate.about" : "deactivate.notOpen") : "activate.about")}
        actions={
          <Show
            when={isActive()}
            fallback={
              <Button icon={CirclePlay} onClick={() => setAsking(true)}>
                {t("activate.action")}
              </Button>
            }
          >
            <Button
              variant="danger-quiet"
              icon={CirclePause}
              onClick={() => setAsking(true)}
              disabledReason={isOpen() ? undefined : t("deactivate.notOpen")}
            >
              {t("deactivate.action")}
            </Button>
          </Show>
        }
      />
      <ConfirmDialog
        open={isAsking()}
        title={t(isActive() ? "deactivate.ask" : "activate.ask", { name: name() })}
        description={t(isActive() ? "deactivate.at" : "activate.at")}
        {...(isActive() ? { consequences: consequences() } : { tone: "neutral" as const })}
        action={t(isActive() ? "deactivate.action" : "activate.action")}
        onCancel={() => setAsking(false)}
        onConfirm={async () => {
          await props.onSwitch(!isActive());
          setAsking(false);
        }}
      />
    </>
  );
}
