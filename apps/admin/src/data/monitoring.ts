import type { fleetMonitoringInput } from "@pepro/contracts";
import { query, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client, patient } from "./client.ts";

export type DatabasesQuestion = z.input<typeof fleetMonitoringInput>;
export type { FleetMonitoring, MonitoredSchool, SchoolMonitoring, TableFigures } from "@pepro/contracts";

/** Sizes, rows and warnings of schools, as they were last sampled. */
export const databases = query((question: DatabasesQuestion) => client.monitoring.fleet.query(question), "databases");

/** One school's tables as they are now, and how it grew. @throws PeproClientError `not_found`, `not_provisioned` */
export const schoolDatabase = query((id: string) => client.monitoring.school.query({ id }), "school-database");

/** Looks at every school now, in place of today's sample. */
export async function sampleDatabases(): Promise<void> {
  await patient.monitoring.sample.mutate();
  await revalidate([databases.key, schoolDatabase.key]);
}
