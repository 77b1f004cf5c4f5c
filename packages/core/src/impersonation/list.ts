import { type ImpersonationEntry, impersonationEntry, listImpersonationsInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { type EntryRow, selectEntries } from "./queries.ts";

/** Who entered which school as whom, why, and whether they still are; the newest first. */
export const listImpersonations = defineUseCase({
  name: "impersonation.list",
  permission: ownIdentity(superAdmin),
  access: "read",
  on: "platform",
  input: listImpersonationsInput,
  output: z.object({ items: z.array(impersonationEntry), count: z.int() }),
  run: async ({ tx, now }, filter) => {
    const rows = await tx.query<EntryRow>(selectEntries(filter, now));
    return { items: rows.map((row) => entryOf(row, now)), count: rows[0]?.total ?? 0 };
  },
});

function entryOf(row: EntryRow, now: Date): ImpersonationEntry {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    schoolName: row.school_name,
    userId: row.user_id,
    userEmail: row.user_email,
    superAdminEmail: row.superadmin_email,
    reason: row.reason,
    minutes: row.minutes,
    createdAt: row.created_at.toISOString(),
    openedAt: row.opened_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by,
    state: stateOf(row, now),
  };
}

function stateOf(row: EntryRow, now: Date): ImpersonationEntry["state"] {
  if (!row.opened_at) return row.ended_at || row.link_expires_at <= now ? "unused" : "waiting";
  return row.ended_at || (row.ends_at && row.ends_at <= now) ? "over" : "active";
}
