import { openingJobDetail, openingJobInput, openingJobs, openingJobsInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { viewJob } from "./find.ts";
import { type JobsRow, type RowsRow, readJobs, readRows } from "./queries.ts";

/** A job and a page of its rows. @throws PeproError `not_found` */
export const getOpening = defineUseCase({
  name: "opening.job",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: openingJobInput,
  output: openingJobDetail,
  run: async ({ tx }, input) => {
    const [job, rows] = await Promise.all([viewJob(tx, input.id), tx.first<RowsRow>(readRows(input))]);
    return { job, rows: rows ?? { count: 0, items: [] } };
  },
});

/** Jobs, the latest first. */
export const listOpenings = defineUseCase({
  name: "opening.jobs",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: openingJobsInput.prefault({}),
  output: openingJobs,
  run: async ({ tx }, input) => (await tx.first<JobsRow>(readJobs(input))) ?? { count: 0, items: [] },
});
