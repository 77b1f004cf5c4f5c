create table provisioning_events (
  id bigint generated always as identity,
  tenant_id uuid not null,
  run uuid not null,
  step text not null,
  state text not null,
  duration_ms integer,
  error jsonb,
  at timestamptz not null,
  constraint provisioning_events_pkey primary key (id),
  constraint provisioning_events_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint provisioning_events_state_check check (state in ('started', 'done', 'failed', 'skipped'))
);
comment on table provisioning_events is 'What provisioning did, step by step, written outside its transaction so that it can be watched and outlives a crash. The last runs of a school are kept.';
comment on column provisioning_events.run is 'One attempt. A run without an end whose school''s provisioning lock nobody holds was cut off.';
comment on column provisioning_events.at is 'By the clock of the process that provisions; ids give the order.';

create index provisioning_events_tenant_id_idx on provisioning_events (tenant_id, id);

grant select, insert, delete on provisioning_events to "pepro:runtime";
