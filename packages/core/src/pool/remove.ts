import { roleName, schemaName, transaction } from "@pepro/db";
import type { Core } from "../core.ts";
import { lockSchema } from "../migrations/index.ts";
import { markOf } from "../provisioning/mark.ts";
import { dropRole, dropSchema, forget, hold, isIdleRole, readMarks, type SpareRow } from "./queries.ts";

/**
 * Takes a spare away, schema and role first and its row last; one that a school is being opened with is left alone. A
 * schema that does not bear the spare's mark is nobody's to drop, nor is a role that something is granted to.
 * @returns whether it was removed
 */
export function removeSpare(core: Core, clusterId: string, id: string): Promise<boolean> {
  const { db, installation } = core;
  return db.withPlatform(async (tx) => {
    const row = await tx.first<SpareRow>(hold(id));
    if (!row) return false;
    const [schema, role] = [schemaName(row.schemaName), roleName(row.roleName)];
    await transaction(db.owner(clusterId), [lockSchema(schema)], async (cluster) => {
      const mark = (await readMarks(cluster, [schema])).get(schema);
      if (mark === markOf(installation, id, role)) await cluster.query(dropSchema(schema));
      if (await isIdleRole(cluster, role)) await cluster.query(dropRole(role));
    });
    await tx.query(forget(id));
    return true;
  });
}
