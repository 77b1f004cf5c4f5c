import { type Pool, roleName, transaction } from "@pepro/db";
import type { Installation, PrepareOptions } from "./prepare.ts";
import { readControlCluster, readInstallationId, readOnly } from "./queries.ts";
import { installationRoles } from "./roles.ts";
import { refuseOtherSecret } from "./secret-check.ts";

/** The installation as another process prepared it, changing nothing; undefined where none was. */
export function readInstallation(
  owner: Pool,
  runtime: PrepareOptions["runtime"],
  secretCheck?: string,
): Promise<Installation | undefined> {
  return transaction(owner, [readOnly()], async (tx) => {
    const id = await readInstallationId(tx);
    const controlClusterId = id && (await readControlCluster(tx));
    if (!id || !controlClusterId) return undefined;
    await refuseOtherSecret(tx, secretCheck);
    const roles = installationRoles(id);
    const runtimeRole = runtime.kind === "given" ? roleName(runtime.role) : roles.runtime;
    return { id, controlClusterId, runtimeRole, roles };
  });
}
