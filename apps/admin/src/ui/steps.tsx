import Check from "lucide-solid/icons/check";
import X from "lucide-solid/icons/x";
import { Index, type JSX, Match, Show, Switch } from "solid-js";
import { useFormat, useText } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";
import { Spinner } from "./spinner.tsx";

export type StepState = "pending" | "running" | "done" | "failed";

export type Step = {
  id: string;
  label: string;
  state: StepState;
  /** Milliseconds it took, once it is over. */
  duration?: number | undefined;
  /** Under a step that failed: what went wrong and what to do. */
  detail?: JSX.Element;
};

const DOTS: Record<StepState, string> = {
  pending: "border-line-strong bg-surface",
  running: "border-accent-line bg-accent-soft text-accent-ink",
  done: "border-success-line bg-success-soft text-success-ink",
  failed: "border-danger-line bg-danger-soft text-danger-ink",
};

/** Work that goes step by step, as it happens. What changes is read aloud; a step that failed can take the focus. */
export function Steps(props: { label: string; steps: readonly Step[] }) {
  const t = useText("common");
  const format = useFormat();
  const current = () => {
    const failed = props.steps.find(({ state }) => state === "failed");
    const running = props.steps.find(({ state }) => state === "running");
    if (failed) return t("steps.failed", { step: failed.label });
    if (running) return t("steps.running", { step: running.label });
    return props.steps.every(({ state }) => state === "done") ? t("steps.done") : "";
  };
  return (
    <div>
      <p class="sr-only" aria-live="polite">
        {current()}
      </p>
      <ol aria-label={props.label}>
        <Index each={props.steps}>
          {(step) => (
            <li
              class="group relative flex gap-3 pb-4 last:pb-0"
              aria-current={step().state === "running" ? "step" : undefined}
              tabindex={step().state === "failed" ? -1 : undefined}
            >
              <span
                aria-hidden="true"
                class="absolute top-6 bottom-0.5 left-[9.5px] w-px bg-line-strong group-last:hidden"
              />
              <span
                class={cx(
                  "mt-px flex size-5 shrink-0 items-center justify-center rounded-full border",
                  DOTS[step().state],
                )}
              >
                <Switch>
                  <Match when={step().state === "running"}>
                    <Spinner class="size-3" />
                  </Match>
                  <Match when={step().state === "done"}>
                    <Check class="size-3" stroke-width="3" aria-hidden="true" />
                  </Match>
                  <Match when={step().state === "failed"}>
                    <X class="size-3" stroke-width="3" aria-hidden="true" />
                  </Match>
                </Switch>
                <span class="sr-only">{t(`step.${step().state}`)}</span>
              </span>
              <div class="min-w-0 flex-1 text-sm">
                <div class="flex items-baseline justify-between gap-4">
                  <span
                    class={cx(
                      step().state === "pending" ? "text-subtle" : "text-ink",
                      step().state === "running" && "font-medium",
                    )}
                  >
                    {step().label}
                  </span>
                  <Show when={step().duration !== undefined}>
                    <span class="shrink-0 text-xs tabular-nums text-subtle">
                      {format.duration(step().duration ?? 0)}
                    </span>
                  </Show>
                </div>
                <Show when={step().detail}>
                  <div class="mt-1.5">{step().detail}</div>
                </Show>
              </div>
            </li>
          )}
        </Index>
      </ol>
    </div>
  );
}
