import { schemaName, type Tx, transaction } from "@pepro/db";
import type { Core } from "../../core.ts";
import { dropSchool, type LeftOver, readLeftOvers } from "./queries.ts";

/** Takes away every throw-away school there is, this run's and those that a killed run left. @returns how many */
export async function sweep(core: Core, tx: Tx): Promise<number> {
  const leftOvers = await readLeftOvers(tx, core.installation.id);
  for (const leftOver of leftOvers) await remove(core, leftOver);
  return leftOvers.length;
}

/** The schema last: as long as it is there, a later run finds what is left. */
async function remove(core: Core, { schema, tenantId }: LeftOver): Promise<void> {
  const { controlClusterId, roles } = core.installation;
  await core.storage.removeArea(tenantId);
  await transaction(core.db.owner(controlClusterId), [], async (tx) => {
    for (const statement of dropSchool(schemaName(schema), roles.tenant(tenantId))) await tx.query(statement);
  });
}
