import type { SchoolType } from "@pepro/contracts";
import { MODULES, type ModuleName } from "@pepro/contracts/modules";
import type { ListSchools } from "../../data/schools.ts";
import type { SchoolState } from "../../ui/state-badge.tsx";
import type { Sort } from "../../ui/table/table.tsx";

/** What the list shows, as its address says it. What the contracts list beside a schema is listed by hand: it would bring zod along. */
export type ListView = {
  search: string;
  state: SchoolState | undefined;
  type: SchoolType | undefined;
  module: ModuleName | undefined;
  isBehind: boolean;
  /** The version that their tables have. */
  version: number | undefined;
  sort: Sort;
  /** From 1. */
  page: number;
  pageSize: number;
};

export const LIST = "/schools";
export const PAGE_SIZES = [20, 50, 100] as const;

export const SORT_BY = ["school_name", "city", "school_type", "state", "last_accessed_at", "created_on"] as const;
const STATE: Record<SchoolState, true> = {
  ready: true,
  inactive: true,
  created: true,
  provisioning: true,
  failed: true,
};
const TYPE: Record<SchoolType, true> = { college: true, lycee: true, lycee_pro: true };

export const STATES = Object.keys(STATE) as SchoolState[];
export const TYPES = Object.keys(TYPE) as SchoolType[];

const DEFAULT_SORT: Sort = { by: "school_name", direction: "ascending" };
const START: ListView = {
  search: "",
  state: undefined,
  type: undefined,
  module: undefined,
  isBehind: false,
  version: undefined,
  sort: DEFAULT_SORT,
  page: 1,
  pageSize: PAGE_SIZES[0],
};

/** Reads `?search=hugo&state=failed&sort=-city&page=2`; what it does not know counts as not said. */
export function viewOf(address: string): ListView {
  const said = new URLSearchParams(address);
  const oneOf = <Name extends string>(name: string, known: readonly Name[]) =>
    known.find((value) => value === said.get(name));
  const size = Number(said.get("size"));
  const page = Number(said.get("page"));
  return {
    search: (said.get("search") ?? "").replaceAll("\u0000", "").trim().slice(0, 200),
    state: oneOf("state", STATES),
    type: oneOf("type", TYPES),
    module: oneOf("module", MODULES),
    isBehind: said.get("behind") === "true",
    version: /^\d{1,9}$/.test(said.get("version") ?? "") ? Number(said.get("version")) : undefined,
    sort: sortOf(said.get("sort") ?? ""),
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
    pageSize: PAGE_SIZES.find((known) => known === size) ?? START.pageSize,
  };
}

function sortOf(term: string): Sort {
  const by = SORT_BY.find((known) => known === term.replace(/^-/, ""));
  return by ? { by, direction: term.startsWith("-") ? "descending" : "ascending" } : DEFAULT_SORT;
}

/** The address of a view, as short as it can be. */
export function hrefOf(view: Partial<ListView>): string {
  const { search, state, type, module, isBehind, version, sort, page, pageSize } = { ...START, ...view };
  const term = orderingOf(sort);
  const said: [name: string, value: string | undefined][] = [
    ["search", search || undefined],
    ["state", state],
    ["type", type],
    ["module", module],
    ["behind", isBehind ? "true" : undefined],
    ["version", version?.toString()],
    ["sort", term === orderingOf(DEFAULT_SORT) ? undefined : term],
    ["size", pageSize === START.pageSize ? undefined : String(pageSize)],
    ["page", page === 1 ? undefined : String(page)],
  ];
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => pair[1] !== undefined)).toString();
  return query ? `${LIST}?${query}` : LIST;
}

/** Whether anything is left out; the order and the page leave nothing out. */
export function isFiltered({ search, state, type, module, isBehind, version }: ListView): boolean {
  return search !== "" || isBehind || [state, type, module, version].some((filter) => filter !== undefined);
}

/** The same without its filters, in the same order. */
export function withoutFilters({ sort, pageSize }: ListView): Partial<ListView> {
  return { sort, pageSize };
}

/** What the server is asked. A school that was switched off is a ready one to it. */
export function questionOf({
  search,
  state,
  type,
  module,
  isBehind,
  version,
  sort,
  page,
  pageSize,
}: ListView): ListSchools {
  return {
    ...(search && { search }),
    ...(state && { state: state === "inactive" ? "ready" : state }),
    ...(state === "ready" && { isActive: true }),
    ...(state === "inactive" && { isActive: false }),
    ...(type && { schoolType: type }),
    ...(module && { module }),
    ...(isBehind && { isBehind }),
    ...(version !== undefined && { schemaVersion: version }),
    ordering: [orderingOf(sort)] as ListSchools["ordering"],
    page,
    pageSize,
  };
}

function orderingOf({ by, direction }: Sort): string {
  return direction === "descending" ? `-${by}` : by;
}
