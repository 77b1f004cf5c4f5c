import * as z from "zod";
import { tenantId } from "./tenants.ts";

/** `missing`: the whole schema. `ahead`: its tables are newer than this program, which has nothing to compare them with. */
export const DRIFT_STATES = ["same", "different", "missing", "ahead"] as const;

export const DRIFT_OBJECTS = ["role", "table", "column", "constraint", "index", "sequence", "grant"] as const;

/** What of an object differs. `missing`: the school lacks it. `extra`: only the school has it. */
export const DRIFT_ASPECTS = [
  "missing",
  "extra",
  "definition",
  "type",
  "default",
  "not_null",
  "identity",
  "generated",
  "invalid",
  "name",
] as const;

export const driftDifference = z.object({
  object: z.enum(DRIFT_OBJECTS),
  aspect: z.enum(DRIFT_ASPECTS),
  /** Empty for what belongs to the schema itself. */
  table: z.string(),
  /** The object's own; of a grant, who has it. */
  name: z.string(),
  /** As a new school of that version has it; null where it has nothing of the kind. */
  expected: z.string().nullable(),
  /** As this school has it. */
  found: z.string().nullable(),
});
export type DriftDifference = z.infer<typeof driftDifference>;

/**
 * What to know before a repair is run. `loses_data`: takes rows or values away, so it is commented out. `needs_values`:
 * fails as long as rows have none. `rewrites`: rewrites the table, whose requests wait. `builds`: writes to the table wait
 * meanwhile; where it is in use, `create index concurrently` outside of a transaction. `reads`: reads the whole
 * table, and fails where a row is against it.
 */
export const DRIFT_NOTES = ["loses_data", "needs_values", "rewrites", "builds", "reads"] as const;

export const driftRepair = z.object({
  /** One statement, without its semicolon. */
  sql: z.string(),
  /** Which of the school's differences it repairs, from 0. */
  difference: z.int(),
  note: z.enum(DRIFT_NOTES).nullable(),
});
export type DriftRepair = z.infer<typeof driftRepair>;

export const driftSchool = z.object({
  tenantId,
  schema: z.string(),
  name: z.string(),
  /** The version it was compared with. */
  version: z.int(),
  state: z.enum(DRIFT_STATES),
  differences: z.array(driftDifference),
  /** In the order in which the statements can be run. Nothing runs them by itself. */
  repair: z.array(driftRepair),
});
export type DriftSchool = z.infer<typeof driftSchool>;

export const driftInput = z.object({ school: tenantId.optional() }).prefault({});
/** By schema. */
export const drift = z.object({ schools: z.array(driftSchool) });
export type Drift = z.infer<typeof drift>;
