import * as z from "zod";
import { SCHOOL_TYPES, tenantId } from "./tenants.ts";

/** A school in a list of few facts. */
const briefly = z.object({ id: tenantId, name: z.string(), host: z.string() });

/**
 * Why a school needs somebody: its provisioning failed, or was cut off and nobody goes on with it; its tables are
 * behind this program's or ahead of it; nobody showed yet that its main domain is its own.
 */
export const UNHEALTHY_REASONS = [
  "provisioning_failed",
  "provisioning_interrupted",
  "migrations_behind",
  "migrations_ahead",
  "domain_unverified",
] as const;

/** The whole fleet at a glance, from the control plane alone: no school's schema is asked. */
export const fleetOverview = z.object({
  /** Schools that are not deleted: all states but the last. */
  total: z.int(),
  byState: z.object({
    active: z.int(),
    inactive: z.int(),
    notProvisioned: z.int(),
    provisioning: z.int(),
    failed: z.int(),
    pendingDeletion: z.int(),
  }),
  byType: z.record(z.enum(SCHOOL_TYPES), z.int()),
  /** Tables of provisioned schools against those this program brings. */
  migrations: z.object({
    latest: z.int(),
    behind: z.int(),
    versions: z.array(z.object({ version: z.int(), schools: z.int() })),
  }),
  /** The ten schools opened last, newest first. */
  latestOpenings: z.array(briefly.extend({ at: z.iso.datetime() })),
  /** At most fifty, the most pressing first; `unhealthyCount` is how many there are. */
  unhealthy: z.array(
    briefly.extend({
      reason: z.enum(UNHEALTHY_REASONS),
      /** The schema's version where that is the reason. */
      version: z.int().nullable(),
      since: z.iso.datetime(),
    }),
  ),
  unhealthyCount: z.int(),
  /** The school that was used last, and when. */
  lastActivity: briefly.extend({ at: z.iso.datetime() }).nullable(),
});
export type FleetOverview = z.infer<typeof fleetOverview>;

export const activityEntry = z.object({
  /** Unique among the entries of a school, whichever trail they come from. */
  id: z.string(),
  at: z.iso.datetime(),
  /** Whether the platform's trail or the school's own holds it. */
  trail: z.enum(["platform", "school"]),
  action: z.string(),
  outcome: z.enum(["done", "refused", "failed"]),
  actor: z.object({ kind: z.string(), label: z.string() }),
  target: z.object({ kind: z.string(), id: z.string() }).nullable(),
  /** The names of what changed. */
  fields: z.array(z.string()),
});
export type ActivityEntry = z.infer<typeof activityEntry>;

export const tenantActivityInput = z.object({ id: tenantId, limit: z.int().min(1).max(100).default(20) });
export const tenantActivity = z.object({ entries: z.array(activityEntry) });
