import { query } from "@solidjs/router";
import { patient } from "./client.ts";

export type { DriftDifference, DriftRepair, DriftSchool } from "@pepro/contracts";

/** Every school's tables against those of a new school of its version; of one school, its own. */
export const findDrift = query(async (school?: string) => {
  const { schools } = await patient.drift.find.query(school === undefined ? {} : { school });
  return { schools, at: new Date().toISOString() };
}, "drift");
