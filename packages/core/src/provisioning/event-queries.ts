import type { ProvisioningEvent, TenantView } from "@pepro/contracts";
import { type Database, join, json, rawSql, type Statement, sql } from "@pepro/db";
import { CHANGES_CHANNEL } from "../resolution/index.ts";
import { provisioningMessage, type StepReport } from "./progress.ts";
import { provisioningLockKey } from "./queries.ts";

/** How many runs of a school are kept, the one under way among them. */
export const RUNS_KEPT = 5;

/** Writes steps in their order and tells every process; `prune` first forgets all but the last runs before this one. */
export async function writeSteps(
  db: Database,
  tenantId: string,
  steps: readonly StepReport[],
  { prune }: { prune: boolean },
): Promise<void> {
  const rows = steps.map(
    ({ run, step, state, durationMs, error, at }) =>
      sql`(${tenantId}, ${run}, ${step}, ${state}, ${durationMs}, ${error && json(error)}, ${at})`,
  );
  await db.queryPlatform(sql`
    with written as (
      insert into provisioning_events (tenant_id, run, step, state, duration_ms, error, at)
      values ${join(rows, ", ")} returning id)${prune ? pruned(tenantId) : sql``}
    select pg_notify(${CHANGES_CHANNEL}, ${provisioningMessage(tenantId)}) from (select count(*) from written) as w`);
}

function pruned(tenantId: string): Statement {
  return sql`, pruned as (
      delete from provisioning_events where tenant_id = ${tenantId} and run in (
        select run from provisioning_events where tenant_id = ${tenantId}
        group by run order by max(id) desc offset ${RUNS_KEPT - 1}))`;
}

const COLUMNS = sql`jsonb_build_object('id', e.id::text, 'tenantId', e.tenant_id, 'run', e.run, 'step', e.step,
  'state', e.state, 'durationMs', e.duration_ms, 'error', e.error,
  'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

export type Standing = { state: TenantView["state"]; events: ProvisioningEvent[] };

/** A school's state, and what was written of its provisioning after an event, at one moment; undefined for no such school. */
export async function readStanding(db: Database, tenantId: string, after: string): Promise<Standing | undefined> {
  const rows = await db.queryPlatform<Standing>(sql`
    select t.state, (select coalesce(jsonb_agg(${COLUMNS} order by e.id), '[]'::jsonb)
        from provisioning_events e where e.tenant_id = t.id and e.id > ${after}::bigint) as events
    from tenants t where t.id = ${tenantId} and t.deleted_at is null`);
  return rows[0];
}

/** The last event up to an id. */
export async function readEventBefore(
  db: Database,
  tenantId: string,
  id: string,
): Promise<ProvisioningEvent | undefined> {
  const rows = await db.queryPlatform<{ event: ProvisioningEvent }>(sql`
    select ${COLUMNS} as event from provisioning_events e
    where e.tenant_id = ${tenantId} and e.id <= ${id}::bigint order by e.id desc limit 1`);
  return rows[0]?.event;
}

/** The id just before the latest run's first event; "0" where there is no run. */
export async function readLatestStart(db: Database, tenantId: string): Promise<string> {
  const rows = await db.queryPlatform<{ id: string | null }>(sql`
    select (min(id) - 1)::text as id from provisioning_events where tenant_id = ${tenantId} and run = (
      select run from provisioning_events where tenant_id = ${tenantId} order by id desc limit 1)`);
  return rows[0]?.id ?? "0";
}

/** The id of a run's last event; "0" for a run that is not known. */
export async function readEnd(db: Database, tenantId: string, run: string): Promise<string> {
  const rows = await db.queryPlatform<{ id: string | null }>(sql`
    select max(id)::text as id from provisioning_events where tenant_id = ${tenantId} and run = ${run}`);
  return rows[0]?.id ?? "0";
}

/** The 64-bit key of an advisory lock, out of the two halves that `pg_locks` shows. */
const ADVISORY_KEY = sql`(classid::bigint << 32) | objid::bigint`;

/** The keys of all advisory locks that somebody holds or waits for in this database. */
const HELD_KEYS = sql`select ${ADVISORY_KEY} from pg_locks where locktype = 'advisory' and objsubid = 1
  and database = (select oid from pg_database where datname = current_database())`;

/** Whether anybody, in any process, holds a school's provisioning lock or waits for it. */
export async function isBeingProvisioned(db: Database, tenantId: string): Promise<boolean> {
  const rows = await db.queryPlatform<{ held: boolean }>(
    sql`select ${provisioningLockKey(sql`${tenantId}::text`)} in (${HELD_KEYS}) as held`,
  );
  return rows[0]?.held === true;
}

/** For another feature's query on many schools: the key of a row's lock, and the keys that are held. */
export function heldLocks(idColumn: "t.id"): { lockKey: Statement; heldKeys: Statement } {
  return { lockKey: provisioningLockKey(rawSql(`${idColumn}::text`)), heldKeys: HELD_KEYS };
}
