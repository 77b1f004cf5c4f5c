import type { FleetFault } from "@pepro/contracts";
import { json, type Parameter, type Statement, sql } from "@pepro/db";
import { CHANGES_CHANNEL } from "../../../resolution/index.ts";
import { fleetMessage } from "../fleet.ts";

export type Lease = { runId: string; holder: string };

/** A school's row as it is to be. */
export type SchoolChange = {
  tenantId: string;
  state: "pending" | "running" | "done" | "failed" | "skipped";
  attempts: number;
  /** What its tables are at now, where that is known. */
  version: number | null;
  milliseconds: number | null;
  files: readonly string[] | null;
  fault: FleetFault | null;
};

export type Told = { at: string; kind: string; data: object };

export type Batch = Lease & {
  number: number;
  leaseMs: number;
  schools: readonly SchoolChange[];
  events: readonly Told[];
  /** Hosts that every process is to forget, in messages that are short enough. */
  messages: readonly string[];
};

/**
 * Writes a batch, all of it or nothing, and renews the lease. No row: the lease is another's, or the batch was written
 * before and only its answer was lost.
 */
export function writeBatch(batch: Batch): Statement {
  const { runId, holder, number, leaseMs, schools, events } = batch;
  const messages = [...batch.messages, ...(events.length > 0 ? [fleetMessage(runId)] : [])];
  const numbered = events.map((event, n) => ({ ...event, n }));
  return sql`with leased as (
      update migration_runs set lease_until = now() + make_interval(secs => ${leaseMs / 1_000}::float8), journal = ${number}::bigint
      where id = ${runId}::uuid and lease_holder = ${holder}::uuid and journal < ${number}::bigint
      returning id, state),
    given as (
      select g.* from leased, jsonb_to_recordset(${json(schools)}::jsonb) as g("tenantId" uuid, state text,
        attempts integer, version integer, milliseconds integer, files text[], fault jsonb)),
    placed as (
      update migration_run_schools s set state = g.state, attempts = g.attempts, updated_at = now(),
        to_version = coalesce(g.version, s.to_version), milliseconds = coalesce(g.milliseconds, s.milliseconds),
        files = coalesce(g.files, s.files), fault = g.fault
      from given g where s.run_id = ${runId}::uuid and s.tenant_id = g."tenantId" returning 1),
    mirrored as (
      update tenants t set schema_version = g.version, updated_at = now()
      from given g where t.id = g."tenantId" and g.version is not null and t.schema_version <> g.version returning 1),
    told as (
      insert into migration_run_events (run_id, at, kind, data)
      select l.id, e.at, e.kind, e.data from leased l,
        jsonb_to_recordset(${json(numbered)}::jsonb) as e(n integer, at timestamptz, kind text, data jsonb)
      order by e.n returning 1)
    select l.state, m.sent from leased l left join lateral (
      select pg_notify(${CHANGES_CHANNEL}, message)::text as sent
      from unnest(${messages as readonly Parameter[]}::text[]) message) m on true`;
}

export type LeaseRow = { state: string; isOurs: boolean; journal: number };

/** For a batch that was not written: why. */
export function readLease({ runId, holder }: Lease): Statement {
  return sql`select state, coalesce(lease_holder = ${holder}::uuid, false) as "isOurs", journal from migration_runs
    where id = ${runId}::uuid`;
}

export type TakenRun = { createdAt: Date; options: unknown };

/** Takes a run that nobody works on. Schools that whoever was lost had begun are pending again. */
export function takeRun({ runId, holder }: Lease, leaseMs: number, checksum: string): Statement {
  return sql`with taken as (
      update migration_runs set lease_holder = ${holder}::uuid, journal = 0,
        lease_until = now() + make_interval(secs => ${leaseMs / 1_000}::float8)
      where id = ${runId}::uuid and state = 'running' and target_checksum = ${checksum}
        and (lease_until is null or lease_until < now())
      returning id, created_at, options),
    back as (
      update migration_run_schools s set state = 'pending', updated_at = now() from taken
      where s.run_id = taken.id and s.state = 'running' returning 1),
    told as (
      insert into migration_run_events (run_id, at, kind, data)
      select id, now(), 'run.taken', '{}'::jsonb from taken returning 1)
    select created_at as "createdAt", options, (select count(*) from back) + (select count(*) from told) as written,
      (select pg_notify(${CHANGES_CHANNEL}, ${fleetMessage(runId)})::text from taken) as told
    from taken`;
}

/** Where a run is that could not be taken. */
export type Standing = { state: string; leaseUntil: Date | null; isFree: boolean };

