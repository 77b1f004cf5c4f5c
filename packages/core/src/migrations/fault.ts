import { isPeproError, messageFor } from "@pepro/contracts";
import { isConnectionError } from "@pepro/db";
import * as z from "zod";
import type { Log } from "../core.ts";

/** Why one school of a fleet could not be migrated: an error code with its fields, and what PostgreSQL or we said. */
export const migrationFault = z.object({
  code: z.string(),
  fields: z.record(z.string(), z.unknown()),
  reason: z.string(),
});
export type MigrationFault = z.infer<typeof migrationFault>;

/** The fault to report of a school, so that the others can go on. */
export function schoolFault(log: Log, schema: string, error: unknown): MigrationFault {
  if (isPeproError(error)) {
    const reason = messageFor(error.code, "en", error.fields) ?? error.code;
    return { code: error.code, fields: { ...error.fields }, reason };
  }
  log.error("a school's migration failed", error, { schema });
  const reason = error instanceof Error ? error.message : String(error);
  return { code: isConnectionError(error) ? "unavailable" : "internal", fields: {}, reason };
}
