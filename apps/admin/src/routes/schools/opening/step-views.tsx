import {
  messageFor,
  PROVISIONING_STEPS,
  type ProvisioningRun,
  type ProvisioningStep,
  type ProvisioningStepView,
} from "@pepro/contracts";
import RotateCw from "lucide-solid/icons/rotate-cw";
import { Show } from "solid-js";
import { useFaultText } from "../../../i18n/error-text.ts";
import { useI18n, useText } from "../../../i18n/i18n.tsx";
import { Alert } from "../../../ui/alert.tsx";
import { Button } from "../../../ui/button.tsx";
import { MoreOfError } from "../../../ui/error-details.tsx";
import type { Step, StepState } from "../../../ui/steps.tsx";
import { causeOf } from "./cause.ts";
import type { Phase } from "./create-opening.ts";

const STATES: Record<ProvisioningStepView["state"], StepState> = {
  waiting: "pending",
  started: "running",
  done: "done",
  skipped: "done",
  failed: "failed",
  interrupted: "failed",
};

/** The steps of a run as they are shown, those to come too; the step that failed opens with what failed and the fix. */
export function useStepViews(onRetry: () => void): (run: ProvisioningRun | undefined, phase: Phase) => readonly Step[] {
  const t = useText("opening");
  const { language } = useI18n();
  const label = (step: ProvisioningStep) => messageFor(`step_${step}`, language()) ?? step;

  const detail = ({ state, error }: ProvisioningStepView) => {
    if (state === "skipped") return <span class="text-xs text-subtle">{t("skipped")}</span>;
    if (state === "interrupted") {
      return (
        <Alert tone="danger">
          {t("interrupted")}
          <Retry label={t("resume")} onClick={onRetry} />
        </Alert>
      );
    }
    return state === "failed" ? <Failure error={error} onRetry={onRetry} /> : undefined;
  };

  return (run, phase) =>
    run
      ? run.steps.map((view) => ({
          id: view.step,
          label: label(view.step),
          state: STATES[view.state],
          duration: view.durationMs ?? undefined,
          detail: detail(view),
        }))
      : PROVISIONING_STEPS.map((step, at) => ({
          id: step,
          label: label(step),
          state: phase === "done" ? "done" : phase === "running" && at === 0 ? "running" : "pending",
        }));
}

/** Whether a run has the step that offers to go on. */
export function isHeldByAStep(run: ProvisioningRun | undefined): boolean {
  return run?.steps.some(({ state }) => STATES[state] === "failed") ?? false;
}

/** By itself: texts that come in late must not make the button anew under the focus. */
function Failure(props: { error: ProvisioningStepView["error"]; onRetry: () => void }) {
  const t = useText("opening");
  const faultText = useFaultText();
  const cause = () => props.error && causeOf(props.error);
  const text = () => props.error && faultText(props.error);
  return (
    <Alert tone="danger" title={t("failed")}>
      <p>
        <Show when={cause()} fallback={text()?.message}>
          {(cause) => t(`cause.${cause()}`)}
        </Show>
      </p>
      <p class="mt-1">{t("fix")}</p>
      <Show when={text()}>{(text) => <MoreOfError text={text()} />}</Show>
      <Retry label={t("retry")} onClick={props.onRetry} />
    </Alert>
  );
}

function Retry(props: { label: string; onClick: () => void }) {
  return (
    <div class="mt-3">
      <Button variant="primary" icon={RotateCw} onClick={() => props.onClick()}>
        {props.label}
      </Button>
    </div>
  );
}
