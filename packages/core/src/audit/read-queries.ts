import type { AuditFilter, ListAuditInput } from "@pepro/contracts";
import { join, rawSql, type Statement, sql } from "@pepro/db";
import type { AuditRow } from "./rows.ts";
import type { Trail } from "./trail.ts";

/** Every column; in a school's own trail there is no school, and in one older than chains no place in a chain. */
export function columnsOf({ kind, isChained }: Pick<Trail, "kind" | "isChained">): Statement {
  const own = kind === "platform" ? rawSql('tenant_id as "tenantId",') : rawSql("");
  const chained = isChained
    ? rawSql('chain_seq as seq, hash, real_actor_id as "realActorId", real_actor_label as "realActorLabel"')
    : rawSql('null as seq, null as hash, null as "realActorId", null as "realActorLabel"');
  return sql`id, at, (extract(epoch from at) * 1000000)::bigint as micros, ${own} action, outcome,
    actor_kind as "actorKind", actor_id as "actorId", actor_label as "actorLabel", target_kind as "targetKind",
    target_id as "targetId", changes, request_id as "requestId", ip_address as "ipAddress",
    user_agent as "userAgent", ${chained}`;
}

/** The page after `cursor`, newest first. */
export function readPage(trail: Trail, input: ListAuditInput): Promise<AuditRow[]> {
  const [micros, id] = input.cursor?.split(".") ?? [];
  const after =
    id === undefined
      ? []
      : [sql`(at, id) < (timestamptz 'epoch' + ${micros ?? "0"}::bigint * interval '1 microsecond', ${id}::bigint)`];
  const conditions = [...conditionsOf(trail, input), ...after];
  return trail.query<AuditRow>(sql`select ${columnsOf(trail)} from audit_entries
    where ${join([sql`true`, ...conditions], " and ")} order by at desc, id desc limit ${input.limit}`);
}

/** Entries after the one of that id, in the order they were written: that of their chains. */
export function readAfter(trail: Trail, filter: AuditFilter, afterId: number, limit: number): Promise<AuditRow[]> {
  const conditions = [sql`id > ${afterId}`, ...conditionsOf(trail, filter)];
  return trail.query<AuditRow>(
    sql`select ${columnsOf(trail)} from audit_entries where ${join(conditions, " and ")} order by id limit ${limit}`,
  );
}

function conditionsOf({ kind, isChained }: Trail, filter: AuditFilter): Statement[] {
  const { tenantId, actor, action, target, outcome, from, to } = filter;
  return [
    kind === "platform" && tenantId !== undefined && sql`tenant_id = ${tenantId}`,
    actor !== undefined && isActor(actor, isChained),
    action !== undefined && sql`(action = ${action} or starts_with(action, ${`${action}.`}))`,
    target !== undefined && isTarget(target),
    outcome !== undefined && sql`outcome = ${outcome}`,
    from !== undefined && sql`at >= ${from}::timestamptz`,
    to !== undefined && sql`at < ${to}::timestamptz`,
  ].filter((condition) => condition !== false);
}

function isActor(actor: string, isChained: boolean): Statement {
  const name = actor.toLowerCase();
  const real = sql`or position(${name} in lower(real_actor_label)) > 0 or real_actor_id::text = ${name}`;
  return sql`(position(${name} in lower(actor_label)) > 0 or actor_id::text = ${name} or actor_kind = ${actor}
    ${isChained ? real : rawSql("")})`;
}

function isTarget(target: string): Statement {
  const [, kind, id] = /^([A-Za-z]\w*):(.*)$/s.exec(target) ?? [];
  const pair = kind === undefined ? rawSql("") : sql`or (target_kind = ${kind} and target_id = ${id ?? ""})`;
  return sql`(target_id = ${target} or target_kind = ${target} ${pair})`;
}
