import * as z from "zod";
import { FLEET_RUN_STATES, fleetFault, fleetPauseReason } from "./fleet.ts";
import { tenantId } from "./tenants.ts";

const head = {
  /** Grows with time within a run. */
  id: z.string(),
  runId: z.uuid(),
  at: z.iso.datetime(),
};
const school = {
  ...head,
  tenantId,
  schema: z.string(),
  wave: z.int(),
  /** Where the school stood after the event before this one. */
  was: z.enum(["pending", "running"]),
  /** Which attempt this is about, from 1. */
  attempt: z.int(),
};
const by = z.string();

/** One thing that happened in a fleet run. A school that is done sooner than its beginning could be told is told as done alone. */
export const fleetEvent = z.discriminatedUnion("kind", [
  z.object({
    ...head,
    kind: z.literal("run.started"),
    by,
    targetVersion: z.int(),
    current: z.int(),
    waves: z.array(z.object({ wave: z.int(), schools: z.int() })),
  }),
  /** A process took the run up: the one that was asked to, or another after the first was lost. */
  z.object({ ...head, kind: z.literal("run.taken") }),
  z.object({ ...head, kind: z.literal("run.paused"), reason: fleetPauseReason }),
  z.object({ ...head, kind: z.literal("run.resumed"), by }),
  /** All schools that had failed are to be done again. */
  z.object({ ...head, kind: z.literal("run.retried"), by, schools: z.int() }),
  /** Schools that had not begun are skipped; those under way end. */
  z.object({ ...head, kind: z.literal("run.cancelled"), by }),
  z.object({ ...head, kind: z.literal("run.ended"), state: z.enum(FLEET_RUN_STATES) }),
  z.object({ ...head, kind: z.literal("wave.started"), wave: z.int(), schools: z.int() }),
  z.object({
    ...head,
    kind: z.literal("wave.done"),
    wave: z.int(),
    done: z.int(),
    failed: z.int(),
    skipped: z.int(),
  }),
  z.object({ ...school, kind: z.literal("school.started") }),
  z.object({ ...school, kind: z.literal("school.retrying"), delayMs: z.int(), fault: fleetFault }),
  z.object({
    ...school,
    kind: z.literal("school.done"),
    files: z.array(z.string()),
    toVersion: z.int(),
    milliseconds: z.int(),
  }),
  /** `current`: it had nothing left to do. `gone`: it was deleted meanwhile. */
  z.object({ ...school, kind: z.literal("school.skipped"), reason: z.enum(["current", "gone"]) }),
  z.object({ ...school, kind: z.literal("school.failed"), milliseconds: z.int(), fault: fleetFault }),
]);
export type FleetEvent = z.infer<typeof fleetEvent>;
export type FleetSchoolEvent = Extract<FleetEvent, { kind: `school.${string}` }>;

export const watchFleetInput = z.object({
  id: z.guid(),
  /** Goes on after this event, as a client that lost its connection does. */
  lastEventId: z
    .string()
    .regex(/^\d{1,18}$/, { error: "event_id_invalid" })
    .optional(),
  /** `ended`: through pauses, to the end of the run. `idle`: until nobody works on it. */
  until: z.enum(["ended", "idle"]).default("ended"),
});

export const fleetLogInput = z.object({ id: z.guid(), tenantId });
export const fleetLog = z.object({ events: z.array(fleetEvent) });
