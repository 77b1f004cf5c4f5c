import { ATTENTION_CODES } from "@pepro/contracts";
import type { DatabasesQuestion } from "../../data/monitoring.ts";
import type { Sort } from "../../ui/table/table.tsx";

/** What the list of databases shows, as its address says it. */
export type DatabasesView = {
  search: string;
  /** A reason, or any of them. */
  reason: (typeof ATTENTION_CODES)[number] | "attention" | undefined;
  sort: Sort;
  /** From 1. */
  page: number;
};

export const DATABASES = "/databases";
export const PAGE_SIZE = 50;
const SORTS = ["name", "size", "growth", "rows", "deadRows"] as const;
const DEFAULT: Sort = { by: "size", direction: "descending" };

/** Reads `?search=hugo&reason=dead_rows&sort=-growth&page=2`; what it does not know counts as not said. */
export function databasesViewOf(address: string): DatabasesView {
  const said = new URLSearchParams(address);
  const term = said.get("sort") ?? "";
  const by = SORTS.find((known) => known === term.replace(/^-/, ""));
  const page = Number(said.get("page"));
  return {
    search: (said.get("search") ?? "").replaceAll("\u0000", "").trim().slice(0, 200),
    reason: ([...ATTENTION_CODES, "attention"] as const).find((known) => known === said.get("reason")),
    sort: by ? { by, direction: term.startsWith("-") ? "descending" : "ascending" } : DEFAULT,
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
  };
}

/** The address of a view, as short as it can be. */
export function databasesHref({ search, reason, sort, page }: DatabasesView): string {
  const isDefault = sort.by === DEFAULT.by && sort.direction === DEFAULT.direction;
  const said: [name: string, value: string | undefined][] = [
    ["search", search || undefined],
    ["reason", reason],
    ["sort", isDefault ? undefined : `${sort.direction === "descending" ? "-" : ""}${sort.by}`],
    ["page", page === 1 ? undefined : String(page)],
  ];
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => pair[1] !== undefined)).toString();
  return query ? `${DATABASES}?${query}` : DATABASES;
}

export function questionOf({ search, reason, sort, page }: DatabasesView): DatabasesQuestion {
  return {
    ...(search && { search }),
    ...(reason === "attention" && { needsAttention: true }),
    ...(reason && reason !== "attention" && { code: reason }),
    sort: sort.by as (typeof SORTS)[number],
    descending: sort.direction === "descending",
    page,
    pageSize: PAGE_SIZE,
  };
}
