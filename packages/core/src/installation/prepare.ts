import { PeproError } from "@pepro/contracts";
import { type Pool, type RoleName, rawSql, roleName, type Tx, transaction } from "@pepro/db";
import { newId } from "../ids.ts";
import { applyMigrations, type Migration } from "../migrations/index.ts";
import {
  closeDatabase,
  closeFunction,
  createGroupRole,
  createLoginRole,
  emptySearchPath,
  grantConnect,
  insertInstallation,
  lockInstallation,
  readControlCluster,
  readInstallationId,
  readOpenClimbingFunctions,
  readServerFacts,
  roleExists,
  type ServerFacts,
  setPassword,
} from "./queries.ts";
import { type InstallationRoles, installationRoles } from "./roles.ts";

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
  /** Record public migrations without running them, or leave them alone. */
  publicMigrations?: "run" | "skip";
};

const MINIMUM_VERSION = 150_000;

/**
 * Makes the control database ready: public tables, roles, rights. All in one transaction, safe to run by any number of
 * processes at once and again at every start.
 * @throws PeproError `server_not_supported`, and those of the migrations.
 */
export function prepareInstallation(options: PrepareOptions): Promise<Installation> {
  const opening = [rawSql("select set_config('search_path', 'public', true)"), lockInstallation()];
  return transaction(options.owner, opening, async (tx) => {
    const facts = await readServerFacts(tx);
    refuseUnsupported(facts);
    const known = await readInstallationId(tx);
    const id = known ?? newId().replaceAll("-", "").slice(-8);
    const roles = installationRoles(id);
    const runtimeRole = await ensureRuntimeRole(tx, options, facts, roles.runtime);
    if (!(await roleExists(tx, roles.tenants))) await tx.query(createGroupRole(roles.tenants));
    if (options.publicMigrations !== "skip" || !known) {
      const placeholders = { runtime: runtimeRole, tenants: roles.tenants };
      await applyMigrations(tx, { schema: "public", migrations: options.migrations, roles: placeholders });
    }
    let controlClusterId = await readControlCluster(tx);
    if (!controlClusterId) {
      controlClusterId = newId();
      await insertInstallation(tx, id, controlClusterId);
    }
    await harden(tx, facts, runtimeRole);
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

async function ensureRuntimeRole(
  tx: Tx,
  { runtime }: PrepareOptions,
  facts: ServerFacts,
  derived: RoleName,
): Promise<RoleName> {
  const role = runtime.kind === "given" ? roleName(runtime.role) : derived;
  const exists = await roleExists(tx, role);
  if (!exists && runtime.kind === "given") {
    throw new PeproError("server_not_supported", { reason: `the runtime login ${role} does not exist` });
  }
  if (!facts.canCreateRoles) {
    throw new PeproError("server_not_supported", { reason: "the owner login may not create roles (CREATEROLE)" });
  }
  if (!exists) await tx.query(createLoginRole(role));
  if (runtime.kind === "derived") {
    await tx.query(setPassword(role, runtime.password));
    await tx.query(emptySearchPath(role, facts.database));
  }
  return role;
}

/** Where the server is ours it is closed as far as it goes; where it is not, `pepro doctor` says what stays open. */
async function harden(tx: Tx, facts: ServerFacts, runtimeRole: RoleName): Promise<void> {
  if (facts.ownsDatabase) for (const statement of closeDatabase(facts.database)) await tx.query(statement);
  for (const statement of grantConnect(runtimeRole, facts.database)) await tx.query(statement);
  if (!facts.isSuperuser) return;
  for (const signature of await readOpenClimbingFunctions(tx)) {
    for (const statement of closeFunction(signature, runtimeRole)) await tx.query(statement);
  }
}
