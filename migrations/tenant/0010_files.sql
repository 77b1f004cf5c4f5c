create table files (
  id uuid default gen_random_uuid() constraint files_pkey primary key,
  area text not null
    constraint files_area_check check (area in ('avatars', 'documents', 'school_assets')),
  object_key text not null
    constraint files_object_key_key unique
    constraint files_object_key_check check (char_length(object_key) between 1 and 512),
  label text not null
    constraint files_label_check check (char_length(label) between 1 and 255),
  media_type text not null default 'application/octet-stream'
    constraint files_media_type_check check (char_length(media_type) between 3 and 255),
  size_bytes bigint not null
    constraint files_size_bytes_check check (size_bytes >= 0),
  sha256 text not null
    constraint files_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid
    constraint files_uploaded_by_fkey references users (id) on delete set null,
  created_at timestamptz not null default now()
);

create index files_uploaded_by_idx on files (uploaded_by);

comment on table files is
  'Files the school stores, each wholly written: a row is added only once its object is in place.';
comment on column files.object_key is
  'Key in the object store below the school''s own prefix; made by the application, never from a user''s file name.';
comment on column files.label is 'The user''s file name, for display and download only.';
comment on column files.sha256 is 'Hash of the content, lower-case hexadecimal, taken while it was written.';

create table storage_counters (
  singleton boolean default true constraint storage_counters_pkey primary key
    constraint storage_counters_singleton_check check (singleton),
  used_bytes bigint not null default 0
    constraint storage_counters_used_bytes_check check (used_bytes >= 0),
  reserved_bytes bigint not null default 0
    constraint storage_counters_reserved_bytes_check check (reserved_bytes >= 0),
  file_count bigint not null default 0
    constraint storage_counters_file_count_check check (file_count >= 0),
  updated_at timestamptz not null default now(),
  reconciled_at timestamptz
);

insert into storage_counters default values;

comment on table storage_counters is
  'One row: what the school stores. Space is taken by an UPDATE guarded by used_bytes + reserved_bytes + size <= '
  'limit; no row updated means the quota is reached. The limit is the control plane''s.';
comment on column storage_counters.used_bytes is 'Sum of files.size_bytes.';
comment on column storage_counters.reserved_bytes is 'Sum of storage_reservations.size_bytes.';
comment on column storage_counters.reconciled_at is
  'When the counters were last compared with the rows and the object store.';

revoke insert, delete on storage_counters from "pepro:tenant";

create table storage_reservations (
  id uuid default gen_random_uuid() constraint storage_reservations_pkey primary key,
  area text not null
    constraint storage_reservations_area_check check (area in ('avatars', 'documents', 'school_assets')),
  size_bytes bigint not null
    constraint storage_reservations_size_bytes_check check (size_bytes > 0),
  requested_by uuid
    constraint storage_reservations_requested_by_fkey references users (id) on delete set null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);

create index storage_reservations_requested_by_idx on storage_reservations (requested_by);

comment on table storage_reservations is
  'Space held for uploads under way. Finalising or releasing deletes the row and settles the counters in one '
  'transaction: who deletes it settles it.';
comment on column storage_reservations.id is 'Names the temporary object, and becomes the id of the file.';
comment on column storage_reservations.size_bytes is 'Most that may be written; the stream is cut off beyond it.';
comment on column storage_reservations.expires_at is
  'From then on the sweeper may release it; a long upload moves it on.';

alter table absence_justifications add column file_id uuid;
alter table absence_justifications add constraint absence_justifications_file_id_fkey
  foreign key (file_id) references files (id) on delete set null;
create index absence_justifications_file_id_idx on absence_justifications (file_id) where file_id is not null;
comment on column absence_justifications.file_id is 'The certificate or letter handed in.';

alter table homework add column file_id uuid;
alter table homework add constraint homework_file_id_fkey
  foreign key (file_id) references files (id) on delete set null;
create index homework_file_id_idx on homework (file_id) where file_id is not null;
comment on column homework.file_id is 'The worksheet given with it.';

alter table homework_submissions add column file_id uuid;
alter table homework_submissions add constraint homework_submissions_file_id_fkey
  foreign key (file_id) references files (id) on delete set null;
create index homework_submissions_file_id_idx on homework_submissions (file_id) where file_id is not null;
comment on column homework_submissions.file_id is 'The work as handed in.';

alter table messages add column file_id uuid;
alter table messages add constraint messages_file_id_fkey
  foreign key (file_id) references files (id) on delete set null;
create index messages_file_id_idx on messages (file_id) where file_id is not null;
comment on column messages.file_id is 'The attachment, one a message.';
