import type { FleetQuestion, FleetSchoolState } from "../../../data/fleet.ts";
import { pageOf } from "../page-address.ts";

export const SCHOOL_STATES = ["failed", "running", "pending", "done", "skipped"] as const satisfies FleetSchoolState[];
export const PAGE_SIZE = 50;

/** What of a run's schools is shown, as the address says it. */
export type RunView = {
  state: FleetSchoolState | undefined;
  wave: number | undefined;
  search: string;
  /** From 1. */
  page: number;
  /** The school whose log is open. */
  school: string | undefined;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads `?state=failed&wave=0&search=hugo&page=2&school=…`; what it does not know counts as not said. */
export function runViewOf(address: string): RunView {
  const said = new URLSearchParams(address);
  const wave = said.get("wave") ?? "";
  const school = said.get("school") ?? "";
  return {
    state: SCHOOL_STATES.find((state) => state === said.get("state")),
    wave: /^\d{1,6}$/.test(wave) ? Number(wave) : undefined,
    search: (said.get("search") ?? "").replaceAll("\u0000", "").trim().slice(0, 200),
    page: pageOf(address),
    school: UUID.test(school) ? school : undefined,
  };
}

export function runPath(id: string): string {
  return `/migrations/runs/${id}`;
}

/** The address of a view of a run, as short as it can be. */
export function runHref(id: string, { state, wave, search, page, school }: RunView): string {
  const said: [name: string, value: string | undefined][] = [
    ["state", state],
    ["wave", wave?.toString()],
    ["search", search || undefined],
    ["page", page === 1 ? undefined : String(page)],
    ["school", school],
  ];
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => pair[1] !== undefined)).toString();
  return query ? `${runPath(id)}?${query}` : runPath(id);
}

export function questionOf(id: string, { state, wave, search, page }: RunView): FleetQuestion {
  return {
    id,
    ...(state && { state: [state] }),
    ...(wave !== undefined && { wave }),
    ...(search && { search }),
    page,
    pageSize: PAGE_SIZE,
  };
}
