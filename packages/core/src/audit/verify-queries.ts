import { rawSql, type Statement, sql } from "@pepro/db";
import { PLATFORM_CHAIN } from "./chain.ts";
import { columnsOf } from "./read-queries.ts";
import type { AuditRow } from "./rows.ts";
import type { Seen } from "./seen.ts";
import type { Trail } from "./trail.ts";

/** Where a chain is at. */
export type Link = { seq: number; hash: Uint8Array };
export type Checkpoint = Link & { before: Date; entries: number; unchained: number };

/** As its index has it: a parameter in its place would not be known for the same. */
const CHAIN = rawSql(`coalesce(tenant_id, '${PLATFORM_CHAIN}'::uuid)`);

/** Entries of one chain: a school's own trail has no other. */
export function inChain({ kind, chain }: Pick<Trail, "kind" | "chain">): Statement {
  return kind === "school" ? sql`true` : sql`${CHAIN} = ${chain}::uuid`;
}

/** The entries after one, in the order of the chain. `id` comes second: a place that is taken twice is seen twice. */
export function readLinks(
  trail: Trail,
  after: { seq: number; id: number } | undefined,
  limit: number,
): Promise<AuditRow[]> {
  const rest = after ? sql`(chain_seq, id) > (${after.seq}::bigint, ${after.id}::bigint)` : sql`chain_seq is not null`;
  return trail.query<AuditRow>(sql`select ${columnsOf(trail)} from audit_entries
    where ${inChain(trail)} and ${rest} order by chain_seq, id limit ${limit}`);
}

export async function readHead(trail: Trail): Promise<Link | undefined> {
  return (await trail.query<Link>(sql`select seq, hash from audit_heads where chain = ${trail.chain}`))[0];
}

/** The head, with the moment of its entry; undefined where that entry is not there. */
export async function readSeen(trail: Trail): Promise<Seen | undefined> {
  const rows = await trail.query<Seen>(sql`select h.seq, h.hash, e.at
    from audit_heads h join audit_entries e on e.chain_seq = h.seq and ${inChain(trail)} where h.chain = ${trail.chain}`);
  return rows[0];
}

export async function readHashAt(trail: Trail, seq: number): Promise<Uint8Array | undefined> {
  const rows = await trail.query<{ hash: Uint8Array }>(sql`select hash from audit_entries
    where ${inChain(trail)} and chain_seq = ${seq}::bigint and hash is not null`);
  return rows[0]?.hash;
}

export async function readCheckpoint(trail: Trail): Promise<Checkpoint | undefined> {
  const rows = await trail.query<Checkpoint>(sql`select seq, hash, before,
      (select sum(c.entries) from audit_checkpoints c where c.chain = ${trail.chain})::bigint as entries,
      (select sum(c.unchained) from audit_checkpoints c where c.chain = ${trail.chain})::bigint as unchained
    from audit_checkpoints where chain = ${trail.chain} order by seq desc limit 1`);
  return rows[0];
}

/** How many entries are in no chain, and the first of them that was added after the chain began, or by hand: ids begin at 1. */
export async function readUnchained(
  trail: Trail,
  firstId: number | undefined,
): Promise<{ count: number; stray: number | null }> {
  const isStray = sql`(id < 1 or id > ${firstId ?? null}::bigint) is true`;
  const unchained = trail.isChained ? sql`chain_seq is null` : sql`true`;
  const rows = await trail.query<{ count: number; stray: number | null }>(sql`
    select count(*) filter (where not ${isStray}) as count, min(id) filter (where ${isStray}) as stray
    from audit_entries where ${inChain(trail)} and ${unchained}`);
  return rows[0] ?? { count: 0, stray: null };
}

/** Hashes of the entries about a place: one of them may be what another entry really follows. */
export async function readHashesAround(trail: Trail, seq: number, reach: number): Promise<Uint8Array[]> {
  const rows = await trail.query<{ hash: Uint8Array | null }>(sql`select hash from audit_entries
    where ${inChain(trail)} and chain_seq between ${seq - reach}::bigint and ${seq + reach}::bigint`);
  return rows.flatMap(({ hash }) => hash ?? []);
}

/** Whether a school was registered when there were chains already: its own has at least that. */
export async function mustHaveChain(trail: Trail): Promise<boolean> {
  const rows = await trail.query(sql`select t.id from tenants t where t.id = ${trail.chain}
    and exists (select from audit_entries e where e.chain_seq is not null and e.at < t.created_at)`);
  return rows.length > 0;
}

/** Whether somebody was made a super-admin, which left an entry, and none of theirs is from before there were chains. */
export async function mustHaveOwnChain(trail: Trail): Promise<boolean> {
  const rows = await trail.query(sql`select u.id from users u
    where not exists (select from audit_entries where tenant_id is null and chain_seq is null) limit 1`);
  return rows.length > 0;
}

/** Whether the platform's trail says that a school was deleted. */
export async function wasDeleted(platform: Trail, tenantId: string): Promise<boolean> {
  const rows = await platform.query(sql`select id from audit_entries
    where tenant_id = ${tenantId} and action = 'tenants.delete' and outcome = 'done' limit 1`);
  return rows.length > 0;
}

/** Every chain that the platform's trail has, or should have. */
export async function readPlatformChains(trail: Trail): Promise<string[]> {
  const rows = await trail.query<{ chain: string }>(sql`
    select ${PLATFORM_CHAIN}::uuid as chain
    union select chain from audit_heads
    union select id from tenants
    union select distinct ${CHAIN} from audit_entries
    order by chain`);
  return rows.map(({ chain }) => chain);
}

/** Schools that have a trail of their own. */
export async function readSchoolsWithTrail(trail: Trail): Promise<string[]> {
  const rows = await trail.query<{ id: string }>(
    sql`select id from tenants where provisioned_at is not null and deleted_at is null order by schema_name`,
  );
  return rows.map(({ id }) => id);
}
