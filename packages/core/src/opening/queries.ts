import type { ModuleMap, OpeningJob, OpeningRow, OpeningRowState } from "@pepro/contracts";
import { json, type Parameter, type Statement, sql } from "@pepro/db";
import { CHANGES_CHANNEL } from "../resolution/index.ts";
import { openingMessage, openingOrders } from "./openings.ts";

const texts = (values: readonly string[]) => values as readonly Parameter[];

/** A school that has a name which a file asks for. */
export type KnownSchool = {
  id: string;
  subdomain: string;
  schemaName: string;
  hosts: string[];
  isDeleted: boolean;
  isProvisioned: boolean;
  schoolName: string;
  schoolType: string;
  address: string;
  postalCode: string;
  city: string;
  phone: string;
  email: string;
  website: string;
  primaryColor: string;
  secondaryColor: string;
  maxStudents: number;
  maxStorageGb: number;
  modulesEnabled: ModuleMap;
};

/** Every school, deleted ones too, that has one of these subdomains, schemas or hosts, or had the host. */
export function readKnown(names: {
  subdomains: readonly string[];
  schemas: readonly string[];
  hosts: readonly string[];
}): Statement {
  return sql`select t.id, t.subdomain, t.schema_name as "schemaName",
      coalesce((select jsonb_agg(h.host) from tenant_hosts h where h.tenant_id = t.id), '[]'::jsonb) as hosts,
      t.deleted_at is not null as "isDeleted", t.provisioned_at is not null as "isProvisioned",
      t.school_name as "schoolName", t.school_type as "schoolType", t.address, t.postal_code as "postalCode", t.city,
      t.phone, t.email, t.website, t.primary_color as "primaryColor", t.secondary_color as "secondaryColor",
      t.max_students as "maxStudents", t.max_storage_gb as "maxStorageGb", t.modules_enabled as "modulesEnabled"
    from tenants t where t.subdomain = any(${texts(names.subdomains)}::text[])
      or t.schema_name = any(${texts(names.schemas)}::text[])
      or t.id in (select tenant_id from tenant_hosts where host = any(${texts(names.hosts)}::text[]))`;
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
const moment = (column: Statement) => sql`to_char(${column} at time zone 'UTC', ${ISO})`;

const STATES: readonly OpeningRowState[] = ["pending", "running", "done", "present", "different", "failed", "skipped"];

/** An `OpeningJob` out of `opening_jobs j`. */
const JOB = sql`jsonb_build_object('id', j.id, 'state', j.state, 'createdAt', ${moment(sql`j.created_at`)},
  'createdBy', j.created_by, 'endedAt', ${moment(sql`j.ended_at`)}, 'fileName', j.file_name, 'concurrency', j.concurrency,
  'rows', (select count(*) from opening_rows r where r.job_id = j.id),
  'counts', (select jsonb_object_agg(s, (select count(*) from opening_rows r where r.job_id = j.id and r.state = s))
    from unnest(${texts(STATES)}::text[]) s),
  'isWorking', coalesce(j.lease_until >= now(), false),
  'passwords', (select count(*) from opening_rows r where r.job_id = j.id and r.password_sealed is not null),
  'lastEventId', coalesce((select max(e.id) from opening_events e where e.job_id = j.id), 0)::text)`;

export type JobRow = { job: OpeningJob };

export function readJob(id: string): Statement {
  return sql`select ${JOB} as job from opening_jobs j where j.id = ${id}::uuid`;
}

export type JobsRow = { count: number; items: OpeningJob[] };

export function readJobs({ page, pageSize }: { page: number; pageSize: number }): Statement {
  return sql`select (select count(*) from opening_jobs) as count, (select coalesce(jsonb_agg(${JOB}
      order by j.created_at desc, j.id desc), '[]'::jsonb)
    from opening_jobs j where j.id in (
      select id from opening_jobs order by created_at desc, id desc
      limit ${pageSize} offset ${(page - 1) * pageSize})) as items`;
}

export type RowsFilter = {
  id: string;
  state?: readonly OpeningRowState[] | undefined;
  search?: string | undefined;
  page: number;
  pageSize: number;
};

/** A page of a job's rows, in the order of the file, and how many the filter leaves. */
export function readRows({ id, state, search, page, pageSize }: RowsFilter): Statement {
  const states = (state ?? null) as readonly Parameter[] | null;
  const pattern = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  return sql`
    with found as (
      select line, subdomain, school_name, state, tenant_id, differences, fault, milliseconds, updated_at
      from opening_rows where job_id = ${id}::uuid and (${states}::text[] is null or state = any(${states}::text[]))
        and (${pattern}::text is null or subdomain ilike ${pattern} or school_name ilike ${pattern}))
    select (select count(*) from found) as count, (select coalesce(jsonb_agg(jsonb_build_object('line', f.line,
        'subdomain', f.subdomain, 'schoolName', f.school_name, 'state', f.state, 'tenantId', f.tenant_id,
        'host', (select h.host from tenant_hosts h where h.tenant_id = f.tenant_id and h.kind = 'main'),
        'differences', to_jsonb(f.differences), 'fault', f.fault, 'milliseconds', f.milliseconds,
        'updatedAt', ${moment(sql`f.updated_at`)}) order by f.line), '[]'::jsonb)
      from (select line, subdomain, school_name, state, tenant_id, differences, fault, milliseconds, updated_at
        from found order by line limit ${pageSize} offset ${(page - 1) * pageSize}) f) as items`;
}

export type RowsRow = { count: number; items: OpeningRow[] };

export type ActiveJob = { id: string; state: "running" | "paused"; checksum: string; isWorking: boolean };

/** Holds the job that is not over until the transaction ends. */
export function holdActive(): Statement {
  return sql`select id, state, checksum, coalesce(lease_until >= now(), false) as "isWorking"
    from opening_jobs where state in ('running', 'paused') for update`;
}

export type HeldJob = { id: string; state: OpeningJob["state"]; isWorking: boolean };

export function holdJob(id: string): Statement {
  return sql`select id, state, coalesce(lease_until >= now(), false) as "isWorking" from opening_jobs
    where id = ${id}::uuid for update`;
}

export type NewJob = {
  id: string;
  by: string;
  fileName: string;
  checksum: string;
  concurrency: number;
  /** Whoever is about to work on it. */
  holder: string;
  leaseMs: number;
  rows: readonly {
    line: number;
    subdomain: string;
    schoolName: string;
    input: object;
    given: readonly string[];
    state: OpeningRowState;
    tenantId: string | null;
    differences: readonly string[];
  }[];
};

/** Writes a job down with its rows. One in which nothing is left to open is done as it is made; where another is active none is made. */
export function insertJob({ id, by, fileName, checksum, concurrency, holder, leaseMs, rows }: NewJob): Statement {
  const toOpen = rows.filter(({ state }) => state === "pending").length;
  const over = toOpen === 0;
  return sql`with made as (
      insert into opening_jobs (id, created_by, state, file_name, checksum, concurrency, lease_holder, lease_until, ended_at)
      select ${id}::uuid, ${by}, case when ${over}::boolean then 'done' else 'running' end, ${fileName}, ${checksum},
        ${concurrency}::integer, case when ${over}::boolean then null else ${holder}::uuid end,
        case when ${over}::boolean then null else now() + make_interval(secs => ${leaseMs / 1_000}::float8) end,
        case when ${over}::boolean then now() end
      on conflict do nothing returning id),
    placed as (
      insert into opening_rows (job_id, line, subdomain, school_name, input, given, state, tenant_id, differences)
      select m.id, r.line, r.subdomain, r."schoolName", r.input, r.given, r.state, r."tenantId", r.differences
      from made m, jsonb_to_recordset(${json(rows)}::jsonb) as r(line integer, subdomain text, "schoolName" text,
        input jsonb, given text[], state text, "tenantId" uuid, differences text[])
      returning 1),
    told as (
      insert into opening_events (job_id, at, kind, data)
      select m.id, now(), e.kind, e.data from made m, lateral (
        select 1 as n, 'job.started' as kind, jsonb_build_object('by', ${by}::text, 'rows', ${rows.length}::integer,
          'toOpen', ${toOpen}::integer) as data
        union all select 2, 'job.ended', '{"state": "done"}'::jsonb where ${over}::boolean) e
      order by e.n returning 1)
    select (select count(*) from placed) as placed, (select count(*) from told) as told,
      pg_notify(${CHANGES_CHANNEL}, ${openingMessage(id)})::text as sent from made`;
}

/** The row of the job must be held. Tells the process that works on it, and everybody who watches. */
export function tellOfJob(id: string, kind: string, data: object): Statement {
  return sql`with told as (
      insert into opening_events (job_id, at, kind, data)
      values (${id}::uuid, now(), ${kind}, ${json(data)}::jsonb) returning 1)
    select pg_notify(${CHANGES_CHANNEL}, ${openingMessage(id)})::text as watchers,
      pg_notify(${CHANGES_CHANNEL}, ${openingMessage(openingOrders(id))})::text as runner from told`;
}

/** Gives rows that had failed another turn. Nobody who works on it loses the lease; who is to work on it gets it. */
export function markRunning(id: string, holder: string, leaseMs: number): Statement {
  return sql`with again as (
      update opening_rows set state = 'pending', fault = null, updated_at = now()
      where job_id = ${id}::uuid and state = 'failed' returning 1),
    gone_on as (
      update opening_jobs set state = 'running', ended_at = null,
        lease_holder = case when coalesce(lease_until >= now(), false) then lease_holder else ${holder}::uuid end,
        lease_until = case when coalesce(lease_until >= now(), false) then lease_until
          else now() + make_interval(secs => ${leaseMs / 1_000}::float8) end
      where id = ${id}::uuid returning 1)
    select (select count(*) from again) as retried, (select count(*) from gone_on) as changed`;
}

/** What a process that was lost had begun is left out too. */
export function markCancelled(id: string): Statement {
  return sql`with skipped as (update opening_rows r set state = 'skipped', updated_at = now()
      from opening_jobs j where j.id = ${id}::uuid and r.job_id = j.id and (r.state = 'pending'
        or (r.state = 'running' and coalesce(j.lease_until < now(), true))))
    update opening_jobs set state = 'cancelled', ended_at = now() where id = ${id}::uuid`;
}

export type SealedRow = {
  jobId: string;
  line: number;
  subdomain: string;
  schoolName: string;
  host: string;
  email: string;
  sealed: string;
};

/** Takes passwords out of the rows of a job, and of earlier jobs where they opened schools that this one found there. */
export function takePasswords(id: string): Statement {
  return sql`with mine as (
      select r.job_id, r.line, r.subdomain, r.school_name, r.tenant_id, r.admin_email, r.password_sealed
      from opening_rows r where r.password_sealed is not null and (r.job_id = ${id}::uuid or r.tenant_id in (
        select tenant_id from opening_rows where job_id = ${id}::uuid and tenant_id is not null))
      for update),
    taken as (
      update opening_rows r set password_sealed = null from mine m
      where r.job_id = m.job_id and r.line = m.line returning 1)
    select m.job_id as "jobId", m.line, m.subdomain, m.school_name as "schoolName", m.admin_email as email,
      (select h.host from tenant_hosts h where h.tenant_id = m.tenant_id and h.kind = 'main') as host,
      m.password_sealed as sealed, (select count(*) from taken) as taken
    from mine m order by m.line`;
}

/** Passwords that nobody fetched are forgotten. */
export function forgetPasswords(keptDays: number): Statement {
  return sql`update opening_rows set password_sealed = null
    where password_sealed is not null and updated_at < now() - make_interval(days => ${keptDays}::integer)`;
}
