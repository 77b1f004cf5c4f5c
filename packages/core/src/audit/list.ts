import { auditPage, listAuditInput } from "@pepro/contracts";
import { defineUseCase, hostAdmin, orKey } from "../executor/index.ts";
import { readPage } from "./read-queries.ts";
import { requireReadable } from "./readable.ts";
import { viewOf } from "./rows.ts";
import { openTrail } from "./trail.ts";

/** A page of the platform's trail or of a school's own, newest first; a school's administrators read theirs. */
export const listAudit = defineUseCase({
  name: "audit.list",
  permission: orKey(hostAdmin, "audit:read"),
  access: "read",
  on: "none",
  input: listAuditInput,
  output: auditPage,
  run: async (context, input) => {
    requireReadable(context, input);
    const trail = await openTrail(context.core, input);
    const rows = await readPage(trail, input);
    const last = rows.at(-1);
    const next = last && rows.length === input.limit ? `${last.micros}.${last.id}` : null;
    return { entries: rows.map((row) => viewOf(trail, row)), next };
  },
});
