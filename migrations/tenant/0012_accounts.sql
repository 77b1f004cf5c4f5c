create table two_factors (
  user_id uuid constraint two_factors_pkey primary key
    constraint two_factors_user_id_fkey references users (id) on delete cascade,
  sealed_secret text not null,
  confirmed_at timestamptz,
  last_step bigint,
  created_at timestamptz not null default now()
);

comment on table two_factors is 'Authenticator applications, one a user.';
comment on column two_factors.sealed_secret is 'Encrypted with a key of this school, bound to the user.';
comment on column two_factors.last_step is
  'The half-minute of the last code taken: neither it nor an earlier one is taken again.';

create table recovery_codes (
  id uuid constraint recovery_codes_pkey primary key,
  user_id uuid not null
    constraint recovery_codes_user_id_fkey references users (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);

create index recovery_codes_user_id_idx on recovery_codes (user_id);

comment on table recovery_codes is 'Each stands in once for a code of the authenticator.';

create table api_keys (
  id uuid constraint api_keys_pkey primary key,
  name text not null
    constraint api_keys_name_check check (char_length(name) between 1 and 100),
  scopes text[] not null,
  prefix text not null,
  key_hash text not null
    constraint api_keys_key_hash_key unique,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now()
);

comment on table api_keys is 'Keys of the school''s integrations. The key itself is shown once and kept nowhere.';
comment on column api_keys.prefix is 'The beginning of the key, to tell it by.';
comment on column api_keys.last_used_at is 'Written at most once a minute.';

alter table sessions add column impersonation_id uuid;
alter table sessions add column impersonator_id uuid;
alter table sessions add column impersonator_email text;
alter table sessions add column impersonation_reason text;

comment on column sessions.impersonator_id is
  'The super-admin who acts through this session, which is never extended. An account of the platform: no foreign key.';

create index sessions_expires_at_idx on sessions (expires_at);
create index refresh_tokens_expires_at_idx on refresh_tokens (expires_at);
create index verifications_expires_at_idx on verifications (expires_at);
create index rate_limits_last_request_idx on rate_limits (last_request);

comment on column rate_limits.last_request is
  'Milliseconds since 1970-01-01 UTC; for attempts on accounts, the moment at which all of them are forgotten.';
