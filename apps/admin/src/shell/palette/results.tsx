import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "../../ui/cx.ts";
import type { Icon } from "../../ui/icon.ts";

export type Item = { href: string; label: string; hint?: string; icon: Icon };

/** Items under a name; `from` is the place of the first among all of them. */
export type Group = { label: string; items: readonly Item[]; from: number };

export type ResultsProps = {
  id: string;
  groups: readonly Group[];
  /** The place of the one that Enter opens. */
  at: number;
  onPoint: (at: number) => void;
  onChoose: (item: Item) => void;
};

/** What can be gone to. The field above keeps the focus and names the chosen one (`aria-activedescendant`). */
export function Results(props: ResultsProps) {
  return (
    <div
      id={props.id}
      role="listbox"
      tabindex="-1"
      aria-label={props.groups.map(({ label }) => label).join(", ")}
      data-scrolls=""
      class="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5"
    >
      <For each={props.groups.filter(({ items }) => items.length > 0)}>
        {(group) => (
          // biome-ignore lint/a11y/useSemanticElements: a list of choices has groups, not field sets
          <div role="group" aria-label={group.label}>
            <p class="px-2.5 pt-2 pb-1 text-xs font-medium text-subtle" aria-hidden="true">
              {group.label}
            </p>
            <For each={group.items}>
              {(item, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the keys and the focus
                <div
                  id={`${props.id}-${group.from + index()}`}
                  role="option"
                  aria-selected={props.at === group.from + index()}
                  class={cx(
                    "flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm text-ink pointer-coarse:h-11",
                    props.at === group.from + index() && "bg-pressed",
                  )}
                  onPointerMove={() => props.onPoint(group.from + index())}
                  onClick={() => props.onChoose(item)}
                >
                  <Dynamic component={item.icon} class="size-4 shrink-0 text-subtle" aria-hidden="true" />
                  <span class="truncate">{item.label}</span>
                  <Show when={item.hint}>
                    <span class="min-w-0 flex-1 basis-0 truncate pl-4 text-right text-xs text-subtle">{item.hint}</span>
                  </Show>
                </div>
              )}
            </For>
          </div>
        )}
      </For>
    </div>
  );
}
