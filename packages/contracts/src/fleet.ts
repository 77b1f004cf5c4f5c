import * as z from "zod";
import { tenantId } from "./tenants.ts";

export const FLEET_RUN_STATES = ["running", "paused", "done", "failed", "cancelled"] as const;
export const FLEET_SCHOOL_STATES = ["pending", "running", "done", "failed", "skipped"] as const;
export type FleetRunState = (typeof FLEET_RUN_STATES)[number];
export type FleetSchoolState = (typeof FLEET_SCHOOL_STATES)[number];

/** Why one school could not be migrated: an error code with its fields, and where PostgreSQL stopped. */
export const fleetFault = z.object({
  code: z.string(),
  fields: z.record(z.string(), z.unknown()),
  /** What PostgreSQL or we said, in English. Never the DETAIL, which can hold values. */
  reason: z.string(),
  file: z.string().nullable(),
  /** In that file, counted from 1. */
  line: z.int().nullable(),
  /** The statement that failed, its first 4,000 characters. */
  statement: z.string().nullable(),
  /** The line of the file that the statement begins at. */
  statementLine: z.int().nullable().default(null),
  sqlstate: z.string().nullable(),
  /** PostgreSQL's own advice. Ours is the message `fault_hint_<sqlstate>`, where there is one. */
  hint: z.string().nullable(),
});
export type FleetFault = z.infer<typeof fleetFault>;

/** So many schools, or so many of a hundred. */
export const fleetShare = z.union([
  z.object({ count: z.int().min(0) }),
  z.object({ percent: z.number().min(0).max(100) }),
]);
export type FleetShare = z.infer<typeof fleetShare>;

const canary = z.union([
  z.object({ schools: z.array(z.string()).min(1).max(1_000) }),
  z.object({ count: z.int().min(1) }),
  z.object({ percent: z.number().gt(0).max(100) }),
]);

export const fleetOptions = z.object({
  /** One school alone, by schema. */
  schema: z.string().optional(),
  /** Record as applied without running. */
  fake: z.boolean().default(false),
  /** Schools at a time. */
  concurrency: z.int().min(1).max(32).default(4),
  /** Milliseconds a statement waits for a lock. Meanwhile the school's requests on that table wait behind it. */
  lockTimeoutMs: z.int().min(1).max(600_000).default(2_000),
  /** How often a school is tried again after a lock conflict or a lost connection. */
  retries: z.int().min(0).max(20).default(5),
  /** Schools that go first, by schema, as a number or as a share; the others follow when all of them are done. */
  canary: canary.optional(),
  /** Most schools in a wave after the canary; without it they are one wave. */
  batch: z.int().min(1).optional(),
  /** Failures that the canary takes before the run pauses by itself. */
  canaryBudget: fleetShare.default({ count: 0 }),
  /** Failures that the whole run takes before it pauses by itself; without it none pauses it. */
  failureBudget: fleetShare.optional(),
});
export type FleetOptions = z.infer<typeof fleetOptions>;

/** `asked`: by a person. `budget`: too many failures. `interrupted`: the process that ran it was told to stop. */
export const fleetPauseReason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("asked"), by: z.string() }),
  z.object({ kind: z.literal("budget"), wave: z.int(), failed: z.int(), allowed: z.int() }),
  z.object({ kind: z.literal("interrupted") }),
]);
export type FleetPauseReason = z.infer<typeof fleetPauseReason>;

const counts = {
  pending: z.int(),
  running: z.int(),
  done: z.int(),
  failed: z.int(),
  skipped: z.int(),
};
export type FleetCounts = Record<FleetSchoolState, number>;
export const fleetWave = z.object({ wave: z.int(), ...counts });
export type FleetWave = z.infer<typeof fleetWave>;

export const fleetRun = z.object({
  id: z.uuid(),
  state: z.enum(FLEET_RUN_STATES),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  endedAt: z.iso.datetime().nullable(),
  targetVersion: z.int(),
  options: fleetOptions,
  /** Schools that were behind at the plan. */
  schools: z.int(),
  /** Schools that had nothing left to do at the plan. */
  current: z.int(),
  counts: z.object(counts),
  /** In the order in which they run; empty where no school was behind. */
  waves: z.array(fleetWave),
  pauseReason: fleetPauseReason.nullable(),
  /** Whether a process works on it now: a paused run may still be ending what is under way. */
  isWorking: z.boolean(),
  /** Where a subscription goes on from. */
  lastEventId: z.string(),
});
export type FleetRun = z.infer<typeof fleetRun>;

