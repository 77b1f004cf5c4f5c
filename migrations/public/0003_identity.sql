create table users (
  id uuid not null,
  username text not null,
  email text not null,
  first_name text not null default '',
  last_name text not null default '',
  full_name text not null,
  user_type text not null default 'superadmin',
  phone_number text not null default '',
  image text,
  is_active boolean not null default true,
  is_verified boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_login_at timestamptz,
  constraint users_pkey primary key (id),
  constraint users_user_type_check check (user_type = 'superadmin')
);
comment on table users is 'The platform''s own people. A school''s users live in its own schema, under the same names.';

create unique index users_username_key on users (lower(username));
create unique index users_email_key on users (lower(email));

create table profiles (
  user_id uuid not null,
  avatar text,
  date_of_birth date,
  address text not null default '',
  postal_code text not null default '',
  city text not null default '',
  emergency_contact_name text not null default '',
  emergency_contact_phone text not null default '',
  email_notifications boolean not null default true,
  sms_notifications boolean not null default false,
  bio text not null default '',
  updated_at timestamptz not null default now(),
  constraint profiles_pkey primary key (user_id),
  constraint profiles_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
comment on table profiles is 'What a person adds about themselves; there may be none.';

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token_hash text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sessions_pkey primary key (id),
  constraint sessions_token_hash_key unique (token_hash),
  constraint sessions_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
comment on table sessions is 'Browser sessions. Only a hash of the cookie''s token is kept.';

create index sessions_user_id_idx on sessions (user_id);
create index sessions_expires_at_idx on sessions (expires_at);

create table accounts (
  id uuid not null,
  user_id uuid not null,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint accounts_pkey primary key (id),
  constraint accounts_provider_key unique (provider_id, account_id),
  constraint accounts_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
comment on table accounts is 'Ways to sign in; the provider «credential» holds the password hash.';

create index accounts_user_id_idx on accounts (user_id);

create table verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint verifications_pkey primary key (id)
);
comment on table verifications is 'One-use secrets under way: resets, confirmations.';

create index verifications_identifier_idx on verifications (identifier);

create table token_families (
  id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  ip_address text,
  user_agent text,
  constraint token_families_pkey primary key (id),
  constraint token_families_user_id_fkey foreign key (user_id) references users (id) on delete cascade
);
comment on table token_families is 'One row a login by token: every refresh token that descends from it.';

create index token_families_user_id_idx on token_families (user_id);

create table refresh_tokens (
  jti uuid not null,
  family_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint refresh_tokens_pkey primary key (jti),
  constraint refresh_tokens_family_id_fkey foreign key (family_id) references token_families (id) on delete cascade
);
comment on table refresh_tokens is 'Refresh tokens by id; each is used once.';

create index refresh_tokens_family_id_idx on refresh_tokens (family_id);
create index refresh_tokens_expires_at_idx on refresh_tokens (expires_at);

create table rate_limits (
  key text not null,
  count integer not null,
  last_request bigint not null,
  constraint rate_limits_pkey primary key (key)
);
comment on table rate_limits is 'Attempts per account and address. last_request is in milliseconds since 1970.';

grant select, insert, update, delete on users, profiles, sessions, accounts, verifications, token_families,
  refresh_tokens, rate_limits to "pepro:runtime";
