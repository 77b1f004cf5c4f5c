import type { AuditQuestion, ListAudit } from "../../data/audit.ts";

export const OUTCOMES = ["done", "refused", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the explorer shows, as its address says it. */
export type AuditView = {
  /** The school concerned. */
  school: string | undefined;
  /** The platform's trail, or the school's own. */
  trail: "platform" | "school";
  actor: string;
  action: string;
  target: string;
  outcome: Outcome | undefined;
  /** Days as the reader counts them, `2026-03-12`, the last included. */
  from: string;
  to: string;
  /** The cursor that the page begins after. */
  after: string;
  /** The entry that is looked at. */
  entry: number | undefined;
};

/** Where an explorer stands: everywhere, or within a school that is not chosen. */
export type AuditPlace = { path: string; school?: string };

export const PAGE_SIZE = 50;

const TEXT_MAX = 500;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CURSOR = /^\d{1,17}\.\d{1,18}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads `?school=…&action=tenants&outcome=refused&from=2026-03-01`; what it does not know counts as not said. */
export function viewOf(address: string, { school: preset }: Pick<AuditPlace, "school"> = {}): AuditView {
  const said = new URLSearchParams(address);
  const text = (name: string) => (said.get(name) ?? "").replaceAll("\u0000", "").trim().slice(0, TEXT_MAX);
  const like = (name: string, form: RegExp) => (form.test(said.get(name) ?? "") ? (said.get(name) ?? "") : "");
  const day = (name: string) => (startOf(like(name, DAY)) ? like(name, DAY) : "");
  const school = preset ?? (like("school", UUID) || undefined);
  const entry = Number(said.get("entry"));
  return {
    school,
    trail: school !== undefined && said.get("trail") === "school" ? "school" : "platform",
    actor: text("actor"),
    action: text("action"),
    target: text("target"),
    outcome: OUTCOMES.find((outcome) => outcome === said.get("outcome")),
    from: day("from"),
    to: day("to"),
    after: like("after", CURSOR),
    entry: Number.isSafeInteger(entry) && entry > 0 ? entry : undefined,
  };
}

/** The address of a view, as short as it can be. */
export function hrefOf(place: AuditPlace, view: Partial<AuditView>): string {
  const { school, trail, actor, action, target, outcome, from, to, after, entry } = view;
  const said: [name: string, value: string | undefined][] = [
    ["school", place.school === undefined ? school : undefined],
    ["trail", trail === "school" && (school ?? place.school) !== undefined ? trail : undefined],
    ["actor", actor],
    ["action", action],
    ["target", target],
    ["outcome", outcome],
    ["from", from],
    ["to", to],
    ["after", after],
    ["entry", entry?.toString()],
  ];
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
  return query ? `${place.path}?${query}` : place.path;
}

/** Whether anything is left out; which trail is read, and the school of a place that is one school's, leave nothing out. */
export function filtersOf(view: AuditView, place: Pick<AuditPlace, "school"> = {}): number {
  const { school, actor, action, target, outcome, from, to } = view;
  return [place.school === undefined && school, actor, action, target, outcome, from, to].filter(Boolean).length;
}

/** What is asked for, be it page by page or as a download. */
export function filterOf({ school, trail, actor, action, target, outcome, from, to }: AuditView): AuditQuestion {
  const begin = startOf(from);
  const end = startOf(to, 1);
  return {
    trail,
    ...(school && { tenantId: school }),
    ...(actor && { actor }),
    ...(action && { action }),
    ...(target && { target }),
    ...(outcome && { outcome }),
    ...(begin && { from: begin }),
    ...(end && { to: end }),
  };
}

export function questionOf(view: AuditView): ListAudit {
  return { ...filterOf(view), ...(view.after && { cursor: view.after }), limit: PAGE_SIZE };
}

/** The moment a day begins where the reader is, or one that many days later. */
function startOf(day: string, later = 0): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date + later);
  const isReal = later !== 0 || (start.getMonth() === month - 1 && start.getDate() === date);
  return day !== "" && year >= 1970 && isReal ? start.toISOString() : undefined;
}
