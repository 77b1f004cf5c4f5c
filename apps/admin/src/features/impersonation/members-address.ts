import type { ListMembers } from "../../data/impersonation.ts";

export const ROLES = ["admin", "teacher", "student", "parent"] as const;
export type Role = (typeof ROLES)[number];
export const PAGE_SIZE = 10;

/** What a list of users shows, as its address says it. */
export type MembersView = { search: string; role: Role | undefined; page: number };

/** Reads `?search=martin&role=teacher&page=2`; what it does not know counts as not said. */
export function membersViewOf(address: string): MembersView {
  const said = new URLSearchParams(address);
  const page = Number(said.get("page"));
  return {
    search: (said.get("search") ?? "").replaceAll("\u0000", "").trim().slice(0, 200),
    role: ROLES.find((role) => role === said.get("role")),
    page: Number.isSafeInteger(page) && page > 0 && page <= 100_000 ? page : 1,
  };
}

export function membersHref(path: string, { search, role, page }: MembersView): string {
  const said: [string, string][] = [];
  if (search) said.push(["search", search]);
  if (role) said.push(["role", role]);
  if (page > 1) said.push(["page", String(page)]);
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`;
}

export function membersQuestion(tenantId: string, { search, role, page }: MembersView): ListMembers {
  return { tenantId, page, pageSize: PAGE_SIZE, ...(search && { search }), ...(role && { role }) };
}
