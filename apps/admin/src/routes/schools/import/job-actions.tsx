import { createSignal, Show } from "solid-js";
import { type OpeningJob, turnImport } from "../../../data/imports.ts";
import { useErrorText } from "../../../i18n/error-text.ts";
import { useText } from "../../../i18n/i18n.tsx";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { toast } from "../../../ui/toast.tsx";

/** What can be asked of an import in its state. */
export function JobActions(props: { job: OpeningJob; onTurned: (job: OpeningJob) => void }) {
  const t = useText("imports");
  const errorText = useErrorText();
  const [isResuming, setResuming] = createSignal(false);
  const [isAsking, setAsking] = createSignal(false);
  const isActive = () => props.job.state === "running" || props.job.state === "paused";
  const resume = async () => {
    setResuming(true);
    try {
      props.onTurned(await turnImport(props.job.id, "resume"));
      toast.success(t("done.resume"));
    } catch (error) {
      toast.error(errorText(error).message);
    } finally {
      setResuming(false);
    }
  };
  return (
    <>
      <Show when={isActive()}>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          {t("cancel")}
        </Button>
      </Show>
      <Show when={props.job.state === "paused"}>
        <Button variant="primary" loading={isResuming()} onClick={() => void resume()}>
          {t("resume")}
        </Button>
      </Show>
      <Show when={props.job.state === "failed"}>
        <Button variant="primary" loading={isResuming()} onClick={() => void resume()}>
          {t("retry", { count: props.job.counts.failed })}
        </Button>
      </Show>
      <ConfirmDialog
        open={isAsking()}
        title={t("cancel.title")}
        description={t("cancel.about")}
        action={t("cancel")}
        onCancel={() => setAsking(false)}
        onConfirm={async () => {
          props.onTurned(await turnImport(props.job.id, "cancel"));
          setAsking(false);
          toast.success(t("done.cancel"));
        }}
      />
    </>
  );
}
