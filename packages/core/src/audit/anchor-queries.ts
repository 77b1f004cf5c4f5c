import { sql } from "@pepro/db";
import type { Core } from "../core.ts";
import { PLATFORM_CHAIN } from "./chain.ts";
import type { Seen } from "./seen.ts";
import type { Trail } from "./trail.ts";

/** The furthest head of a chain that an anchor has seen, `upTo` a place of the chain. */
export async function readAnchor(
  { db }: Pick<Core, "db">,
  { kind, chain }: Pick<Trail, "kind" | "chain">,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Seen | undefined> {
  const rows = await db.queryPlatform<Seen>(sql`
    select (head ->> 'seq')::bigint as seq, decode(head ->> 'digest', 'hex') as hash, (head ->> 'at')::timestamptz as at
    from audit_entries e cross join lateral jsonb_array_elements(e.changes -> 'heads') head
    where e.action = 'audit.anchor' and e.tenant_id is null and e.outcome = 'done'
      and e.changes -> 'heads' @> jsonb_build_array(jsonb_build_object('trail', ${kind}::text, 'chain', ${chain}::text))
      and head ->> 'trail' = ${kind} and head ->> 'chain' = ${chain}::text and (head ->> 'seq')::bigint <= ${upTo}::bigint
    order by seq desc limit 1`);
  return rows[0];
}

/** Chains of the platform's, but its own, whose head no anchor has seen where it is. */
export async function readUnanchored({ db }: Pick<Core, "db">): Promise<string[]> {
  const rows = await db.queryPlatform<{ chain: string }>(sql`
    select h.chain from audit_heads h where h.chain <> ${PLATFORM_CHAIN}::uuid and not exists (
      select from audit_entries e
      where e.action = 'audit.anchor' and e.tenant_id is null and e.outcome = 'done' and e.changes -> 'heads' @>
        jsonb_build_array(jsonb_build_object('trail', 'platform', 'chain', h.chain, 'seq', h.seq)))
    order by h.chain limit 1000`);
  return rows.map(({ chain }) => chain);
}

type AnchoredRow = { trail: "platform" | "school"; chain: string; seq: number; hash: string; at: string };

/** The furthest anchor of each chain of which there is none from that moment on. */
export async function readAnchorsBefore({ db }: Pick<Core, "db">, before: Date): Promise<AnchoredRow[]> {
  return db.queryPlatform<AnchoredRow>(sql`
    select trail, chain, seq, hash, at from (
      select distinct on (1, 2) head ->> 'trail' as trail, head ->> 'chain' as chain, (head ->> 'seq')::bigint as seq,
        head ->> 'digest' as hash, head ->> 'at' as at, e.at as noted
      from audit_entries e cross join lateral jsonb_array_elements(e.changes -> 'heads') head
      where e.action = 'audit.anchor' and e.tenant_id is null and e.outcome = 'done'
      order by 1, 2, 3 desc, e.id desc) furthest
    where noted < ${before}::timestamptz order by trail, chain`);
}
