import { createSignal, Show } from "solid-js";
import { type FleetRun, turnRun } from "../../../data/fleet.ts";
import { useErrorText } from "../../../i18n/error-text.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { toast } from "../../../ui/toast.tsx";

type Turn = Parameters<typeof turnRun>[1];

const DONE = { pause: "done.pause", resume: "done.resume", retryFailed: "done.retry", cancel: "done.cancel" } as const;

/** What can be asked of a run in its state, the main thing last. */
export function RunActions(props: { run: FleetRun; onTurned: (run: FleetRun) => void }) {
  const t = useText("migrations");
  const errorText = useErrorText();
  const [running, setRunning] = createSignal<Turn>();
  const [isAsking, setAsking] = createSignal(false);
  const isActive = () => props.run.state === "running" || props.run.state === "paused";

  const carryOut = async (turn: Turn) => {
    const run = await turnRun(props.run.id, turn);
    props.onTurned(run);
    toast.success(t(DONE[turn]));
  };
  const ask = async (turn: Turn) => {
    if (running()) return;
    setRunning(turn);
    try {
      await carryOut(turn);
    } catch (error) {
      const { message, reference } = errorText(error);
      toast.error(message, reference ? { detail: reference } : {});
    } finally {
      setRunning(undefined);
    }
  };

  return (
    <>
      <Show when={isActive()}>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          {t("cancel")}
        </Button>
      </Show>
      <Show when={props.run.counts.failed > 0 && props.run.state !== "cancelled"}>
        <Button
          variant={isActive() ? "secondary" : "primary"}
          loading={running() === "retryFailed"}
          onClick={() => void ask("retryFailed")}
        >
          {t("retry", { count: props.run.counts.failed })}
        </Button>
      </Show>
      <Show when={props.run.state === "running"}>
        <Button loading={running() === "pause"} onClick={() => void ask("pause")}>
          {t("pause")}
        </Button>
      </Show>
      <Show when={props.run.state === "paused"}>
        <Button variant="primary" loading={running() === "resume"} onClick={() => void ask("resume")}>
          {t("resume")}
        </Button>
      </Show>
      <ConfirmDialog
        open={isAsking()}
        title={t("cancel.title")}
        description={t("cancel.about")}
        consequences={[t("cancel.stays", { count: props.run.counts.pending + props.run.counts.failed })]}
        action={t("cancel")}
        onCancel={() => setAsking(false)}
        onConfirm={async () => {
          await carryOut("cancel");
          setAsking(false);
        }}
      />
    </>
  );
}
