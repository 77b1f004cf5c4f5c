import { A, useLocation } from "@solidjs/router";
import { createEffect, For, on, Show } from "solid-js";

export type Tab = { href: string; label: string; count?: number; end?: boolean };

/** The sections of one thing, each at its own address. Links, and so they open in a new tab and come back. */
export function Tabs(props: { label: string; tabs: readonly Tab[] }) {
  const location = useLocation();
  let list!: HTMLUListElement;
  // On a phone they do not all fit: the one that is open does not stay outside.
  createEffect(
    on(
      () => location.pathname,
      () => {
        const current = list.querySelector<HTMLElement>("[aria-current=page]")?.parentElement;
        if (current) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
      },
    ),
  );
  return (
    <nav aria-label={props.label} data-keeps-focus="" class="border-b border-line">
      <ul ref={list} class="scrollbar-none relative -mb-px flex gap-5 overflow-x-auto">
        <For each={props.tabs}>
          {(tab) => (
            <li class="shrink-0">
              <A
                href={tab.href}
                end={tab.end ?? true}
                noScroll
                class="relative flex h-10 items-center gap-1.5 rounded-sm border-b-2 text-sm font-medium outline-offset-[-2px] transition-colors"
                activeClass="border-accent text-ink"
                inactiveClass="border-transparent text-muted hover:text-ink"
              >
                {tab.label}
                <Show when={tab.count !== undefined}>
                  <span class="rounded-full bg-sunken px-1.5 text-2xs tabular-nums text-muted">{tab.count}</span>
                </Show>
              </A>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
