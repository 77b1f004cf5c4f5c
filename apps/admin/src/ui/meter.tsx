import { createUniqueId, Show } from "solid-js";
import { cx } from "./cx.ts";

export type MeterProps = {
  label: string;
  used: number;
  limit: number;
  /** Both values in words: «12,4 Go sur 50 Go». */
  text: string;
  /** Without its label, for a row of a table. */
  compact?: boolean;
};

/** From this share on a quota asks for attention, and from the next it is nearly used up. */
const WARNING = 0.8;
const DANGER = 0.95;

/** How much of a quota is used. The words say it, the bar shows it. */
export function Meter(props: MeterProps) {
  const id = createUniqueId();
  const share = () => (props.limit > 0 ? Math.min(1, Math.max(0, props.used / props.limit)) : 0);
  const color = () => (share() >= DANGER ? "bg-danger" : share() >= WARNING ? "bg-warning-fill" : "bg-accent");
  return (
    <div class="flex flex-col gap-1.5">
      <Show when={!props.compact}>
        <div class="flex items-baseline justify-between gap-4 text-sm">
          <span id={id} class="text-muted">
            {props.label}
          </span>
          <span class="tabular-nums text-ink">{props.text}</span>
        </div>
      </Show>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> each in their own way */}
      <div
        role="meter"
        aria-label={props.compact ? props.label : undefined}
        aria-labelledby={props.compact ? undefined : id}
        aria-valuemin={0}
        aria-valuemax={props.limit}
        aria-valuenow={Math.min(props.used, props.limit)}
        aria-valuetext={props.text}
        class={cx("overflow-hidden rounded-full bg-pressed", props.compact ? "h-1" : "h-1.5")}
      >
        <div
          class={cx("h-full rounded-full transition-[width]", color())}
          style={{ width: `${share() * 100}%`, "min-width": props.used > 0 ? "3px" : undefined }}
        />
      </div>
    </div>
  );
}
