import type { JSX } from "solid-js";

export function Fact(props: { term: string; children: JSX.Element }) {
  return (
    <div class="grid grid-cols-1 gap-x-4 gap-y-0.5 py-3 sm:grid-cols-[10rem_1fr] sm:items-baseline">
      <dt class="text-muted">{props.term}</dt>
      <dd class="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1.5 text-ink">{props.children}</dd>
    </div>
  );
}
