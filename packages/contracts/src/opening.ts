import * as z from "zod";
import { INT4_MAX, tenantId } from "./tenants.ts";

/** Schools that one file opens at the most: about as many as one cluster should hold. */
export const OPENING_MOST_ROWS = 2_000;

export const OPENING_JOB_STATES = ["running", "paused", "done", "failed", "cancelled"] as const;
/** `present`: it was there already, as the file has it. `different`: it was there, and not as the file has it. */
export const OPENING_ROW_STATES = ["pending", "running", "done", "present", "different", "failed", "skipped"] as const;
export type OpeningJobState = (typeof OPENING_JOB_STATES)[number];
export type OpeningRowState = (typeof OPENING_ROW_STATES)[number];

/** One fault of a file. Its text is `issueText({ path: [], rule, params }, language)`. */
export const openingFault = z.object({
  /** Counted from 1, the headings' own. */
  line: z.int(),
  /** A column's name, or the heading as it stands where it is no column's; null for the whole line. */
  column: z.string().nullable(),
  rule: z.string(),
  params: z.record(z.string(), z.unknown()),
});
export type OpeningFault = z.infer<typeof openingFault>;

/** Schools to be opened. As JSON it must stay under the size of a body, 1 MiB. */
export const openingFile = z.object({
  csv: z.string(),
  /** As whoever sent it calls it: a label. */
  fileName: z.string().trim().max(255).default(""),
});

export const openingInput = openingFile.extend({
  /** Schools at a time. */
  concurrency: z.int().min(1).max(8).default(4),
});

const school = {
  line: z.int(),
  subdomain: z.string(),
  schoolName: z.string(),
};

/** What would become of a file; with faults, nothing at all. */
export const openingCheck = z.object({
  faults: z.array(openingFault),
  rows: z.array(
    z.object({
      ...school,
      /** `open`: it is not there, or was never finished. */
      outcome: z.enum(["open", "present", "different"]),
      /** Columns of the file that are not as the school is. */
      differences: z.array(z.string()),
    }),
  ),
});
export type OpeningCheck = z.infer<typeof openingCheck>;

const count = z.int().min(0);
const counts = {
  pending: count,
  running: count,
  done: count,
  present: count,
  different: count,
  failed: count,
  skipped: count,
};
export type OpeningCounts = Record<OpeningRowState, number>;

export const openingJob = z.object({
  id: z.uuid(),
  state: z.enum(OPENING_JOB_STATES),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  endedAt: z.iso.datetime().nullable(),
  fileName: z.string(),
  concurrency: z.int(),
  /** Schools of the file. */
  rows: count,
  counts: z.object(counts),
  /** Whether a process works on it now: a paused job may still be ending what is under way. */
  isWorking: z.boolean(),
  /** Passwords that were made up and not fetched yet. */
  passwords: count,
  /** Where a subscription goes on from. */
  lastEventId: z.string(),
});
export type OpeningJob = z.infer<typeof openingJob>;

/** Why a school could not be opened: an error code with its fields. Its text is `messageFor(code, language, fields)`. */
export const openingRowFault = z.object({ code: z.string(), fields: z.record(z.string(), z.unknown()) });
export type OpeningRowFault = z.infer<typeof openingRowFault>;

export const openingRow = z.object({
  ...school,
  state: z.enum(OPENING_ROW_STATES),
  tenantId: tenantId.nullable(),
  host: z.string().nullable(),
  differences: z.array(z.string()),
  fault: openingRowFault.nullable(),
  milliseconds: z.int().nullable(),
  updatedAt: z.iso.datetime(),
});
export type OpeningRow = z.infer<typeof openingRow>;

export const openingJobId = z.object({ id: z.guid() });

const page = { page: z.int().min(1).max(INT4_MAX).default(1), pageSize: z.int().min(1).max(200).default(50) };

export const openingJobsInput = z.object({ ...page, pageSize: page.pageSize.default(20) });
export const openingJobs = z.object({ count, items: z.array(openingJob) });

export const openingJobInput = z.object({
  id: z.guid(),
  state: z.array(z.enum(OPENING_ROW_STATES)).optional(),
  /** Part of a subdomain or of a school's name. */
  search: z.string().trim().max(200).optional(),
  ...page,
});
export const openingJobDetail = z.object({
  job: openingJob,
  rows: z.object({ count, items: z.array(openingRow) }),
});
export type OpeningJobDetail = z.infer<typeof openingJobDetail>;

/** First administrators whose passwords nobody has seen yet; shown by this answer alone. */
export const openingPasswords = z.object({
  admins: z.array(z.object({ ...school, host: z.string(), email: z.string(), password: z.string() })),
});
export type OpeningPasswords = z.infer<typeof openingPasswords>;