export function readStanding(runId: string): Statement {
  return sql`select state, lease_until as "leaseUntil", coalesce(lease_until < now(), true) as "isFree"
    from migration_runs where id = ${runId}::uuid`;
}

/** Runs that go on and that nobody works on, of a program with these files. */
export function readOrphans(checksum: string): Statement {
  return sql`select id from migration_runs where state = 'running' and target_checksum = ${checksum}
    and (lease_until is null or lease_until < now())`;
}

export type JobRow = {
  tenantId: string;
  clusterId: string;
  schemaName: string;
  roleName: string;
  subdomain: string;
  hosts: string[];
  version: number;
  wave: number;
  isGone: boolean;
};

/** Schools of the earliest wave in which some are left. */
export function readWave(runId: string): Statement {
  return sql`select s.tenant_id as "tenantId", t.cluster_id as "clusterId", s.schema_name as "schemaName",
      t.role_name as "roleName", t.subdomain, t.schema_version as version, s.wave,
      t.deleted_at is not null or t.provisioned_at is null as "isGone",
      coalesce((select jsonb_agg(h.host) from tenant_hosts h where h.tenant_id = t.id and h.kind <> 'former'), '[]'::jsonb) as hosts
    from migration_run_schools s join tenants t on t.id = s.tenant_id
    where s.run_id = ${runId}::uuid and s.state = 'pending' and s.wave = (
      select min(wave) from migration_run_schools where run_id = ${runId}::uuid and state = 'pending')
    order by s.schema_name`;
}

export type WaveCounts = { wave: number; schools: number; done: number; failed: number; skipped: number };
export type Tally = { forgiven: number; waves: WaveCounts[] };

/** How a run's waves stand, and how many failures are no longer counted. */
export function readTally(runId: string): Statement {
  return sql`select r.forgiven, (select coalesce(jsonb_agg(to_jsonb(w)), '[]'::jsonb) from (
      select wave, count(*) as schools, count(*) filter (where state = 'done') as done,
        count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'skipped') as skipped
      from migration_run_schools where run_id = r.id group by wave) w) as waves
    from migration_runs r where r.id = ${runId}::uuid`;
}

const TELL = sql`told as (
      insert into migration_run_events (run_id, at, kind, data)
      select id, now(), kind, data from changed returning 1)
    select (select count(*) from told) as told,
      (select pg_notify(${CHANGES_CHANNEL}, 'fleet:' || id)::text from changed) as sent from changed`;

/** Pauses a run, unless somebody stopped it before. */
export function pauseRun({ runId, holder }: Lease, reason: object): Statement {
  return sql`with changed as (
      update migration_runs set state = 'paused', pause_reason = ${json(reason)}::jsonb
      where id = ${runId}::uuid and lease_holder = ${holder}::uuid and state = 'running'
      returning id, 'run.paused' as kind, ${json({ reason })}::jsonb as data), ${TELL}`;
}

/** Ends a run in which nothing is left to do. No row: something is, or somebody stopped it. */
export function endRun({ runId, holder }: Lease): Statement {
  return sql`with outcome as (
      select case when bool_or(state = 'failed') then 'failed' else 'done' end as state,
        coalesce(bool_or(state in ('pending', 'running')), false) as is_open
      from migration_run_schools where run_id = ${runId}::uuid),
    changed as (
      update migration_runs r set state = o.state, ended_at = now(), lease_holder = null, lease_until = null
      from outcome o where r.id = ${runId}::uuid and r.lease_holder = ${holder}::uuid and r.state = 'running' and not o.is_open
      returning r.id, 'run.ended' as kind, jsonb_build_object('state', r.state) as data), ${TELL}`;
}

/** Lets a run go that is not to go on here. No row: it was resumed meanwhile, or is another's. */
export function leaveRun({ runId, holder }: Lease, { evenRunning }: { evenRunning: boolean }): Statement {
  return sql`with changed as (
      update migration_runs set lease_holder = null, lease_until = null
      where id = ${runId}::uuid and lease_holder = ${holder}::uuid and (state <> 'running' or ${evenRunning}::boolean)
      returning id)
    select pg_notify(${CHANGES_CHANNEL}, 'fleet:' || id)::text as sent from changed`;
}

/** Ended runs beyond the last so many are forgotten. */
export function pruneRuns(kept: number): Statement {
  return sql`delete from migration_runs where ended_at is not null and id in (
    select id from migration_runs order by created_at desc, id desc offset ${kept})`;
}
