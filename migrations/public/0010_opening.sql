create table spare_schemas (
  id uuid not null,
  cluster_id uuid not null,
  schema_name text not null,
  role_name text not null,
  state text not null default 'building',
  version integer not null default 0,
  checksum text not null default '',
  created_at timestamptz not null default now(),
  ready_at timestamptz,
  constraint spare_schemas_pkey primary key (id),
  constraint spare_schemas_cluster_id_fkey foreign key (cluster_id) references clusters (id),
  constraint spare_schemas_schema_name_key unique (schema_name),
  constraint spare_schemas_role_name_key unique (role_name),
  constraint spare_schemas_state_check check (state in ('building', 'ready', 'unusable')),
  constraint spare_schemas_ready_check check (state <> 'ready' or ready_at is not null)
);
comment on table spare_schemas is 'Schools made ahead of need: schema, role and tables without a name. Whoever opens a school with one holds its row until the school is there, and removes it.';
comment on column spare_schemas.checksum is 'Of the last file applied: a program with other files leaves the spare to the one that made it.';

create index spare_schemas_ready_idx on spare_schemas (cluster_id, state);

create table opening_jobs (
  id uuid not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  state text not null,
  file_name text not null,
  checksum text not null,
  concurrency integer not null,
  lease_holder uuid,
  lease_until timestamptz,
  ended_at timestamptz,
  constraint opening_jobs_pkey primary key (id),
  constraint opening_jobs_state_check check (state in ('running', 'paused', 'done', 'failed', 'cancelled')),
  constraint opening_jobs_ended_check check ((ended_at is null) = (state in ('running', 'paused')))
);
comment on table opening_jobs is 'Files by which many schools are opened: how far each is, and who works on it.';
comment on column opening_jobs.checksum is 'Of the schools asked for: the same file again goes on with the job that is not over.';
comment on column opening_jobs.lease_holder is 'Who works on the job until lease_until; then anybody may.';

create unique index opening_jobs_active_key on opening_jobs ((true)) where state in ('running', 'paused');
create index opening_jobs_created_at_idx on opening_jobs (created_at);

create table opening_rows (
  job_id uuid not null,
  line integer not null,
  subdomain text not null,
  school_name text not null,
  input jsonb not null,
  given text[] not null,
  state text not null,
  tenant_id uuid,
  differences text[] not null default '{}',
  fault jsonb,
  milliseconds integer,
  admin_email text,
  password_sealed text,
  updated_at timestamptz not null default now(),
  constraint opening_rows_pkey primary key (job_id, line),
  constraint opening_rows_subdomain_key unique (job_id, subdomain),
  constraint opening_rows_job_id_fkey foreign key (job_id) references opening_jobs (id) on delete cascade,
  constraint opening_rows_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete set null,
  constraint opening_rows_state_check check (state in ('pending', 'running', 'done', 'present', 'different', 'failed', 'skipped'))
);
comment on table opening_rows is 'A school a line of a file. That it is done is written in the transaction that makes the school ready.';
comment on column opening_rows.given is 'Columns that the file fills in: what a school that is there already is compared by.';
comment on column opening_rows.password_sealed is 'Of the first administrator, encrypted by a key that is not in the database; gone once it was shown.';

create index opening_rows_tenant_id_idx on opening_rows (tenant_id);

create table opening_events (
  id bigint generated always as identity,
  job_id uuid not null,
  at timestamptz not null,
  kind text not null,
  data jsonb not null,
  constraint opening_events_pkey primary key (id),
  constraint opening_events_job_id_fkey foreign key (job_id) references opening_jobs (id) on delete cascade
);
comment on table opening_events is 'What happened in a job. Whoever writes holds the row of the job, so that ids are seen in their order.';

create index opening_events_job_id_idx on opening_events (job_id, id);

grant select, insert, update, delete on spare_schemas to "pepro:runtime";
grant select, insert, update, delete on opening_jobs to "pepro:runtime";
grant select, insert, update on opening_rows to "pepro:runtime";
grant select, insert on opening_events to "pepro:runtime";
