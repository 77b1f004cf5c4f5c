import { AUDIT_FORMATS, auditFilter } from "@pepro/contracts";
import * as z from "zod";
import type { Core } from "../core.ts";
import {
  type Call,
  defineSubscription,
  defineUseCase,
  execute,
  orKey,
  subscribe,
  superAdmin,
} from "../executor/index.ts";
import { type ExportedEntry, exportedOf, headerOf, lineOf } from "./exported.ts";
import { readAfter } from "./read-queries.ts";
import { openTrail } from "./trail.ts";

const PAGE = 500;

/** Who took a copy of the trail, and of what part, is part of it. */
export const recordExport = defineUseCase({
  name: "audit.export",
  permission: orKey(superAdmin, "audit:read"),
  access: "write",
  on: "platform",
  input: auditFilter.safeExtend({ format: z.enum(AUDIT_FORMATS) }),
  output: z.void(),
  run: async ({ note }, { tenantId, ...chosen }) => {
    const target = { kind: "trail", id: chosen.trail };
    note({ target, ...(tenantId !== undefined && { tenantId }), changes: chosen });
  },
});

/** The trail, oldest entry first, page by page. */
export const readTrail = defineSubscription({
  name: "audit.read",
  permission: orKey(superAdmin, "audit:read"),
  input: auditFilter,
  event: z.array(z.custom<ExportedEntry>()),
  idOf: (page) => String(page.at(-1)?.id ?? ""),
  run: async function* ({ core, signal }, filter) {
    const trail = await openTrail(core, filter);
    for (let after = 0; !signal.aborted; ) {
      const rows = await readAfter(trail, filter, after, PAGE);
      yield rows.map((row) => exportedOf(trail, row));
      after = rows.at(-1)?.id ?? after;
      if (rows.length < PAGE) return;
    }
  },
});

/**
 * A trail as CSV or JSON lines, in pieces of one page each: however long it is, no more is held. The export is written
 * into the platform's trail before it begins.
 * @throws PeproError of the permission or the input, before the first piece
 */
export async function* exportAudit(
  core: Core,
  call: Call,
  input: unknown,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  await execute(core, recordExport, call, input);
  const { format } = recordExport.input.parse(input);
  let header = headerOf(format);
  for await (const page of subscribe(core, readTrail, call, input, signal)) {
    yield header + page.map((entry) => lineOf(format, entry)).join("");
    header = "";
  }
}
