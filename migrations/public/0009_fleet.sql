create table migration_runs (
  id uuid not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  state text not null,
  target_version integer not null,
  target_checksum text not null,
  options jsonb not null,
  current_schools integer not null,
  planned_schools integer not null,
  forgiven integer not null default 0,
  pause_reason jsonb,
  lease_holder uuid,
  lease_until timestamptz,
  journal bigint not null default 0,
  ended_at timestamptz,
  constraint migration_runs_pkey primary key (id),
  constraint migration_runs_state_check check (state in ('running', 'paused', 'done', 'failed', 'cancelled')),
  constraint migration_runs_ended_check check ((ended_at is null) = (state in ('running', 'paused')))
) with (fillfactor = 50);
comment on table migration_runs is 'Migrations of the fleet: what was asked, how far it is, who works on it. What a school has is in its own ledger.';
comment on column migration_runs.target_checksum is 'Of the last file the run brings: a program with other files does not go on with it.';
comment on column migration_runs.current_schools is 'Schools that had nothing left to do at the plan. They get no row.';
comment on column migration_runs.forgiven is 'Failures that the budget no longer counts, since somebody resumed the run knowing of them.';
comment on column migration_runs.lease_holder is 'Who works on the run until lease_until; then anybody may.';
comment on column migration_runs.journal is 'Number of the last batch its holder wrote: a batch sent twice is written once.';

create unique index migration_runs_active_key on migration_runs ((true)) where state in ('running', 'paused');
create index migration_runs_created_at_idx on migration_runs (created_at);

create table migration_run_schools (
  run_id uuid not null,
  tenant_id uuid not null,
  schema_name text not null,
  wave integer not null,
  state text not null default 'pending',
  attempts integer not null default 0,
  from_version integer not null,
  to_version integer,
  milliseconds integer,
  files text[],
  fault jsonb,
  updated_at timestamptz not null default now(),
  constraint migration_run_schools_pkey primary key (run_id, tenant_id),
  constraint migration_run_schools_run_id_fkey foreign key (run_id) references migration_runs (id) on delete cascade,
  constraint migration_run_schools_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint migration_run_schools_state_check check (state in ('pending', 'running', 'done', 'failed', 'skipped'))
) with (fillfactor = 60);
comment on table migration_run_schools is 'Schools that were behind when a run began. Written in batches, so that it may be a moment behind their ledgers.';
comment on column migration_run_schools.wave is '0 is the canary.';

create index migration_run_schools_wave_idx on migration_run_schools (run_id, wave, schema_name);
create index migration_run_schools_tenant_id_idx on migration_run_schools (tenant_id, run_id);

create table migration_run_events (
  id bigint generated always as identity,
  run_id uuid not null,
  at timestamptz not null,
  kind text not null,
  data jsonb not null,
  constraint migration_run_events_pkey primary key (id),
  constraint migration_run_events_run_id_fkey foreign key (run_id) references migration_runs (id) on delete cascade
);
comment on table migration_run_events is 'What happened in a run. Whoever writes holds the row of the run, so that ids are seen in their order.';

create index migration_run_events_run_id_idx on migration_run_events (run_id, id);

grant select, insert, update, delete on migration_runs to "pepro:runtime";
grant select, insert, update on migration_run_schools to "pepro:runtime";
grant select, insert on migration_run_events to "pepro:runtime";
