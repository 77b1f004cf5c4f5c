create table audit_entries (
  id bigint generated always as identity,
  at timestamptz not null default now(),
  tenant_id uuid,
  action text not null,
  outcome text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_label text not null default '',
  target_kind text,
  target_id text,
  changes jsonb,
  request_id text,
  ip_address text,
  user_agent text,
  constraint audit_entries_pkey primary key (id),
  constraint audit_entries_outcome_check check (outcome in ('done', 'refused', 'failed'))
);
comment on table audit_entries is 'What was done to the platform and by whom. The runtime login may add and read, never change.';

create index audit_entries_at_idx on audit_entries (at);
create index audit_entries_tenant_id_idx on audit_entries (tenant_id, at);

grant select, insert on audit_entries to "pepro:runtime";
