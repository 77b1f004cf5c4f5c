import { createUniqueId, type JSX, Show } from "solid-js";
import { cx } from "./cx.ts";

/** A sheet on the page. */
export function Card(props: { children: JSX.Element; class?: string }) {
  return <div class={cx("rounded-lg border border-line bg-surface", props.class)}>{props.children}</div>;
}

export type SectionProps = {
  title: string;
  /** Takes the heading, which can then take the focus. */
  headingRef?: (heading: HTMLHeadingElement) => void;
  description?: JSX.Element;
  actions?: JSX.Element;
  children?: JSX.Element;
  /** At the foot, on a ground of its own: what saves the section. */
  footer?: JSX.Element;
  tone?: "neutral" | "danger";
  /** The content goes to the edges: tables, lists with lines. */
  flush?: boolean;
};

/** A part of a page with a name, its content, and at its foot what saves it. */
export function Section(props: SectionProps) {
  const id = createUniqueId();
  const isDanger = () => props.tone === "danger";
  return (
    <section
      aria-labelledby={id}
      class={cx("overflow-hidden rounded-lg border bg-surface", isDanger() ? "border-danger-line" : "border-line")}
    >
      <header class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 pt-4 pb-4">
        <div class="flex flex-col gap-0.5">
          <h2
            ref={(heading) => props.headingRef?.(heading)}
            id={id}
            tabindex={props.headingRef ? -1 : undefined}
            class="text-base font-semibold text-ink"
          >
            {props.title}
          </h2>
          <Show when={props.description}>
            <p class="max-w-prose text-pretty text-sm text-muted">{props.description}</p>
          </Show>
        </div>
        {props.actions}
      </header>
      <Show when={props.children}>
        {(content) => <div class={props.flush ? "border-t border-line" : "px-5 pb-5 empty:hidden"}>{content()}</div>}
      </Show>
      <Show when={props.footer}>
        {(footer) => (
          <footer
            class={cx(
              "flex min-h-14 flex-wrap items-center justify-end gap-3 border-t px-5 py-3 text-sm text-muted",
              isDanger() ? "border-danger-line bg-danger-soft" : "border-line bg-canvas",
            )}
          >
            {footer()}
          </footer>
        )}
      </Show>
    </section>
  );
}
