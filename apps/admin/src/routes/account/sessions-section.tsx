import type { SessionView } from "@pepro/contracts";
import { revalidate, useAction } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { endOtherSessions, endSession, ownSessions } from "../../data/account.ts";
import { createKept } from "../../data/kept.ts";
import { useErrorText } from "../../i18n/error-text.ts";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/card.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Part } from "../../ui/part.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { SessionRow } from "./session-row.tsx";

/** Where one is signed in: this session first, then the last used; each of the others can be ended. */
export function SessionsSection() {
  const t = useText("account");
  const errorText = useErrorText();
  const sessions = createKept(
    () => null,
    () => ownSessions(),
  );
  const end = useAction(endSession);
  const endOthers = useAction(endOtherSessions);
  const [ending, setEnding] = createSignal<string>();
  const [isAsking, setAsking] = createSignal(false);

  const endOne = async (id: string) => {
    setEnding(id);
    try {
      await end(id);
      toast.success(t("sessions.ended"));
    } catch (error) {
      toast.error(t("sessions.endFailed"), { detail: errorText(error).message });
    } finally {
      setEnding(undefined);
    }
  };
  const endAll = async () => {
    const { ended } = await endOthers();
    setAsking(false);
    toast.success(t("sessions.othersEnded", { count: ended }));
  };

  return (
    <>
      <Part
        of={sessions}
        failed={t("sessions.failed")}
        onRetry={() => revalidate(ownSessions.key)}
        waiting={
          <Section title={t("sessions.title")} description={t("sessions.about")} flush>
            <div class="flex flex-col gap-2 px-5 py-4">
              <Skeleton class="h-5" width="40%" />
              <Skeleton class="h-4" width="60%" />
            </div>
          </Section>
        }
      >
        {(all) => (
          <Section
            title={t("sessions.title")}
            description={t("sessions.about")}
            flush
            actions={
              <Show when={all().length > 1}>
                <Button variant="danger-quiet" onClick={() => setAsking(true)}>
                  {t("sessions.endOthers")}
                </Button>
              </Show>
            }
          >
            <ul class="divide-y divide-line">
              <For each={ordered(all())}>
                {(session) => (
                  <SessionRow session={session} isEnding={ending() === session.id} onEnd={() => endOne(session.id)} />
                )}
              </For>
            </ul>
            <Show when={all().length === 1}>
              <p class="border-t border-line px-5 py-3 text-sm text-muted">{t("sessions.onlyThis")}</p>
            </Show>
          </Section>
        )}
      </Part>
      <ConfirmDialog
        open={isAsking()}
        title={t("sessions.askOthers")}
        description={t("sessions.askOthersAbout")}
        action={t("sessions.endOthersAction")}
        onCancel={() => setAsking(false)}
        onConfirm={endAll}
      />
    </>
  );
}

function ordered(sessions: readonly SessionView[]): SessionView[] {
  return [...sessions].sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
}
