import { PeproError } from "@pepro/contracts";
import { type RoleName, roleName, type Tx } from "@pepro/db";
import { type Login, readLogin, readRightsToShare } from "./login-queries.ts";
import type { PrepareOptions } from "./prepare.ts";
import {
  allowConnect,
  createGroupRole,
  createLoginRole,
  emptySearchPath,
  limitSessions,
  type ServerFacts,
  setPassword,
} from "./queries.ts";

/**
 * The login that serves. Ours is there in any case, since every right is granted to it: a login the operator made gets
 * the same, and one can follow the other.
 * @throws PeproError `server_not_supported`
 */
export async function ensureRuntimeRole(
  tx: Tx,
  runtime: PrepareOptions["runtime"],
  facts: ServerFacts,
  own: RoleName,
): Promise<RoleName> {
  const role = runtime.kind === "given" ? roleName(runtime.role) : own;
  const login = await readLogin(tx, role);
  if (!login && runtime.kind === "given") {
    throw new PeproError("server_not_supported", { reason: `the runtime login ${role} does not exist` });
  }
  if (login) refuseStrongLogin(role, login);
  if (!facts.canCreateRoles) {
    throw new PeproError("server_not_supported", { reason: "the owner login may not create roles (CREATEROLE)" });
  }
  if (runtime.kind === "given") {
    // Another owner may not change settings of a role it did not make.
    if (facts.isSuperuser) await setUp(tx, role, facts);
    if (!(await readLogin(tx, own))) await tx.query(createGroupRole(own));
    return role;
  }
  if (!login) await tx.query(createLoginRole(role));
  await tx.query(setPassword(role, runtime.password));
  await setUp(tx, role, facts);
  return role;
}

async function setUp(tx: Tx, role: RoleName, facts: ServerFacts): Promise<void> {
  for (const statement of [emptySearchPath(role, facts.database), ...limitSessions(role, facts)])
    await tx.query(statement);
}

/** Gives `other` every right that `own` has in this database, and every school's role. */
export async function shareRights(tx: Tx, own: RoleName, other: RoleName, database: string): Promise<void> {
  await tx.query(allowConnect(other, database));
  for (const statement of await readRightsToShare(tx, own, other)) await tx.query(statement);
}

/** What stands between schools is the runtime login having no rights but those it switches to. */
function refuseStrongLogin(role: RoleName, login: Login): void {
  const faults = [
    login.isSuperuser && "is a superuser",
    login.isOwner && "owns the database",
    login.canCreateRoles && "may create roles",
    login.bypassesRowSecurity && "bypasses row security",
    login.inherits && "inherits the rights of its roles (NOINHERIT is needed)",
  ];
  const fault = faults.find(Boolean);
  if (fault) throw new PeproError("server_not_supported", { reason: `the runtime login ${role} ${fault}` });
}
