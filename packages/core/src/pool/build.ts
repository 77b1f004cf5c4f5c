import type { Tx } from "@pepro/db";
import type { Core } from "../core.ts";
import { openSchema, type SpareSchema } from "../provisioning/open-schema.ts";
import { markReady } from "./queries.ts";
import { targetOf } from "./spare.ts";

/** Makes a spare's schema and tables, or finishes or brings on what is there of them; its role is there already. */
export async function buildSpare(
  { db, installation, migrations }: Core,
  tx: Pick<Tx, "query">,
  clusterId: string,
  { id, schema, role }: SpareSchema,
): Promise<void> {
  await openSchema({
    owner: db.owner(clusterId),
    place: { clusterId, schema, role },
    tenantId: id,
    installation,
    migrations: migrations.tenant,
    hasRole: true,
    fill: async () => {},
  });
  const { version, checksum } = targetOf({ migrations });
  await tx.query(markReady(id, version, checksum));
}
