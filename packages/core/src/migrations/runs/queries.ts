import type { FleetRun, FleetSchoolState } from "@pepro/contracts";
import { json, type Parameter, type Statement, sql } from "@pepro/db";
import { CHANGES_CHANNEL } from "../../resolution/index.ts";
import { fleetMessage, fleetOrders } from "./fleet.ts";

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

function moment(column: Statement): Statement {
  return sql`to_char(${column} at time zone 'UTC', ${ISO})`;
}

/** A `FleetRun` out of `migration_runs r`. */
const RUN = sql`jsonb_build_object('id', r.id, 'state', r.state, 'createdAt', ${moment(sql`r.created_at`)},
  'createdBy', r.created_by, 'endedAt', ${moment(sql`r.ended_at`)}, 'targetVersion', r.target_version,
  'options', r.options, 'schools', r.planned_schools, 'current', r.current_schools, 'pauseReason', r.pause_reason,
  'isWorking', coalesce(r.lease_until >= now(), false),
  'lastEventId', coalesce((select max(e.id) from migration_run_events e where e.run_id = r.id), 0)::text,
  'waves', (select coalesce(jsonb_agg(to_jsonb(w) order by w.wave), '[]'::jsonb) from (
    select s.wave, count(*) filter (where s.state = 'pending') as pending,
      count(*) filter (where s.state = 'running') as running, count(*) filter (where s.state = 'done') as done,
      count(*) filter (where s.state = 'failed') as failed, count(*) filter (where s.state = 'skipped') as skipped
    from migration_run_schools s where s.run_id = r.id group by s.wave) w))`;

export type RunRow = { run: Omit<FleetRun, "counts"> };

/** @param id undefined: the active run */
export function readRun(id: string | undefined): Statement {
  const which = id === undefined ? sql`r.state in ('running', 'paused')` : sql`r.id = ${id}::uuid`;
  return sql`select ${RUN} as run from migration_runs r where ${which}`;
}

export function readLatestRun(): Statement {
  return sql`select ${RUN} as run from migration_runs r order by r.created_at desc, r.id desc limit 1`;
}

export type RunsRow = { count: number; items: RunRow["run"][] };

export function readRuns({ page, pageSize }: { page: number; pageSize: number }): Statement {
  return sql`select (select count(*) from migration_runs) as count, (select coalesce(jsonb_agg(${RUN}
      order by r.created_at desc, r.id desc), '[]'::jsonb)
    from migration_runs r where r.id in (
      select id from migration_runs order by created_at desc, id desc
      limit ${pageSize} offset ${(page - 1) * pageSize})) as items`;
}

export type SchoolsFilter = {
  id: string;
  state?: readonly FleetSchoolState[] | undefined;
  wave?: number | undefined;
  search?: string | undefined;
  page: number;
  pageSize: number;
};

/** A page of a run's schools, in the order in which they are done, and how many the filter leaves. */
export function readRunSchools({ id, state, wave, search, page, pageSize }: SchoolsFilter): Statement {
  const states = (state ?? null) as readonly Parameter[] | null;
  const pattern = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  return sql`
    with found as (
      select s.tenant_id, s.schema_name, s.wave, s.state, s.attempts, s.from_version, s.to_version, s.milliseconds,
        s.files, s.fault, s.updated_at, t.school_name
      from migration_run_schools s join tenants t on t.id = s.tenant_id
      where s.run_id = ${id}::uuid and (${states}::text[] is null or s.state = any(${states}::text[]))
        and (${wave ?? null}::integer is null or s.wave = ${wave ?? null}::integer)
        and (${pattern}::text is null or s.schema_name ilike ${pattern} or t.school_name ilike ${pattern}))
    select (select count(*) from found) as count, (select coalesce(jsonb_agg(jsonb_build_object('tenantId', f.tenant_id,
        'schema', f.schema_name, 'name', f.school_name,
        'host', (select h.host from tenant_hosts h where h.tenant_id = f.tenant_id and h.kind = 'main'),
        'wave', f.wave, 'state', f.state, 'attempts', f.attempts, 'fromVersion', f.from_version,
        'toVersion', f.to_version, 'milliseconds', f.milliseconds, 'files', coalesce(to_jsonb(f.files), '[]'::jsonb),
        'fault', f.fault, 'updatedAt', ${moment(sql`f.updated_at`)}) order by f.wave, f.schema_name), '[]'::jsonb)
      from (select tenant_id, schema_name, wave, state, attempts, from_version, to_version, milliseconds, files, fault,
          updated_at, school_name from found order by wave, schema_name limit ${pageSize} offset ${(page - 1) * pageSize}) f) as items`;
}

export type HeldRun = { id: string; state: FleetRun["state"]; targetVersion: number; targetChecksum: string };

/** Holds a run's row until the transaction ends: nobody else writes of it meanwhile. @param id undefined: the active run */
export function holdRun(id: string | undefined): Statement {
  const which = id === undefined ? sql`state in ('running', 'paused')` : sql`id = ${id}::uuid`;
  return sql`select id, state, target_version as "targetVersion", target_checksum as "targetChecksum"
    from migration_runs where ${which} for update`;
}

/** The run that is running or paused. */
export function readActive(): Statement {
  return sql`select id, state from migration_runs where state in ('running', 'paused')`;
}

/** The row of a run must be held. Tells the process that runs it, and everybody who watches. */
export function tellOfRun(id: string, kind: string, data: object): Statement {
  return sql`with told as (
      insert into migration_run_events (run_id, at, kind, data)
      values (${id}::uuid, now(), ${kind}, ${json(data)}::jsonb) returning 1)
    select pg_notify(${CHANGES_CHANNEL}, ${fleetMessage(id)})::text as watchers,
      pg_notify(${CHANGES_CHANNEL}, ${fleetMessage(fleetOrders(id))})::text as runner from told`;
}

export function markPaused(id: string, reason: object): Statement {
  return sql`update migration_runs set state = 'paused', pause_reason = ${json(reason)}::jsonb where id = ${id}::uuid`;
}

/** What has failed so far is no longer counted. */
export function markRunning(id: string): Statement {
  return sql`update migration_runs set state = 'running', pause_reason = null, ended_at = null, forgiven = (
      select count(*) from migration_run_schools where run_id = ${id}::uuid and state = 'failed')
    where id = ${id}::uuid`;
}

/** What a process that was lost had begun is left out too: nobody tells any more how it ended. */
export function markCancelled(id: string): Statement {
  return sql`with skipped as (update migration_run_schools s set state = 'skipped', updated_at = now()
      from migration_runs r where r.id = ${id}::uuid and s.run_id = r.id and (s.state = 'pending'
        or (s.state = 'running' and coalesce(r.lease_until < now(), true))))
    update migration_runs set state = 'cancelled', pause_reason = null, ended_at = now() where id = ${id}::uuid`;
}

export function retrySchools(id: string): Statement {
  return sql`update migration_run_schools set state = 'pending', attempts = 0, updated_at = now()
    where run_id = ${id}::uuid and state = 'failed'`;
}
