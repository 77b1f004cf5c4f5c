import { auditPage, listAuditInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { readPage } from "./read-queries.ts";
import { viewOf } from "./rows.ts";
import { openTrail } from "./trail.ts";

/** A page of the platform's trail or of a school's own, newest first. */
export const listAudit = defineUseCase({
  name: "audit.list",
  permission: orKey(superAdmin, "audit:read"),
  access: "read",
  on: "none",
  input: listAuditInput,
  output: auditPage,
  run: async ({ core }, input) => {
    const trail = await openTrail(core, input);
    const rows = await readPage(trail, input);
    const last = rows.at(-1);
    const next = last && rows.length === input.limit ? `${last.micros}.${last.id}` : null;
    return { entries: rows.map((row) => viewOf(trail, row)), next };
  },
});
