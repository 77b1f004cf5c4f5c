import { type Pool, roleName, schemaName, type Tx } from "@pepro/db";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { openSchema } from "../provisioning/open-schema.ts";
import { type Fingerprint, plainPath, readFingerprints, readParts } from "./fingerprint-queries.ts";
import type { Part } from "./part.ts";

/** A school as it is when it was just opened at a version. */
export type Pristine = Pick<Fingerprint, "digest" | "tables"> & { parts: readonly Part[] };

/** No school's schema is called so: a subdomain, of which those are made, cannot end in a hyphen. */
const schemaOf = (id: string) => schemaName(`drift_${id.replaceAll("-", "").slice(-12)}_`);

/**
 * Opens a school that nobody ever sees as every school is opened, reads its catalog, and rolls all of it back: whatever
 * ends the process meanwhile, neither schema nor role was ever there.
 */
export async function readPristine(
  { installation, migrations }: Pick<Core, "installation" | "migrations">,
  owner: Pool,
  clusterId: string,
  version: number,
): Promise<Pristine> {
  const id = newId();
  const place = { clusterId, schema: schemaOf(id), role: roleName(installation.roles.tenant(id)) };
  let pristine: Pristine | undefined;
  const opening = openSchema({
    owner,
    place,
    tenantId: id,
    installation,
    migrations: migrations.tenant.filter((migration) => migration.version <= version),
    fill: async (tx) => {
      pristine = await read(tx, place);
      throw new RolledBack();
    },
  });
  await opening.catch((error) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  if (!pristine) throw new Error("a new schema was not read");
  return pristine;
}

class RolledBack extends Error {}

async function read(tx: Tx, place: { schema: string; role: string }): Promise<Pristine> {
  const [, [fingerprint], parts] = await Promise.all([
    tx.query(plainPath),
    readFingerprints(tx, [place]),
    readParts(tx, [place]),
  ]);
  if (!fingerprint) throw new Error("a new schema has no fingerprint");
  return { digest: fingerprint.digest, tables: fingerprint.tables, parts };
}
