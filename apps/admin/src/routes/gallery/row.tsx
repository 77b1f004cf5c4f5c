import type { JSX } from "solid-js";

/** A line of examples under its name. */
export function Row(props: { name: string; children: JSX.Element }) {
  return (
    <div class="flex flex-wrap items-center gap-3 border-b border-line py-3 first:pt-0 last:border-b-0 last:pb-0">
      <span class="w-28 shrink-0 text-xs text-subtle max-sm:w-full">{props.name}</span>
      {props.children}
    </div>
  );
}
