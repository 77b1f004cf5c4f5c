import { A } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { type JSX, Show } from "solid-js";
import { useText } from "../i18n/i18n.tsx";
import { buttonClass } from "./button.tsx";

export type PaginationProps = {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  /** The address of a page: pages are links, they open in new tabs and come back. */
  hrefFor: (page: number) => string;
};

/** Which part of a list is shown, and the way to the others. The page itself says aloud what it shows. */
export function Pagination(props: PaginationProps) {
  const t = useText("common");
  const last = () => Math.max(1, Math.ceil(props.total / props.pageSize));
  const from = () => (props.total === 0 ? 0 : (props.page - 1) * props.pageSize + 1);
  const to = () => Math.min(props.total, props.page * props.pageSize);
  return (
    <nav
      aria-label={t("pagination.label")}
      data-keeps-focus=""
      class="flex items-center justify-between gap-4 text-sm text-muted"
    >
      <p class="tabular-nums">{t("pagination.range", { from: from(), to: to(), total: props.total })}</p>
      <div class="flex gap-1.5">
        <Step
          href={props.page > 1 ? props.hrefFor(props.page - 1) : undefined}
          rel="prev"
          label={t("pagination.previous")}
        >
          <ChevronLeft class="size-4" aria-hidden="true" />
        </Step>
        <Step
          href={props.page < last() ? props.hrefFor(props.page + 1) : undefined}
          rel="next"
          label={t("pagination.next")}
        >
          <ChevronRight class="size-4" aria-hidden="true" />
        </Step>
      </div>
    </nav>
  );
}

function Step(props: { href: string | undefined; rel: "prev" | "next"; label: string; children: JSX.Element }) {
  const look = buttonClass({ class: "w-control-md px-0!" });
  return (
    <Show
      when={props.href}
      fallback={
        <button type="button" disabled class={look} aria-label={props.label}>
          {props.children}
        </button>
      }
    >
      {(href) => (
        <A href={href()} rel={props.rel} class={look} aria-label={props.label}>
          {props.children}
        </A>
      )}
    </Show>
  );
}
