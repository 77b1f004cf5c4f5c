import { type RoleName, roleName } from "@pepro/db";
import type { Installation } from "../installation/index.ts";

/**
 * What is written on a schema: whose it is, and by which role where that is not named by the same id. A second run tells
 * a finished schema from a stranger's by it.
 */
export function markOf(installation: Installation, id: string, role: RoleName): string {
  const own = `pepro:${installation.id}:${id}`;
  return role === installation.roles.tenant(id) ? own : `${own}:${role}`;
}

/** The role of a schema that bears the mark of this id; undefined for any other mark. */
export function roleByMark(installation: Installation, id: string, mark: string | null): RoleName | undefined {
  const own = `pepro:${installation.id}:${id}`;
  if (mark === own) return installation.roles.tenant(id);
  return mark?.startsWith(`${own}:`) ? roleName(mark.slice(own.length + 1)) : undefined;
}
