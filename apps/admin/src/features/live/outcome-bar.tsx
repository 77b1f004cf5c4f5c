import { For } from "solid-js";

export type OutcomePart = { count: number; class: string };

/** How far work on many things has come: what is over of all, each outcome in its own colour. */
export function OutcomeBar(props: {
  label: string;
  text: string;
  over: number;
  total: number;
  parts: readonly OutcomePart[];
}) {
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.total}
      aria-valuenow={props.over}
      aria-valuetext={props.text}
      class="flex h-2 overflow-hidden rounded-full bg-pressed"
    >
      <For each={props.parts}>
        {(part) => (
          <span
            class={`h-full transition-[width] ${part.class}`}
            style={{ width: `${(part.count / Math.max(1, props.total)) * 100}%` }}
          />
        )}
      </For>
    </div>
  );
}
