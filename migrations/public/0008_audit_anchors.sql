-- As in the schools: entries from before there were chains stay as they are, and no new one is outside of its chain.
alter table audit_entries add constraint audit_entries_chained_check
  check (chain_seq is not null and hash is not null) not valid;

-- The heads of chains that an anchor saw, found by their chain.
-- pepro:allow index-not-concurrent: no entry has this action yet, so that the build reads the table once and writes nothing
create index audit_entries_anchors_idx on audit_entries using gin ((changes -> 'heads') jsonb_path_ops)
  where action = 'audit.anchor';
