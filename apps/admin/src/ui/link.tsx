import { A } from "@solidjs/router";
import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import { type JSX, Show } from "solid-js";
import { cx } from "./cx.ts";

export type LinkProps = {
  href: string;
  children: JSX.Element;
  /** Leads out of the dashboard: opens a new tab and says so. */
  external?: boolean;
  /** In the colour of the text around it, for rows and lists. */
  quiet?: boolean;
  class?: string;
};

export function Link(props: LinkProps) {
  const look = () =>
    cx("rounded-sm underline-offset-3 hover:underline", props.quiet ? "text-ink" : "text-accent-ink", props.class);
  return (
    <Show
      when={props.external}
      fallback={
        <A href={props.href} class={look()}>
          {props.children}
        </A>
      }
    >
      <a href={props.href} target="_blank" rel="noreferrer" class={cx("inline-flex items-center gap-0.5", look())}>
        {props.children}
        <ArrowUpRight class="size-3.5 shrink-0 opacity-70" aria-hidden="true" />
      </a>
    </Show>
  );
}
