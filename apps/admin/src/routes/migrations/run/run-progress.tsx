import { For, Show } from "solid-js";
import type { FleetRun, FleetSchoolState } from "../../../data/fleet.ts";
import { OutcomeBar } from "../../../features/live/outcome-bar.tsx";
import { useText } from "../../../i18n/i18n.tsx";
import { cx } from "../../../ui/cx.ts";
import { Link } from "../../../ui/link.tsx";

const PARTS = [
  { state: "done", class: "bg-accent" },
  { state: "failed", class: "bg-danger" },
  { state: "skipped", class: "bg-line-control" },
  { state: "running", class: "animate-pulse bg-accent-line" },
] as const satisfies { state: FleetSchoolState; class: string }[];

/** How far a run has come: schools that are over of all, each outcome in its own colour, and in words. */
export function RunProgress(props: { run: FleetRun; hrefOf?: (state: FleetSchoolState) => string }) {
  const t = useText("migrations");
  const over = () => props.run.counts.done + props.run.counts.failed + props.run.counts.skipped;
  const label = () => t("run.progress", { done: over(), total: props.run.schools });
  return (
    <div class="flex flex-col gap-2.5">
      <OutcomeBar
        label={t("run.title", { version: props.run.targetVersion })}
        text={label()}
        over={over()}
        total={props.run.schools}
        parts={PARTS.map((part) => ({ count: props.run.counts[part.state], class: part.class }))}
      />
      <p class="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted tabular-nums">
        <span class="font-medium text-ink">{label()}</span>
        <For each={["running", "failed", "skipped", "pending"] as const}>
          {(state) => (
            <Show when={props.run.counts[state] > 0}>
              <Count state={state} />
            </Show>
          )}
        </For>
      </p>
    </div>
  );

  function Count(count: { state: FleetSchoolState }) {
    const text = () => t("run.count", { state: t(`school.${count.state}`), count: props.run.counts[count.state] });
    const tone = () => (count.state === "failed" ? "text-danger-ink" : undefined);
    return (
      <Show when={props.hrefOf?.(count.state)} fallback={<span class={tone()}>{text()}</span>}>
        {(href) => (
          <Link href={href()} quiet class={cx("underline decoration-line-control", tone())}>
            {text()}
          </Link>
        )}
      </Show>
    );
  }
}
