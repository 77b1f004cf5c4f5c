import { execute, type MigrationBundle, provisionTenant } from "@pepro/core";
import { openConnection, rawSql } from "@pepro/db";
import { bundleWith, SMALL_SCHOOLS } from "../../harness/bundle.ts";
import { OPERATOR, type TestPlatform } from "../../harness/index.ts";

/** Schools whose tables cannot be finished while somebody holds the gate. */
const GATE = 20_260_115;
export const gated = (bundle: MigrationBundle) =>
  bundleWith(bundle, { tenant: [["create table clubs (name text)", `select pg_advisory_xact_lock(${GATE})`]] });
export const GATED_SCHOOLS = gated(SMALL_SCHOOLS);

/** Holds every provisioning of a database at its tables until it is opened. */
export async function closeGate(databaseUrl: string): Promise<{ open(): Promise<void> }> {
  const keeper = await openConnection({ url: databaseUrl });
  await keeper.send(rawSql(`select pg_advisory_lock(${GATE})`));
  return { open: () => keeper.end() };
}

export const provision = ({ core }: Pick<TestPlatform, "core">, id: string) =>
  execute(core, provisionTenant, OPERATOR, { id });
