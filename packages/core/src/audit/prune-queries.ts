import { quoteIdentifier, rawSql, type SchemaName, type Statement, sql, type Tx } from "@pepro/db";
import type { Trail } from "./trail.ts";
import { inChain, type Link } from "./verify-queries.ts";

type Place = Pick<Trail, "kind" | "chain">;

/** The owner's own transaction, on the tables of a school or on the shared ones. */
export function ownerOpening(schema: SchemaName | "public"): readonly Statement[] {
  return [rawSql(`set local search_path to ${quoteIdentifier(schema)}`)];
}

/** Of two that prune one chain the second finds what the first has left. Writers do not wait. */
export function lockPruning({ kind, chain }: Place): Statement {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`pepro:audit-prune:${kind}:${chain}`}, 0))`;
}

/** The last entry of the chain's beginning in which all are older; undefined where there is none. */
export function readLastBefore(tx: Tx, place: Place, before: Date): Promise<Link | undefined> {
  return tx.first<Link>(sql`select chain_seq as seq, hash from audit_entries
    where ${inChain(place)} and chain_seq < coalesce(
      (select min(chain_seq) from audit_entries where ${inChain(place)} and at >= ${before}::timestamptz),
      9223372036854775807)
    order by chain_seq desc limit 1`);
}

export function removeThrough(tx: Tx, place: Place, seq: number): Promise<number> {
  return tx.execute(sql`delete from audit_entries where ${inChain(place)} and chain_seq <= ${seq}::bigint`);
}

/** Entries in no chain come before the chain: with a part of it gone, they all go. */
export function removeUnchained(tx: Tx, place: Place, before: Date, all: boolean): Promise<number> {
  const chosen = all ? sql`true` : sql`at < ${before}::timestamptz`;
  return tx.execute(sql`delete from audit_entries where ${inChain(place)} and chain_seq is null and ${chosen}`);
}

export function insertCheckpoint(
  chain: string,
  { seq, hash }: Link,
  removed: { entries: number; unchained: number; before: Date },
): Statement {
  return sql`insert into audit_checkpoints as c (chain, seq, hash, entries, unchained, before)
    values (${chain}, ${seq}, ${hash}, ${removed.entries}, ${removed.unchained}, ${removed.before})
    on conflict (chain, seq) do update set entries = c.entries + excluded.entries,
      unchained = c.unchained + excluded.unchained, before = excluded.before, created_at = now()`;
}