export const fleetRunSchool = z.object({
  tenantId,
  schema: z.string(),
  name: z.string(),
  host: z.string().nullable(),
  wave: z.int(),
  state: z.enum(FLEET_SCHOOL_STATES),
  attempts: z.int(),
  fromVersion: z.int(),
  toVersion: z.int().nullable(),
  /** Milliseconds of the last attempt. */
  milliseconds: z.int().nullable(),
  /** What was applied. */
  files: z.array(z.string()),
  /** Of the last attempt: a school that will be tried again has one too. */
  fault: fleetFault.nullable(),
  updatedAt: z.iso.datetime(),
});
export type FleetRunSchool = z.infer<typeof fleetRunSchool>;

const page = { page: z.int().min(1).default(1), pageSize: z.int().min(1).max(200).default(50) };

export const fleetRunsInput = z.object({ ...page, pageSize: page.pageSize.default(20) });
export const fleetRuns = z.object({ count: z.int(), items: z.array(fleetRun) });

export const fleetRunInput = z.object({
  id: z.guid(),
  state: z.array(z.enum(FLEET_SCHOOL_STATES)).optional(),
  wave: z.int().optional(),
  /** Part of a schema or of a school's name. */
  search: z.string().trim().max(200).optional(),
  ...page,
});
export const fleetRunDetail = z.object({
  run: fleetRun,
  schools: z.object({ count: z.int(), items: z.array(fleetRunSchool) }),
});
export type FleetRunDetail = z.infer<typeof fleetRunDetail>;

export const fleetRunId = z.object({ id: z.guid() });

const plannedFile = z.object({
  version: z.int(),
  file: z.string(),
  statements: z.array(z.object({ line: z.int(), text: z.string() })),
});

export const fleetPlan = z.object({
  latest: z.int(),
  /** What the shared tables still need. They are migrated before any school, when a server or a command starts. */
  public: z.array(z.string()),
  /** Schools that have nothing left to do. */
  current: z.int(),
  /** Schools that are behind, in the order in which they would be done. */
  schools: z.array(
    z.object({
      tenantId,
      schema: z.string(),
      wave: z.int(),
      version: z.int(),
      files: z.array(z.string()),
      fault: fleetFault.nullable(),
    }),
  ),
  waves: z.array(z.object({ wave: z.int(), schools: z.int() })),
  /** Every file that some school needs, statement by statement. */
  files: z.array(plannedFile),
});
export type FleetPlan = z.infer<typeof fleetPlan>;

const standing = z.object({ tenantId, schema: z.string(), name: z.string(), version: z.int() });

export const fleetStatusInput = z.object({
  /** Every school with its version too, and not their numbers alone. */
  each: z.boolean().default(false),
});

export const fleetStatus = z.object({
  latest: z.int(),
  /** Provisioned schools. */
  schools: z.int(),
  behind: z.int(),
  /** Schools whose tables are newer than this program. */
  ahead: z.int(),
  /** Newest first; `file` is what made the version, null where this program has no such file. */
  versions: z.array(z.object({ version: z.int(), file: z.string().nullable(), schools: z.int() })),
  /** The ten schools that are furthest behind; empty where none is. */
  oldest: z.array(standing),
  /** At most fifty schools that are behind and failed when they were last migrated; `failedCount` is how many there are. */
  failed: z.array(standing.extend({ runId: z.uuid(), at: z.iso.datetime(), fault: fleetFault })),
  failedCount: z.int(),
  /** Every provisioned school, furthest behind first, where they were asked for. */
  each: z.array(standing).optional(),
  /** The run that is running or paused. */
  active: fleetRun.nullable(),
  /** The latest run, ended or not. */
  latestRun: fleetRun.nullable(),
});
export type FleetStatus = z.infer<typeof fleetStatus>;
