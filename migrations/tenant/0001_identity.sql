create table users (
  id uuid default gen_random_uuid() constraint users_pkey primary key,
  username text not null
    constraint users_username_check check (char_length(username) between 1 and 254),
  email text not null
    constraint users_email_check check (char_length(email) <= 254 and email like '%_@_%'),
  first_name text not null default ''
    constraint users_first_name_check check (char_length(first_name) <= 150),
  last_name text not null default ''
    constraint users_last_name_check check (char_length(last_name) <= 150),
  full_name text not null
    constraint users_full_name_check check (char_length(full_name) <= 320),
  user_type text not null
    constraint users_user_type_check check (user_type in ('student', 'parent', 'teacher', 'admin')),
  phone_number text not null default ''
    constraint users_phone_number_check check (char_length(phone_number) <= 32),
  image text
    constraint users_image_check check (char_length(image) <= 2048),
  is_active boolean not null default true,
  is_verified boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_login_at timestamptz
);

create unique index users_username_lower_key on users (lower(username));
create unique index users_email_lower_key on users (lower(email));
create index users_user_type_name_idx on users (user_type, last_name, first_name);

comment on table users is 'Accounts of this school: pupils, parents, teachers, staff with administration rights.';
comment on column users.full_name is 'Display name, kept in step with first_name and last_name by the application.';
comment on column users.user_type is 'Checked on every request with is_active; what a user may do follows from it.';
comment on column users.is_active is
  'False refuses sign-in and every open session at once. Accounts with a school history are deactivated, not deleted.';
comment on column users.image is
  'Address of the portrait as the authentication library sees it; the uploaded one is profiles.avatar.';

create table profiles (
  user_id uuid constraint profiles_pkey primary key
    constraint profiles_user_id_fkey references users (id) on delete cascade,
  avatar text
    constraint profiles_avatar_check check (char_length(avatar) <= 2048),
  date_of_birth date
    constraint profiles_date_of_birth_check check (date_of_birth >= date '1900-01-01'),
  address text not null default ''
    constraint profiles_address_check check (char_length(address) <= 500),
  postal_code text not null default ''
    constraint profiles_postal_code_check check (char_length(postal_code) <= 16),
  city text not null default ''
    constraint profiles_city_check check (char_length(city) <= 100),
  emergency_contact_name text not null default ''
    constraint profiles_emergency_contact_name_check check (char_length(emergency_contact_name) <= 200),
  emergency_contact_phone text not null default ''
    constraint profiles_emergency_contact_phone_check check (char_length(emergency_contact_phone) <= 32),
  email_notifications boolean not null default true,
  sms_notifications boolean not null default false,
  bio text not null default ''
    constraint profiles_bio_check check (char_length(bio) <= 5000),
  updated_at timestamptz not null default now()
);

comment on table profiles is
  'What users say of themselves, one row at most a user; the school''s own file on a pupil is student_records.';
comment on column profiles.postal_code is 'Free form: families may live abroad.';

-- No length checks from here to rate_limits: these values come from request headers and the authentication library,
-- and a check could only turn an odd browser into a failed sign-in.
create table sessions (
  id uuid default gen_random_uuid() constraint sessions_pkey primary key,
  user_id uuid not null
    constraint sessions_user_id_fkey references users (id) on delete cascade,
  token_hash text not null
    constraint sessions_token_hash_key unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index sessions_user_id_idx on sessions (user_id);

comment on table sessions is 'Open browser sessions of the school''s users.';
comment on column sessions.token_hash is
  'Hash of the session token; the token itself is only in the browser''s cookie.';

create table accounts (
  id uuid default gen_random_uuid() constraint accounts_pkey primary key,
  user_id uuid not null
    constraint accounts_user_id_fkey references users (id) on delete cascade,
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
  constraint accounts_provider_id_account_id_key unique (provider_id, account_id)
);

create index accounts_user_id_idx on accounts (user_id);

comment on table accounts is 'Ways in of a user: one row for the password, one for each outside identity provider.';
comment on column accounts.account_id is
  'The user''s identifier at the provider; for the password, the user''s own id.';
comment on column accounts.password is
  'Password hash with its algorithm in front; old pbkdf2_sha256 hashes are rehashed at sign-in.';

create table verifications (
  id uuid default gen_random_uuid() constraint verifications_pkey primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index verifications_identifier_idx on verifications (identifier);

comment on table verifications is 'Short-lived proofs sent out: password resets, e-mail confirmations.';

create table token_families (
  id uuid default gen_random_uuid() constraint token_families_pkey primary key,
  user_id uuid not null
    constraint token_families_user_id_fkey references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  ip_address text,
  user_agent text
);

create index token_families_user_id_idx on token_families (user_id);

comment on table token_families is
  'One row a sign-in of a token client; its id is the sid claim of every token that follows from it.';
comment on column token_families.revoked_at is
  'Set at sign-out or when a used refresh token comes back: every token of the family is dead from then.';

create table refresh_tokens (
  jti uuid constraint refresh_tokens_pkey primary key,
  family_id uuid not null
    constraint refresh_tokens_family_id_fkey references token_families (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);

create index refresh_tokens_family_id_idx on refresh_tokens (family_id);

comment on table refresh_tokens is 'Refresh tokens issued, by their jti claim; the tokens themselves are not stored.';
comment on column refresh_tokens.used_at is 'Rotation is an UPDATE where used_at is null: of several at once one wins.';

create table rate_limits (
  key text constraint rate_limits_pkey primary key,
  count integer not null,
  last_request bigint not null
);

comment on table rate_limits is 'Counters of attempts, by address and path.';
comment on column rate_limits.last_request is 'Milliseconds since 1970-01-01 UTC.';

create table audit_entries (
  id bigint generated always as identity constraint audit_entries_pkey primary key,
  at timestamptz not null default now(),
  action text not null,
  outcome text not null
    constraint audit_entries_outcome_check check (outcome in ('done', 'refused', 'failed')),
  actor_kind text not null,
  actor_id uuid,
  actor_label text not null default '',
  target_kind text,
  target_id text,
  changes jsonb,
  request_id text,
  ip_address text,
  user_agent text
);

create index audit_entries_at_idx on audit_entries (at);
create index audit_entries_target_kind_target_id_idx on audit_entries (target_kind, target_id);

comment on table audit_entries is
  'Who did what to what, and how it ended. The school''s role may add and read, never change or remove.';
comment on column audit_entries.actor_id is
  'No foreign key: the entry outlives the account, and a platform administrator has no account here.';
comment on column audit_entries.actor_label is 'The actor''s name as it was at the time.';
comment on column audit_entries.changes is 'What changed, by field; never a password, a token or medical data.';

revoke update, delete on audit_entries from "pepro:tenant";
