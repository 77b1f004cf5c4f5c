import { PeproError } from "@pepro/contracts";
import type { Database, Row, Rows, Statement, Tx, WritingTx } from "@pepro/db";
import type { ResolvedTenant } from "../resolution/index.ts";

/** Whose users are meant: a school's, in its own schema, or the platform's, in `public`. */
export type AuthScope = { kind: "platform" } | { kind: "tenant"; tenant: ResolvedTenant };

/** Where a sign-in came from; `now` for tests and replays, the clock when absent. */
export type AuthMeta = { ipAddress: string | null; userAgent: string | null; now?: Date };

export const PLATFORM: AuthScope = Object.freeze({ kind: "platform" });

/**
 * Names a scope among keys and caches. The platform is `public`, the one name no school's schema can have: a school
 * may well be called `platform`, and would then share the platform's keys.
 */
export function scopeName(scope: AuthScope): string {
  return scope.kind === "platform" ? "public" : scope.tenant.schema;
}

/** Whether there are identity tables at all: a school has none before it is provisioned. */
export function hasUsers(scope: AuthScope): boolean {
  return scope.kind === "platform" || scope.tenant.isProvisioned;
}

/** The tenant migration that brought authenticators, API keys and impersonation. */
const ACCOUNT_TABLES = 12;

/** Whether a scope has these tables: a school that waits for its migrations goes on signing people in without them. */
export function hasAccountTables(scope: AuthScope): boolean {
  return scope.kind === "platform" || (scope.tenant.isProvisioned && scope.tenant.schemaVersion >= ACCOUNT_TABLES);
}

/** @throws PeproError `tenant_unavailable` where these tables are still to come */
export function requireAccountTables(scope: AuthScope): void {
  if (!hasAccountTables(scope)) throw new PeproError("tenant_unavailable", { retryAfterSeconds: 60 });
}

/** What an audit entry says of a change to an account. */
export type AccountChange = {
  userId?: string;
  changes?: Record<string, unknown>;
  /** Whether whoever came is the account's owner is not known: a token came that is in two hands. */
  isDoubtful?: boolean;
};

/**
 * Called last in the transaction that makes a change, to put its audit entry into it, and what else belongs there.
 * @param home where the account is: a super-admin's tokens count on every host
 */
export type WriteEntry = (tx: WritingTx, home: AuthScope, change: AccountChange) => void | Promise<void>;

/** The identity tables of one scope: the same names in each, so statements leave the schema out. */
export type Store = Tx & { transaction<T>(work: (tx: WritingTx) => Promise<T>): Promise<T> };

export function storeOf(db: Database, scope: AuthScope): Store {
  const query = <T = Row>(statement: Statement): Promise<Rows<T>> =>
    scope.kind === "platform" ? db.queryPlatform<T>(statement) : db.queryTenant<T>(scope.tenant, statement);
  return {
    query,
    first: async <T>(statement: Statement) => (await query<T>(statement))[0],
    execute: async (statement) => (await query(statement)).count,
    transaction: (work) => (scope.kind === "platform" ? db.withPlatform(work) : db.withTenant(scope.tenant, work)),
  };
}
