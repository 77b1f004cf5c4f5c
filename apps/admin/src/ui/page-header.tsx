import { A } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { For, type JSX, Show } from "solid-js";
import { useText } from "../i18n/i18n.tsx";

export type Crumb = { href: string; label: string };

export type PageHeaderProps = {
  title: string;
  /** The pages above this one. */
  crumbs?: readonly Crumb[];
  /** Beside the title: a state badge. */
  badge?: JSX.Element;
  description?: JSX.Element;
  /** Buttons, the main one last. */
  actions?: JSX.Element;
};

/** The head of every page. Its title takes the focus when the page opens. */
export function PageHeader(props: PageHeaderProps) {
  const t = useText("common");
  return (
    <header class="flex flex-wrap items-end justify-between gap-x-6 gap-y-4 pb-6">
      <div class="flex min-w-0 flex-col gap-1">
        <Show when={props.crumbs?.length}>
          <nav aria-label={t("crumbs.label")}>
            <ol class="flex items-center gap-1 text-sm text-muted">
              <For each={props.crumbs}>
                {(crumb, index) => (
                  <li class="flex items-center gap-1">
                    <Show when={index() > 0}>
                      <ChevronRight class="size-3.5 text-subtle" aria-hidden="true" />
                    </Show>
                    <A
                      href={crumb.href}
                      end
                      class="-my-1 rounded-sm py-1 pointer-coarse:-my-1.5 pointer-coarse:py-1.5 hover:text-ink hover:underline hover:underline-offset-3"
                    >
                      {crumb.label}
                    </A>
                  </li>
                )}
              </For>
            </ol>
          </nav>
        </Show>
        <div class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 tabindex="-1" class="text-xl font-semibold tracking-tight text-ink">
            {props.title}
          </h1>
          {props.badge}
        </div>
        <Show when={props.description}>
          {(description) => <div class="max-w-2xl text-pretty text-muted">{description()}</div>}
        </Show>
      </div>
      <Show when={props.actions}>
        {(actions) => <div class="flex max-w-full min-w-0 flex-wrap items-center gap-2">{actions()}</div>}
      </Show>
    </header>
  );
}
