alter table audit_entries add column chain_seq bigint;
alter table audit_entries add column hash bytea;
alter table audit_entries add column real_actor_id uuid;
alter table audit_entries add column real_actor_label text;
comment on column audit_entries.chain_seq is 'Place in its chain, from 1 without a gap; null in entries from before there were chains.';
comment on column audit_entries.hash is 'SHA-256 of the hash before it in its chain and of this entry''s canonical JSON.';
comment on column audit_entries.real_actor_id is 'Who really acted, where somebody acted in the place of actor_id.';

-- One chain a school concerned, and one of the platform's own.
create unique index audit_entries_chain_key
  on audit_entries (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid), chain_seq);

create table audit_heads (
  chain uuid not null,
  seq bigint not null,
  hash bytea not null,
  constraint audit_heads_pkey primary key (chain)
) with (fillfactor = 50);
comment on table audit_heads is 'The last entry of each chain. Whoever adds one holds the row until it commits.';

create table audit_checkpoints (
  chain uuid not null,
  seq bigint not null,
  hash bytea not null,
  entries bigint not null,
  unchained bigint not null,
  before timestamptz not null,
  created_at timestamptz not null default now(),
  constraint audit_checkpoints_pkey primary key (chain, seq)
);
comment on table audit_checkpoints is 'Where a chain goes on after older entries were removed. Only the owner writes here.';
comment on column audit_checkpoints.seq is 'The last entry removed; 0 where only entries from before the chain were.';

grant select, insert, update on audit_heads to "pepro:runtime";
grant select on audit_checkpoints to "pepro:runtime";
