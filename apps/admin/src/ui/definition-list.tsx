import { For, type JSX } from "solid-js";

export type Definition = { term: string; value: JSX.Element };

/** Facts about one thing, name by value. */
export function DefinitionList(props: { items: readonly Definition[] }) {
  return (
    <dl class="text-sm">
      <For each={props.items}>
        {(item) => (
          <div class="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-baseline gap-4 border-b border-line py-2 first:pt-0 last:border-b-0 last:pb-0">
            <dt class="text-muted">{item.term}</dt>
            <dd class="min-w-0 break-words text-ink">{item.value}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}
