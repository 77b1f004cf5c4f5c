import { PeproError } from "@pepro/contracts";
import { type Pool, type RoleName, rawSql, type Tx, transaction } from "@pepro/db";
import { newId } from "../ids.ts";
import { applyMigrations, type Migration } from "../migrations/index.ts";
import { closeFunctions, readOpenFunctions } from "./function-queries.ts";
import {
  closeDatabase,
  closeLanguage,
  createGroupRole,
  grantConnect,
  insertInstallation,
  lockInstallation,
  readControlCluster,
  readInstallationId,
  readOpenLanguages,
  readServerFacts,
  rememberSecret,
  roleExists,
  type ServerFacts,
} from "./queries.ts";
import { type InstallationRoles, installationRoles } from "./roles.ts";
import { ensureRuntimeRole, shareRights } from "./runtime-role.ts";
import { refuseOtherSecret } from "./secret-check.ts";

/** What every process needs to know of the installation it serves. */
export type Installation = {
  id: string;
  controlClusterId: string;
  runtimeRole: RoleName;
  roles: InstallationRoles;
};

export type PrepareOptions = {
  owner: Pool;
  migrations: readonly Migration[];
  /** The runtime login: ours, with a derived password, or one the operator made. */
  runtime: { kind: "derived"; password: string } | { kind: "given"; role: string };
  /** Derived from the installation's secret; compared with what the first process left. */
  secretCheck?: string;
  /** Record public migrations without running them, or leave them alone. */
  publicMigrations?: "run" | "skip";
};

const MINIMUM_VERSION = 150_000;

/**
 * Makes the control database ready: public tables, roles, rights. All in one transaction, safe to run by any number of
 * processes at once and again at every start.
 * @throws PeproError `server_not_supported`, `secret_mismatch`, and those of the migrations.
 */
export function prepareInstallation(options: PrepareOptions): Promise<Installation> {
  const opening = [rawSql("select set_config('search_path', 'public', true)"), lockInstallation()];
  return transaction(options.owner, opening, async (tx) => {
    const facts = await readServerFacts(tx);
    refuseUnsupported(facts);
    const known = await readInstallationId(tx);
    if (known) await refuseOtherSecret(tx, options.secretCheck);
    const id = known ?? newId().replaceAll("-", "").slice(-8);
    const roles = installationRoles(id);
    const runtimeRole = await ensureRuntimeRole(tx, options.runtime, facts, roles.runtime);
    if (!(await roleExists(tx, roles.tenants))) await tx.query(createGroupRole(roles.tenants));
    if (options.publicMigrations !== "skip" || !known) {
      const placeholders = { runtime: roles.runtime, tenants: roles.tenants };
      await applyMigrations(tx, { schema: "public", migrations: options.migrations, roles: placeholders });
    }
    let controlClusterId = await readControlCluster(tx);
    if (!controlClusterId) {
      controlClusterId = newId();
      await insertInstallation(tx, id, controlClusterId);
    }
    if (options.secretCheck) await rememberSecret(tx, options.secretCheck);
    await harden(tx, facts, roles);
    if (runtimeRole !== roles.runtime) await shareRights(tx, roles.runtime, runtimeRole, facts.database);
    return { id, controlClusterId, runtimeRole, roles };
  });
}

function refuseUnsupported({ version, encoding }: ServerFacts): void {
  const reason =
    version < MINIMUM_VERSION
      ? `version ${Math.floor(version / 10_000)}, at least 15 is needed`
      : encoding !== "UTF8"
        ? `encoding ${encoding}, UTF8 is needed`
        : undefined;
  if (reason) throw new PeproError("server_not_supported", { reason });
}

/** Where the server is ours it is closed as far as it goes; where it is not, `pepro doctor` says what stays open. */
async function harden(tx: Tx, facts: ServerFacts, roles: InstallationRoles): Promise<void> {
  if (facts.ownsDatabase) for (const statement of closeDatabase(facts.database)) await tx.query(statement);
  for (const statement of grantConnect(roles, facts.database)) await tx.query(statement);
  if (!facts.isSuperuser) return;
  for (const name of await readOpenLanguages(tx)) await tx.query(closeLanguage(name));
  for (const open of await readOpenFunctions(tx)) {
    for (const statement of closeFunctions(open, roles.runtime)) await tx.query(statement);
  }
}
