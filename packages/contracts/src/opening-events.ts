import * as z from "zod";
import { OPENING_JOB_STATES, openingRowFault } from "./opening.ts";
import { tenantId } from "./tenants.ts";

const head = {
  /** Grows with time within a job. */
  id: z.string(),
  jobId: z.uuid(),
  at: z.iso.datetime(),
};
const row = {
  ...head,
  line: z.int(),
  subdomain: z.string(),
  /** Where the row stood after the event before this one. */
  was: z.enum(["pending", "running"]),
};
const by = z.string();

/** One thing that happened in the opening of many schools. */
export const openingEvent = z.discriminatedUnion("kind", [
  z.object({ ...head, kind: z.literal("job.started"), by, rows: z.int(), toOpen: z.int() }),
  /** A process took the job up: the one that was asked to, or another after the first was lost. */
  z.object({ ...head, kind: z.literal("job.taken") }),
  /** The process that worked on it was told to stop. */
  z.object({ ...head, kind: z.literal("job.paused") }),
  /** `retried`: how many rows that had failed are to be done again. */
  z.object({ ...head, kind: z.literal("job.resumed"), by, retried: z.int() }),
  /** Rows that had not begun are skipped; those under way end. */
  z.object({ ...head, kind: z.literal("job.cancelled"), by }),
  z.object({ ...head, kind: z.literal("job.ended"), state: z.enum(OPENING_JOB_STATES) }),
  z.object({ ...row, kind: z.literal("row.started") }),
  z.object({ ...row, kind: z.literal("row.done"), tenantId, host: z.string(), milliseconds: z.int() }),
  /** Somebody else opened it since the file was checked; `differences` are columns that are not as the file has them. */
  z.object({ ...row, kind: z.literal("row.present"), tenantId, differences: z.array(z.string()) }),
  z.object({ ...row, kind: z.literal("row.failed"), fault: openingRowFault, milliseconds: z.int() }),
]);
export type OpeningEvent = z.infer<typeof openingEvent>;
export type OpeningRowEvent = Extract<OpeningEvent, { kind: `row.${string}` }>;

export const watchOpeningInput = z.object({
  id: z.guid(),
  /** Goes on after this event, as a client that lost its connection does. */
  lastEventId: z
    .string()
    .regex(/^\d{1,18}$/, { error: "event_id_invalid" })
    .optional(),
  /** `ended`: through pauses, to the end of the job. `idle`: until nobody works on it. */
  until: z.enum(["ended", "idle"]).default("ended"),
});
