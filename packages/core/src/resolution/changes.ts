import { type Statement, sql } from "@pepro/db";
import type { Directory } from "./directory.ts";

/** The channel on which processes tell each other that a tenant changed. */
export const CHANGES_CHANNEL = "pepro_tenants";

/** NOTIFY carries less than 8000 bytes; past that everything is forgotten instead. */
const LONGEST_PAYLOAD = 7_900;

/** Tells every process to forget these hosts; delivered when the transaction commits. */
export function announceChange(keys: readonly string[]): Statement {
  const payload = keys.join("\n");
  return sql`select pg_notify(${CHANGES_CHANNEL}, ${payload.length > LONGEST_PAYLOAD ? "*" : payload})`;
}

/** Tells every process to forget everything. */
export function announceAll(): Statement {
  return sql`select pg_notify(${CHANGES_CHANNEL}, '*')`;
}

export function hearChange(directory: Directory, payload: string): void {
  directory.invalidate(payload === "*" ? "all" : payload.split("\n"));
}
