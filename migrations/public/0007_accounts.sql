create table two_factors (
  user_id uuid not null,
  sealed_secret text not null,
  confirmed_at timestamptz,
  last_step bigint,
  created_at timestamptz not null default now(),
  constraint two_factors_pkey primary key (user_id),
  constraint two_factors_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
comment on table two_factors is 'Authenticator applications, one a user.';
comment on column two_factors.sealed_secret is 'Encrypted with a key of this scope, bound to the user.';
comment on column two_factors.last_step is 'The half-minute of the last code taken: neither it nor an earlier one is taken again.';

create table recovery_codes (
  id uuid not null,
  user_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint recovery_codes_pkey primary key (id),
  constraint recovery_codes_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
comment on table recovery_codes is 'Each stands in once for a code of the authenticator.';

create index recovery_codes_user_id_idx on recovery_codes (user_id);

create table api_keys (
  id uuid not null,
  name text not null,
  scopes text[] not null,
  prefix text not null,
  key_hash text not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  constraint api_keys_pkey primary key (id),
  constraint api_keys_key_hash_key unique (key_hash),
  constraint api_keys_name_check check (char_length(name) between 1 and 100)
);
comment on table api_keys is 'Keys of integrations. The key itself is shown once and kept nowhere.';
comment on column api_keys.prefix is 'The beginning of the key, to tell it by.';
comment on column api_keys.last_used_at is 'Written at most once a minute.';

create table impersonations (
  id uuid not null,
  tenant_id uuid not null,
  user_id uuid not null,
  user_email text not null,
  superadmin_id uuid not null,
  superadmin_email text not null,
  reason text not null,
  minutes integer not null,
  token_hash text not null,
  link_expires_at timestamptz not null,
  opened_at timestamptz,
  ends_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  created_at timestamptz not null default now(),
  constraint impersonations_pkey primary key (id),
  constraint impersonations_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint impersonations_token_hash_key unique (token_hash),
  constraint impersonations_minutes_check check (minutes between 1 and 30),
  constraint impersonations_reason_check check (char_length(reason) >= 10)
);
comment on table impersonations is 'Super-admins entering a school as one of its users. The session itself is in the school''s schema.';

create index impersonations_created_at_idx on impersonations (created_at);
create index impersonations_tenant_id_idx on impersonations (tenant_id, created_at);

alter table tenants add column swept_at timestamptz;
comment on column tenants.swept_at is 'When expired sessions and tokens were last cleared from the school''s schema.';

create index verifications_expires_at_idx on verifications (expires_at);
create index rate_limits_last_request_idx on rate_limits (last_request);
comment on column rate_limits.last_request is 'Milliseconds since 1970; for attempts on accounts, the moment at which all of them are forgotten.';

grant select, insert, update, delete on two_factors, recovery_codes to "pepro:runtime";
grant select, insert, update on api_keys, impersonations to "pepro:runtime";
