import * as z from "zod";

const count = z.int().min(0);

/** Schools made ahead of need: a schema, a role and every table, waiting for a name. */
export const poolStatus = z.object({
  /** The version that this program brings schools to. */
  latest: z.int(),
  /** At that version: what a school is opened with at once. */
  ready: count,
  /** At an earlier version: usable, and brought up to date by the next filling. */
  behind: count,
  /** Made by a newer program, or by one with other files: left to it. */
  foreign: count,
  /** Begun and not finished. */
  building: count,
  /** Found not to be usable; removed by the next filling. */
  unusable: count,
});
export type PoolStatus = z.infer<typeof poolStatus>;

export const poolFilled = z.object({
  made: count,
  /** Brought up to date. */
  updated: count,
  removed: count,
  /** Another process was filling. */
  isBusy: z.boolean(),
  status: poolStatus,
});
export type PoolFilled = z.infer<typeof poolFilled>;

/** More than a server should be prepared for: as many as one cluster holds schools. */
export const POOL_MOST = 1_000;
