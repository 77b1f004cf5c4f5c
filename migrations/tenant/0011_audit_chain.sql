alter table audit_entries add column chain_seq bigint;
alter table audit_entries add column hash bytea;
alter table audit_entries add column real_actor_id uuid;
alter table audit_entries add column real_actor_label text;

-- Entries from before this migration stay as they are; a process that does not know of it yet is refused.
alter table audit_entries add constraint audit_entries_chained_check
  check (chain_seq is not null and hash is not null) not valid;

create unique index audit_entries_chain_seq_key on audit_entries (chain_seq);

comment on column audit_entries.chain_seq is
  'Place in the school''s chain, from 1 without a gap; null in entries from before there was one.';
comment on column audit_entries.hash is
  'SHA-256 of the hash before it in the chain and of this entry''s canonical JSON.';
comment on column audit_entries.real_actor_id is
  'Who really acted, where somebody acted in the place of actor_id: an account of the platform.';

create table audit_heads (
  chain uuid constraint audit_heads_pkey primary key,
  seq bigint not null,
  hash bytea not null
) with (fillfactor = 50);

comment on table audit_heads is
  'One row, the last entry of the school''s chain. Whoever adds an entry holds it until it commits.';

revoke delete on audit_heads from "pepro:tenant";

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

comment on table audit_checkpoints is
  'Where the chain goes on after older entries were removed. Only the owner writes here.';
comment on column audit_checkpoints.seq is 'The last entry removed; 0 where only entries from before the chain were.';

revoke insert, update, delete on audit_checkpoints from "pepro:tenant";
