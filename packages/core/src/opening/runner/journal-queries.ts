import { json, type Statement, sql } from "@pepro/db";
import { CHANGES_CHANNEL } from "../../resolution/index.ts";
import { openingMessage } from "../openings.ts";

export type Lease = { jobId: string; holder: string };

const notified = (jobId: string) => sql`pg_notify(${CHANGES_CHANNEL}, ${openingMessage(jobId)})::text`;
const later = (ms: number) => sql`now() + make_interval(secs => ${ms / 1_000}::float8)`;

export type TakenJob = { by: string; concurrency: number };

/** Takes a job that nobody else works on. Rows that whoever was lost had begun are pending again. */
export function takeJob({ jobId, holder }: Lease, leaseMs: number): Statement {
  return sql`with taken as (
      update opening_jobs set lease_holder = ${holder}::uuid, lease_until = ${later(leaseMs)}
      where id = ${jobId}::uuid and state = 'running'
        and (lease_until is null or lease_until < now() or lease_holder = ${holder}::uuid)
      returning id, created_by, concurrency),
    back as (
      update opening_rows r set state = 'pending', updated_at = now() from taken
      where r.job_id = taken.id and r.state = 'running' returning 1),
    told as (
      insert into opening_events (job_id, at, kind, data) select id, now(), 'job.taken', '{}'::jsonb from taken returning 1)
    select created_by as by, concurrency, (select count(*) from back) + (select count(*) from told) as written,
      ${notified(jobId)} as sent from taken`;
}

/** Where a job is that could not be taken. */
export type Standing = { state: string; leaseUntil: Date | null; isFree: boolean };

export function readStanding(jobId: string): Statement {
  return sql`select state, lease_until as "leaseUntil", coalesce(lease_until < now(), true) as "isFree"
    from opening_jobs where id = ${jobId}::uuid`;
}

/** Shows that its holder lives. No row: the lease is another's. */
export function renewLease({ jobId, holder }: Lease, leaseMs: number): Statement {
  return sql`update opening_jobs set lease_until = ${later(leaseMs)}
    where id = ${jobId}::uuid and lease_holder = ${holder}::uuid returning state`;
}

/** Jobs that go on and that nobody works on. */
export function readOrphans(): Statement {
  return sql`select id from opening_jobs where state = 'running' and (lease_until is null or lease_until < now())`;
}

export type PendingRow = { line: number; subdomain: string; input: unknown; given: string[] };

export function readPending(jobId: string): Statement {
  return sql`select line, subdomain, input, to_jsonb(given) as given from opening_rows
    where job_id = ${jobId}::uuid and state = 'pending' order by line`;
}

type Change = {
  state: "running" | "failed" | "present" | "different";
  tenantId?: string;
  differences?: readonly string[];
  fault?: object;
  milliseconds?: number;
};

/** Changes a row that is not over, and tells of it. No row: it was over, or the lease is another's. */
export function changeRow(
  { jobId, holder }: Lease,
  line: number,
  change: Change,
  kind: string,
  data: object,
): Statement {
  return sql`with held as (
      select id from opening_jobs where id = ${jobId}::uuid and lease_holder = ${holder}::uuid for no key update),
    placed as (
      update opening_rows r set state = ${change.state}, updated_at = now(),
        tenant_id = coalesce(${change.tenantId ?? null}::uuid, r.tenant_id),
        differences = coalesce((select array_agg(d) from jsonb_array_elements_text(${json(change.differences ?? [])}::jsonb) d), '{}'),
        fault = ${change.fault ? json(change.fault) : null}::jsonb,
        milliseconds = coalesce(${change.milliseconds ?? null}::integer, r.milliseconds)
      from held where r.job_id = held.id and r.line = ${line}::integer and r.state in ('pending', 'running') returning 1),
    told as (
      insert into opening_events (job_id, at, kind, data)
      select held.id, now(), ${kind}, ${json(data)}::jsonb from held, placed returning 1)
    select ${notified(jobId)} as sent from told`;
}

/** A row's school is ready. Whoever has made it so says it, whosever the lease is by now. */
export function rowDone(
  jobId: string,
  line: number,
  done: { tenantId: string; email: string; sealed: string | null; milliseconds: number },
  data: object,
): Statement {
  return sql`with held as (select id from opening_jobs where id = ${jobId}::uuid for no key update),
    placed as (
      update opening_rows r set state = 'done', updated_at = now(), tenant_id = ${done.tenantId}::uuid, fault = null,
        milliseconds = ${done.milliseconds}::integer, admin_email = ${done.email}, password_sealed = ${done.sealed}
      from held where r.job_id = held.id and r.line = ${line}::integer returning 1),
    told as (
      insert into opening_events (job_id, at, kind, data)
      select held.id, now(), 'row.done', ${json(data)}::jsonb from held, placed returning 1)
    select ${notified(jobId)} as sent from told`;
}

const TELL = (jobId: string) => sql`told as (
      insert into opening_events (job_id, at, kind, data) select id, now(), kind, data from changed returning 1)
    select (select count(*) from told) as told, ${notified(jobId)} as sent from changed`;

/** Pauses a job, unless somebody stopped it before. */
export function pauseJob({ jobId, holder }: Lease): Statement {
  return sql`with changed as (
      update opening_jobs set state = 'paused'
      where id = ${jobId}::uuid and lease_holder = ${holder}::uuid and state = 'running'
      returning id, 'job.paused' as kind, '{}'::jsonb as data), ${TELL(jobId)}`;
}

/** Ends a job in which nothing is left to do. No row: something is, or somebody stopped it. */
export function endJob({ jobId, holder }: Lease): Statement {
  return sql`with outcome as (
      select case when bool_or(state = 'failed') then 'failed' else 'done' end as state,
        coalesce(bool_or(state in ('pending', 'running')), false) as is_open
      from opening_rows where job_id = ${jobId}::uuid),
    changed as (
      update opening_jobs j set state = o.state, ended_at = now(), lease_holder = null, lease_until = null
      from outcome o where j.id = ${jobId}::uuid and j.lease_holder = ${holder}::uuid and j.state = 'running' and not o.is_open
      returning j.id, 'job.ended' as kind, jsonb_build_object('state', j.state) as data), ${TELL(jobId)}`;
}

/** Lets a job go that is not to go on here. No row: it was resumed meanwhile, or is another's. */
export function leaveJob({ jobId, holder }: Lease, { evenRunning }: { evenRunning: boolean }): Statement {
  return sql`with changed as (
      update opening_jobs set lease_holder = null, lease_until = null
      where id = ${jobId}::uuid and lease_holder = ${holder}::uuid and (state <> 'running' or ${evenRunning}::boolean)
      returning id)
    select ${notified(jobId)} as sent from changed`;
}

/** Ended jobs beyond the last so many are forgotten. */
export function pruneJobs(kept: number): Statement {
  return sql`delete from opening_jobs where ended_at is not null and id in (
    select id from opening_jobs order by created_at desc, id desc offset ${kept})`;
}
