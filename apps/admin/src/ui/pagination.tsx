import { A } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import ChevronsLeft from "lucide-solid/icons/chevrons-left";
import ChevronsRight from "lucide-solid/icons/chevrons-right";
import { useText } from "../i18n/i18n.tsx";
import { buttonClass } from "./button.tsx";
import type { Icon } from "./icon.ts";

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
  const isFirst = () => props.page <= 1;
  const isLast = () => props.page >= last();
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
        <Step to={1} off={isFirst()} label={t("pagination.first")} icon={ChevronsLeft} />
        <Step to={props.page - 1} off={isFirst()} rel="prev" label={t("pagination.previous")} icon={ChevronLeft} />
        <Step to={props.page + 1} off={isLast()} rel="next" label={t("pagination.next")} icon={ChevronRight} />
        <Step to={last()} off={isLast()} label={t("pagination.last")} icon={ChevronsRight} />
      </div>
    </nav>
  );

  /** A link even where it leads nowhere further: whoever pressed it keeps the focus. */
  function Step(step: { to: number; off: boolean; rel?: "prev" | "next"; label: string; icon: Icon }) {
    return (
      <A
        href={props.hrefFor(step.off ? props.page : step.to)}
        rel={step.rel}
        aria-disabled={step.off}
        aria-label={step.label}
        class={buttonClass({ class: "w-control-md px-0!" })}
      >
        <step.icon class="size-4" aria-hidden="true" />
      </A>
    );
  }
}
