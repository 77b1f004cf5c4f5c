// Written by `npm run migrations:bundle`; do not edit.
import type { MigrationBundle } from "@pepro/core";

export const migrations: MigrationBundle = {
 "servedFrom": 12,
 "public": [
  {
   "version": 1,
   "file": "public/0001_installation.sql",
   "checksum": "f86977e76265a96e191640755db032340f0099c8ed9a2dc8b936408c188e2d15",
   "statements": [
    {
     "line": 1,
     "text": "create table installation (\n  singleton boolean not null default true,\n  installation_id text not null,\n  secret_check text,\n  created_at timestamptz not null default now(),\n  constraint installation_pkey primary key (singleton),\n  constraint installation_singleton_check check (singleton),\n  constraint installation_id_check check (installation_id ~ '^[0-9a-f]{8}$')\n)"
    },
    {
     "line": 10,
     "text": "comment on table installation is 'What tells this installation from others on the same server: its id is part of every role name.'"
    },
    {
     "line": 12,
     "text": "comment on column installation.secret_check is 'Derived from the installation''s secret: a process that comes with another one is refused.'"
    },
    {
     "line": 14,
     "text": "create table clusters (\n  id uuid not null,\n  name text not null,\n  is_control boolean not null default false,\n  accepts_new boolean not null default true,\n  created_at timestamptz not null default now(),\n  constraint clusters_pkey primary key (id),\n  constraint clusters_name_key unique (name)\n)"
    },
    {
     "line": 23,
     "text": "comment on table clusters is 'PostgreSQL servers that hold schools. The first is the control database itself.'"
    },
    {
     "line": 24,
     "text": "comment on column clusters.accepts_new is 'False: schools stay where they are, none is opened here.'"
    },
    {
     "line": 26,
     "text": "create unique index clusters_control_key on clusters (is_control) where is_control"
    },
    {
     "line": 28,
     "text": "grant select on clusters to \"pepro:runtime\""
    },
    {
     "line": 29,
     "text": "grant select on installation to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 2,
   "file": "public/0002_tenants.sql",
   "checksum": "661cb67b9e9aa0e99f8ef8b295bca7e2f8ffc163b8b73af9e50b81ca63373a1a",
   "statements": [
    {
     "line": 1,
     "text": "create table tenants (\n  id uuid not null,\n  cluster_id uuid not null,\n  schema_name text not null,\n  role_name text not null,\n  subdomain text not null,\n  state text not null default 'created',\n  schema_version integer not null default 0,\n  school_id uuid not null,\n  school_name text not null,\n  school_type text not null,\n  address text not null,\n  postal_code text not null,\n  city text not null,\n  phone text not null,\n  email text not null,\n  website text not null default '',\n  school_logo text,\n  primary_color text not null,\n  secondary_color text not null,\n  logo_url text not null default '',\n  favicon_url text not null default '',\n  is_active boolean not null default true,\n  max_students integer not null,\n  max_storage_gb integer not null,\n  modules_enabled jsonb not null,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  provisioned_at timestamptz,\n  last_accessed_at timestamptz,\n  deleted_at timestamptz,\n  purge_after timestamptz,\n  constraint tenants_pkey primary key (id),\n  constraint tenants_cluster_id_fkey foreign key (cluster_id) references clusters (id),\n  constraint tenants_schema_name_key unique (schema_name),\n  constraint tenants_role_name_key unique (role_name),\n  constraint tenants_subdomain_key unique (subdomain),\n  constraint tenants_school_id_key unique (school_id),\n  constraint tenants_schema_name_check check (schema_name ~ '^[a-z][a-z0-9_]{0,62}$'),\n  constraint tenants_state_check check (state in ('created', 'provisioning', 'ready', 'failed')),\n  constraint tenants_school_type_check check (school_type in ('college', 'lycee', 'lycee_pro')),\n  constraint tenants_max_students_check check (max_students >= 1),\n  constraint tenants_max_storage_gb_check check (max_storage_gb >= 1),\n  constraint tenants_modules_enabled_check check (jsonb_typeof(modules_enabled) = 'object'),\n  constraint tenants_deleted_check check ((deleted_at is null) = (purge_after is null))\n)"
    },
    {
     "line": 47,
     "text": "comment on table tenants is 'One row a school, the control plane''s whole knowledge of it. Rows of deleted schools stay until the purge: their names remain taken.'"
    },
    {
     "line": 48,
     "text": "comment on column tenants.schema_version is 'Mirror of the newest version in the schema''s own ledger, so that «who is behind» is one query.'"
    },
    {
     "line": 49,
     "text": "comment on column tenants.last_accessed_at is 'Written at most once a minute, never in a request''s way.'"
    },
    {
     "line": 51,
     "text": "create index tenants_cluster_id_idx on tenants (cluster_id)"
    },
    {
     "line": 52,
     "text": "create index tenants_behind_idx on tenants (schema_version) where deleted_at is null"
    },
    {
     "line": 54,
     "text": "create table tenant_hosts (\n  id uuid not null,\n  host text not null,\n  tenant_id uuid not null,\n  kind text not null,\n  is_primary boolean not null default false,\n  verified_at timestamptz,\n  created_at timestamptz not null default now(),\n  constraint tenant_hosts_pkey primary key (id),\n  constraint tenant_hosts_host_key unique (host),\n  constraint tenant_hosts_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,\n  constraint tenant_hosts_kind_check check (kind in ('main', 'alternative', 'former')),\n  constraint tenant_hosts_host_check check (host = lower(host) and length(host) <= 253)\n)"
    },
    {
     "line": 68,
     "text": "comment on table tenant_hosts is 'Every host name a school has or had: one owner each, whatever its kind.'"
    },
    {
     "line": 69,
     "text": "comment on column tenant_hosts.kind is 'main: the school''s domain_url; alternative: added later; former: an old domain_url, kept reserved.'"
    },
    {
     "line": 71,
     "text": "create unique index tenant_hosts_main_key on tenant_hosts (tenant_id) where kind = 'main'"
    },
    {
     "line": 72,
     "text": "create unique index tenant_hosts_primary_key on tenant_hosts (tenant_id) where is_primary"
    },
    {
     "line": 73,
     "text": "create index tenant_hosts_tenant_id_idx on tenant_hosts (tenant_id, created_at)"
    },
    {
     "line": 75,
     "text": "create table tenant_settings (\n  tenant_id uuid not null,\n  enable_email_notifications boolean not null default true,\n  enable_sms_notifications boolean not null default false,\n  password_min_length integer not null default 8,\n  session_timeout_minutes integer not null default 60,\n  timezone text not null default 'Europe/Paris',\n  language text not null default 'fr',\n  date_format text not null default '%d/%m/%Y',\n  time_format text not null default '%H:%M',\n  updated_at timestamptz not null default now(),\n  constraint tenant_settings_pkey primary key (tenant_id),\n  constraint tenant_settings_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,\n  constraint tenant_settings_password_min_length_check check (password_min_length between 1 and 128),\n  constraint tenant_settings_session_timeout_minutes_check check (session_timeout_minutes between 1 and 43200)\n)"
    },
    {
     "line": 91,
     "text": "comment on table tenant_settings is 'What a school sets for itself. A row is made with the tenant, so every tenant has its defaults.'"
    },
    {
     "line": 93,
     "text": "grant select, insert, update on tenants to \"pepro:runtime\""
    },
    {
     "line": 94,
     "text": "grant select, insert, update, delete on tenant_hosts to \"pepro:runtime\""
    },
    {
     "line": 95,
     "text": "grant select, insert, update on tenant_settings to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 3,
   "file": "public/0003_identity.sql",
   "checksum": "690a90f6a54d21b0d360a34478044885e5ec12b1a870bee3dcd7e1b7096ef8bf",
   "statements": [
    {
     "line": 1,
     "text": "create table users (\n  id uuid not null,\n  username text not null,\n  email text not null,\n  first_name text not null default '',\n  last_name text not null default '',\n  full_name text not null,\n  user_type text not null default 'superadmin',\n  phone_number text not null default '',\n  image text,\n  is_active boolean not null default true,\n  is_verified boolean not null default false,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  last_login_at timestamptz,\n  constraint users_pkey primary key (id),\n  constraint users_user_type_check check (user_type = 'superadmin')\n)"
    },
    {
     "line": 19,
     "text": "comment on table users is 'The platform''s own people. A school''s users live in its own schema, under the same names.'"
    },
    {
     "line": 21,
     "text": "create unique index users_username_key on users (lower(username))"
    },
    {
     "line": 22,
     "text": "create unique index users_email_key on users (lower(email))"
    },
    {
     "line": 24,
     "text": "create table profiles (\n  user_id uuid not null,\n  avatar text,\n  date_of_birth date,\n  address text not null default '',\n  postal_code text not null default '',\n  city text not null default '',\n  emergency_contact_name text not null default '',\n  emergency_contact_phone text not null default '',\n  email_notifications boolean not null default true,\n  sms_notifications boolean not null default false,\n  bio text not null default '',\n  updated_at timestamptz not null default now(),\n  constraint profiles_pkey primary key (user_id),\n  constraint profiles_user_id_fkey foreign key (user_id) references users (id) on delete cascade\n)"
    },
    {
     "line": 40,
     "text": "comment on table profiles is 'What a person adds about themselves; there may be none.'"
    },
    {
     "line": 42,
     "text": "create table sessions (\n  id uuid not null,\n  user_id uuid not null,\n  token_hash text not null,\n  expires_at timestamptz not null,\n  ip_address text,\n  user_agent text,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint sessions_pkey primary key (id),\n  constraint sessions_token_hash_key unique (token_hash),\n  constraint sessions_user_id_fkey foreign key (user_id) references users (id) on delete cascade\n)"
    },
    {
     "line": 55,
     "text": "comment on table sessions is 'Browser sessions. Only a hash of the cookie''s token is kept.'"
    },
    {
     "line": 57,
     "text": "create index sessions_user_id_idx on sessions (user_id)"
    },
    {
     "line": 58,
     "text": "create index sessions_expires_at_idx on sessions (expires_at)"
    },
    {
     "line": 60,
     "text": "create table accounts (\n  id uuid not null,\n  user_id uuid not null,\n  provider_id text not null,\n  account_id text not null,\n  password text,\n  access_token text,\n  refresh_token text,\n  id_token text,\n  access_token_expires_at timestamptz,\n  refresh_token_expires_at timestamptz,\n  scope text,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint accounts_pkey primary key (id),\n  constraint accounts_provider_key unique (provider_id, account_id),\n  constraint accounts_user_id_fkey foreign key (user_id) references users (id) on delete cascade\n)"
    },
    {
     "line": 78,
     "text": "comment on table accounts is 'Ways to sign in; the provider «credential» holds the password hash.'"
    },
    {
     "line": 80,
     "text": "create index accounts_user_id_idx on accounts (user_id)"
    },
    {
     "line": 82,
     "text": "create table verifications (\n  id uuid not null,\n  identifier text not null,\n  value text not null,\n  expires_at timestamptz not null,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint verifications_pkey primary key (id)\n)"
    },
    {
     "line": 91,
     "text": "comment on table verifications is 'One-use secrets under way: resets, confirmations.'"
    },
    {
     "line": 93,
     "text": "create index verifications_identifier_idx on verifications (identifier)"
    },
    {
     "line": 95,
     "text": "create table token_families (\n  id uuid not null,\n  user_id uuid not null,\n  created_at timestamptz not null default now(),\n  revoked_at timestamptz,\n  ip_address text,\n  user_agent text,\n  constraint token_families_pkey primary key (id),\n  constraint token_families_user_id_fkey foreign key (user_id) references users (id) on delete cascade\n)"
    },
    {
     "line": 105,
     "text": "comment on table token_families is 'One row a login by token: every refresh token that descends from it.'"
    },
    {
     "line": 107,
     "text": "create index token_families_user_id_idx on token_families (user_id)"
    },
    {
     "line": 109,
     "text": "create table refresh_tokens (\n  jti uuid not null,\n  family_id uuid not null,\n  expires_at timestamptz not null,\n  used_at timestamptz,\n  created_at timestamptz not null default now(),\n  constraint refresh_tokens_pkey primary key (jti),\n  constraint refresh_tokens_family_id_fkey foreign key (family_id) references token_families (id) on delete cascade\n)"
    },
    {
     "line": 118,
     "text": "comment on table refresh_tokens is 'Refresh tokens by id; each is used once.'"
    },
    {
     "line": 120,
     "text": "create index refresh_tokens_family_id_idx on refresh_tokens (family_id)"
    },
    {
     "line": 121,
     "text": "create index refresh_tokens_expires_at_idx on refresh_tokens (expires_at)"
    },
    {
     "line": 123,
     "text": "create table rate_limits (\n  key text not null,\n  count integer not null,\n  last_request bigint not null,\n  constraint rate_limits_pkey primary key (key)\n)"
    },
    {
     "line": 129,
     "text": "comment on table rate_limits is 'Attempts per account and address. last_request is in milliseconds since 1970.'"
    },
    {
     "line": 131,
     "text": "grant select, insert, update, delete on users, profiles, sessions, accounts, verifications, token_families,\n  refresh_tokens, rate_limits to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 4,
   "file": "public/0004_audit.sql",
   "checksum": "c2c85815500ff7599cc66ddb5f81177455cbebf4bcac7f1db4613b81f1d38bf6",
   "statements": [
    {
     "line": 1,
     "text": "create table audit_entries (\n  id bigint generated always as identity,\n  at timestamptz not null default now(),\n  tenant_id uuid,\n  action text not null,\n  outcome text not null,\n  actor_kind text not null,\n  actor_id uuid,\n  actor_label text not null default '',\n  target_kind text,\n  target_id text,\n  changes jsonb,\n  request_id text,\n  ip_address text,\n  user_agent text,\n  constraint audit_entries_pkey primary key (id),\n  constraint audit_entries_outcome_check check (outcome in ('done', 'refused', 'failed'))\n)"
    },
    {
     "line": 19,
     "text": "comment on table audit_entries is 'What was done to the platform and by whom. The runtime login may add and read, never change.'"
    },
    {
     "line": 21,
     "text": "create index audit_entries_at_idx on audit_entries (at)"
    },
    {
     "line": 22,
     "text": "create index audit_entries_tenant_id_idx on audit_entries (tenant_id, at)"
    },
    {
     "line": 24,
     "text": "grant select, insert on audit_entries to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 5,
   "file": "public/0005_provisioning_events.sql",
   "checksum": "e84907177609b216965a750c6bc889240ebeb4a16484ecb708bf84e454e20fe5",
   "statements": [
    {
     "line": 1,
     "text": "create table provisioning_events (\n  id bigint generated always as identity,\n  tenant_id uuid not null,\n  run uuid not null,\n  step text not null,\n  state text not null,\n  duration_ms integer,\n  error jsonb,\n  at timestamptz not null,\n  constraint provisioning_events_pkey primary key (id),\n  constraint provisioning_events_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,\n  constraint provisioning_events_state_check check (state in ('started', 'done', 'failed', 'skipped'))\n)"
    },
    {
     "line": 14,
     "text": "comment on table provisioning_events is 'What provisioning did, step by step, written outside its transaction so that it can be watched and outlives a crash. The last runs of a school are kept.'"
    },
    {
     "line": 15,
     "text": "comment on column provisioning_events.run is 'One attempt. A run without an end whose school''s provisioning lock nobody holds was cut off.'"
    },
    {
     "line": 16,
     "text": "comment on column provisioning_events.at is 'By the clock of the process that provisions; ids give the order.'"
    },
    {
     "line": 18,
     "text": "create index provisioning_events_tenant_id_idx on provisioning_events (tenant_id, id)"
    },
    {
     "line": 20,
     "text": "grant select, insert, delete on provisioning_events to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 6,
   "file": "public/0006_audit_chain.sql",
   "checksum": "ca259548a6cd30ed0f95f9cb16332edd3ceed14efd7bb682d72f6217498f9d49",
   "statements": [
    {
     "line": 1,
     "text": "alter table audit_entries add column chain_seq bigint"
    },
    {
     "line": 2,
     "text": "alter table audit_entries add column hash bytea"
    },
    {
     "line": 3,
     "text": "alter table audit_entries add column real_actor_id uuid"
    },
    {
     "line": 4,
     "text": "alter table audit_entries add column real_actor_label text"
    },
    {
     "line": 5,
     "text": "comment on column audit_entries.chain_seq is 'Place in its chain, from 1 without a gap; null in entries from before there were chains.'"
    },
    {
     "line": 6,
     "text": "comment on column audit_entries.hash is 'SHA-256 of the hash before it in its chain and of this entry''s canonical JSON.'"
    },
    {
     "line": 7,
     "text": "comment on column audit_entries.real_actor_id is 'Who really acted, where somebody acted in the place of actor_id.'"
    },
    {
     "line": 10,
     "text": "create unique index audit_entries_chain_key\n  on audit_entries (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid), chain_seq)"
    },
    {
     "line": 13,
     "text": "create table audit_heads (\n  chain uuid not null,\n  seq bigint not null,\n  hash bytea not null,\n  constraint audit_heads_pkey primary key (chain)\n) with (fillfactor = 50)"
    },
    {
     "line": 19,
     "text": "comment on table audit_heads is 'The last entry of each chain. Whoever adds one holds the row until it commits.'"
    },
    {
     "line": 21,
     "text": "create table audit_checkpoints (\n  chain uuid not null,\n  seq bigint not null,\n  hash bytea not null,\n  entries bigint not null,\n  unchained bigint not null,\n  before timestamptz not null,\n  created_at timestamptz not null default now(),\n  constraint audit_checkpoints_pkey primary key (chain, seq)\n)"
    },
    {
     "line": 31,
     "text": "comment on table audit_checkpoints is 'Where a chain goes on after older entries were removed. Only the owner writes here.'"
    },
    {
     "line": 32,
     "text": "comment on column audit_checkpoints.seq is 'The last entry removed; 0 where only entries from before the chain were.'"
    },
    {
     "line": 34,
     "text": "grant select, insert, update on audit_heads to \"pepro:runtime\""
    },
    {
     "line": 35,
     "text": "grant select on audit_checkpoints to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 7,
   "file": "public/0007_accounts.sql",
   "checksum": "ef13f23d7445ecbc541b25a57355eaf5b32a013f934c82245a90a3625940682a",
   "statements": [
    {
     "line": 1,
     "text": "create table two_factors (\n  user_id uuid not null,\n  sealed_secret text not null,\n  confirmed_at timestamptz,\n  last_step bigint,\n  created_at timestamptz not null default now(),\n  constraint two_factors_pkey primary key (user_id),\n  constraint two_factors_user_id_fkey foreign key (user_id) references users (id) on delete cascade\n)"
    },
    {
     "line": 10,
     "text": "comment on table two_factors is 'Authenticator applications, one a user.'"
    },
    {
     "line": 11,
     "text": "comment on column two_factors.sealed_secret is 'Encrypted with a key of this scope, bound to the user.'"
    },
    {
     "line": 12,
     "text": "comment on column two_factors.last_step is 'The half-minute of the last code taken: neither it nor an earlier one is taken again.'"
    },
    {
     "line": 14,
     "text": "create table recovery_codes (\n  id uuid not null,\n  user_id uuid not null,\n  code_hash text not null,\n  used_at timestamptz,\n  created_at timestamptz not null default now(),\n  constraint recovery_codes_pkey primary key (id),\n  constraint recovery_codes_user_id_fkey foreign key (user_id) references users (id) on delete cascade\n)"
    },
    {
     "line": 23,
     "text": "comment on table recovery_codes is 'Each stands in once for a code of the authenticator.'"
    },
    {
     "line": 25,
     "text": "create index recovery_codes_user_id_idx on recovery_codes (user_id)"
    },
    {
     "line": 27,
     "text": "create table api_keys (\n  id uuid not null,\n  name text not null,\n  scopes text[] not null,\n  prefix text not null,\n  key_hash text not null,\n  expires_at timestamptz,\n  last_used_at timestamptz,\n  revoked_at timestamptz,\n  created_by text not null,\n  created_at timestamptz not null default now(),\n  constraint api_keys_pkey primary key (id),\n  constraint api_keys_key_hash_key unique (key_hash),\n  constraint api_keys_name_check check (char_length(name) between 1 and 100)\n)"
    },
    {
     "line": 42,
     "text": "comment on table api_keys is 'Keys of integrations. The key itself is shown once and kept nowhere.'"
    },
    {
     "line": 43,
     "text": "comment on column api_keys.prefix is 'The beginning of the key, to tell it by.'"
    },
    {
     "line": 44,
     "text": "comment on column api_keys.last_used_at is 'Written at most once a minute.'"
    },
    {
     "line": 46,
     "text": "create table impersonations (\n  id uuid not null,\n  tenant_id uuid not null,\n  user_id uuid not null,\n  user_email text not null,\n  superadmin_id uuid not null,\n  superadmin_email text not null,\n  reason text not null,\n  minutes integer not null,\n  token_hash text not null,\n  link_expires_at timestamptz not null,\n  opened_at timestamptz,\n  ends_at timestamptz,\n  ended_at timestamptz,\n  ended_by text,\n  created_at timestamptz not null default now(),\n  constraint impersonations_pkey primary key (id),\n  constraint impersonations_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,\n  constraint impersonations_token_hash_key unique (token_hash),\n  constraint impersonations_minutes_check check (minutes between 1 and 30),\n  constraint impersonations_reason_check check (char_length(reason) >= 10)\n)"
    },
    {
     "line": 68,
     "text": "comment on table impersonations is 'Super-admins entering a school as one of its users. The session itself is in the school''s schema.'"
    },
    {
     "line": 70,
     "text": "create index impersonations_created_at_idx on impersonations (created_at)"
    },
    {
     "line": 71,
     "text": "create index impersonations_tenant_id_idx on impersonations (tenant_id, created_at)"
    },
    {
     "line": 73,
     "text": "alter table tenants add column swept_at timestamptz"
    },
    {
     "line": 74,
     "text": "comment on column tenants.swept_at is 'When expired sessions and tokens were last cleared from the school''s schema.'"
    },
    {
     "line": 76,
     "text": "create index verifications_expires_at_idx on verifications (expires_at)"
    },
    {
     "line": 77,
     "text": "create index rate_limits_last_request_idx on rate_limits (last_request)"
    },
    {
     "line": 78,
     "text": "comment on column rate_limits.last_request is 'Milliseconds since 1970; for attempts on accounts, the moment at which all of them are forgotten.'"
    },
    {
     "line": 80,
     "text": "grant select, insert, update, delete on two_factors, recovery_codes to \"pepro:runtime\""
    },
    {
     "line": 81,
     "text": "grant select, insert, update on api_keys, impersonations to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 8,
   "file": "public/0008_audit_anchors.sql",
   "checksum": "7a030d8efcdded04cfc72538c4d39cca37cb9bec8521b4f6eec076e36a08c1fc",
   "statements": [
    {
     "line": 2,
     "text": "alter table audit_entries add constraint audit_entries_chained_check\n  check (chain_seq is not null and hash is not null) not valid"
    },
    {
     "line": 7,
     "text": "create index audit_entries_anchors_idx on audit_entries using gin ((changes -> 'heads') jsonb_path_ops)\n  where action = 'audit.anchor'"
    }
   ]
  },
  {
   "version": 9,
   "file": "public/0009_fleet.sql",
   "checksum": "a333679a3b1b4cce9d150cf0b71616be7e1341413379faff42772e1c208876a6",
   "statements": [
    {
     "line": 1,
     "text": "create table migration_runs (\n  id uuid not null,\n  created_at timestamptz not null default now(),\n  created_by text not null,\n  state text not null,\n  target_version integer not null,\n  target_checksum text not null,\n  options jsonb not null,\n  current_schools integer not null,\n  planned_schools integer not null,\n  forgiven integer not null default 0,\n  pause_reason jsonb,\n  lease_holder uuid,\n  lease_until timestamptz,\n  journal bigint not null default 0,\n  ended_at timestamptz,\n  constraint migration_runs_pkey primary key (id),\n  constraint migration_runs_state_check check (state in ('running', 'paused', 'done', 'failed', 'cancelled')),\n  constraint migration_runs_ended_check check ((ended_at is null) = (state in ('running', 'paused')))\n) with (fillfactor = 50)"
    },
    {
     "line": 21,
     "text": "comment on table migration_runs is 'Migrations of the fleet: what was asked, how far it is, who works on it. What a school has is in its own ledger.'"
    },
    {
     "line": 22,
     "text": "comment on column migration_runs.target_checksum is 'Of the last file the run brings: a program with other files does not go on with it.'"
    },
    {
     "line": 23,
     "text": "comment on column migration_runs.current_schools is 'Schools that had nothing left to do at the plan. They get no row.'"
    },
    {
     "line": 24,
     "text": "comment on column migration_runs.forgiven is 'Failures that the budget no longer counts, since somebody resumed the run knowing of them.'"
    },
    {
     "line": 25,
     "text": "comment on column migration_runs.lease_holder is 'Who works on the run until lease_until; then anybody may.'"
    },
    {
     "line": 26,
     "text": "comment on column migration_runs.journal is 'Number of the last batch its holder wrote: a batch sent twice is written once.'"
    },
    {
     "line": 28,
     "text": "create unique index migration_runs_active_key on migration_runs ((true)) where state in ('running', 'paused')"
    },
    {
     "line": 29,
     "text": "create index migration_runs_created_at_idx on migration_runs (created_at)"
    },
    {
     "line": 31,
     "text": "create table migration_run_schools (\n  run_id uuid not null,\n  tenant_id uuid not null,\n  schema_name text not null,\n  wave integer not null,\n  state text not null default 'pending',\n  attempts integer not null default 0,\n  from_version integer not null,\n  to_version integer,\n  milliseconds integer,\n  files text[],\n  fault jsonb,\n  updated_at timestamptz not null default now(),\n  constraint migration_run_schools_pkey primary key (run_id, tenant_id),\n  constraint migration_run_schools_run_id_fkey foreign key (run_id) references migration_runs (id) on delete cascade,\n  constraint migration_run_schools_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,\n  constraint migration_run_schools_state_check check (state in ('pending', 'running', 'done', 'failed', 'skipped'))\n) with (fillfactor = 60)"
    },
    {
     "line": 49,
     "text": "comment on table migration_run_schools is 'Schools that were behind when a run began. Written in batches, so that it may be a moment behind their ledgers.'"
    },
    {
     "line": 50,
     "text": "comment on column migration_run_schools.wave is '0 is the canary.'"
    },
    {
     "line": 52,
     "text": "create index migration_run_schools_wave_idx on migration_run_schools (run_id, wave, schema_name)"
    },
    {
     "line": 53,
     "text": "create index migration_run_schools_tenant_id_idx on migration_run_schools (tenant_id, run_id)"
    },
    {
     "line": 55,
     "text": "create table migration_run_events (\n  id bigint generated always as identity,\n  run_id uuid not null,\n  at timestamptz not null,\n  kind text not null,\n  data jsonb not null,\n  constraint migration_run_events_pkey primary key (id),\n  constraint migration_run_events_run_id_fkey foreign key (run_id) references migration_runs (id) on delete cascade\n)"
    },
    {
     "line": 64,
     "text": "comment on table migration_run_events is 'What happened in a run. Whoever writes holds the row of the run, so that ids are seen in their order.'"
    },
    {
     "line": 66,
     "text": "create index migration_run_events_run_id_idx on migration_run_events (run_id, id)"
    },
    {
     "line": 68,
     "text": "grant select, insert, update, delete on migration_runs to \"pepro:runtime\""
    },
    {
     "line": 69,
     "text": "grant select, insert, update on migration_run_schools to \"pepro:runtime\""
    },
    {
     "line": 70,
     "text": "grant select, insert on migration_run_events to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 10,
   "file": "public/0010_opening.sql",
   "checksum": "d07d764d4b70daa7d24f1dc1234566f4436329bf917ba9865aea28edfede91be",
   "statements": [
    {
     "line": 1,
     "text": "create table spare_schemas (\n  id uuid not null,\n  cluster_id uuid not null,\n  schema_name text not null,\n  role_name text not null,\n  state text not null default 'building',\n  version integer not null default 0,\n  checksum text not null default '',\n  created_at timestamptz not null default now(),\n  ready_at timestamptz,\n  constraint spare_schemas_pkey primary key (id),\n  constraint spare_schemas_cluster_id_fkey foreign key (cluster_id) references clusters (id),\n  constraint spare_schemas_schema_name_key unique (schema_name),\n  constraint spare_schemas_role_name_key unique (role_name),\n  constraint spare_schemas_state_check check (state in ('building', 'ready', 'unusable')),\n  constraint spare_schemas_ready_check check (state <> 'ready' or ready_at is not null)\n)"
    },
    {
     "line": 18,
     "text": "comment on table spare_schemas is 'Schools made ahead of need: schema, role and tables without a name. Whoever opens a school with one holds its row until the school is there, and removes it.'"
    },
    {
     "line": 19,
     "text": "comment on column spare_schemas.checksum is 'Of the last file applied: a program with other files leaves the spare to the one that made it.'"
    },
    {
     "line": 21,
     "text": "create index spare_schemas_ready_idx on spare_schemas (cluster_id, state)"
    },
    {
     "line": 23,
     "text": "create table opening_jobs (\n  id uuid not null,\n  created_at timestamptz not null default now(),\n  created_by text not null,\n  state text not null,\n  file_name text not null,\n  checksum text not null,\n  concurrency integer not null,\n  lease_holder uuid,\n  lease_until timestamptz,\n  ended_at timestamptz,\n  constraint opening_jobs_pkey primary key (id),\n  constraint opening_jobs_state_check check (state in ('running', 'paused', 'done', 'failed', 'cancelled')),\n  constraint opening_jobs_ended_check check ((ended_at is null) = (state in ('running', 'paused')))\n)"
    },
    {
     "line": 38,
     "text": "comment on table opening_jobs is 'Files by which many schools are opened: how far each is, and who works on it.'"
    },
    {
     "line": 39,
     "text": "comment on column opening_jobs.checksum is 'Of the schools asked for: the same file again goes on with the job that is not over.'"
    },
    {
     "line": 40,
     "text": "comment on column opening_jobs.lease_holder is 'Who works on the job until lease_until; then anybody may.'"
    },
    {
     "line": 42,
     "text": "create unique index opening_jobs_active_key on opening_jobs ((true)) where state in ('running', 'paused')"
    },
    {
     "line": 43,
     "text": "create index opening_jobs_created_at_idx on opening_jobs (created_at)"
    },
    {
     "line": 45,
     "text": "create table opening_rows (\n  job_id uuid not null,\n  line integer not null,\n  subdomain text not null,\n  school_name text not null,\n  input jsonb not null,\n  given text[] not null,\n  state text not null,\n  tenant_id uuid,\n  differences text[] not null default '{}',\n  fault jsonb,\n  milliseconds integer,\n  admin_email text,\n  password_sealed text,\n  updated_at timestamptz not null default now(),\n  constraint opening_rows_pkey primary key (job_id, line),\n  constraint opening_rows_subdomain_key unique (job_id, subdomain),\n  constraint opening_rows_job_id_fkey foreign key (job_id) references opening_jobs (id) on delete cascade,\n  constraint opening_rows_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete set null,\n  constraint opening_rows_state_check check (state in ('pending', 'running', 'done', 'present', 'different', 'failed', 'skipped'))\n)"
    },
    {
     "line": 66,
     "text": "comment on table opening_rows is 'A school a line of a file. That it is done is written in the transaction that makes the school ready.'"
    },
    {
     "line": 67,
     "text": "comment on column opening_rows.given is 'Columns that the file fills in: what a school that is there already is compared by.'"
    },
    {
     "line": 68,
     "text": "comment on column opening_rows.password_sealed is 'Of the first administrator, encrypted by a key that is not in the database; gone once it was shown.'"
    },
    {
     "line": 70,
     "text": "create index opening_rows_tenant_id_idx on opening_rows (tenant_id)"
    },
    {
     "line": 72,
     "text": "create table opening_events (\n  id bigint generated always as identity,\n  job_id uuid not null,\n  at timestamptz not null,\n  kind text not null,\n  data jsonb not null,\n  constraint opening_events_pkey primary key (id),\n  constraint opening_events_job_id_fkey foreign key (job_id) references opening_jobs (id) on delete cascade\n)"
    },
    {
     "line": 81,
     "text": "comment on table opening_events is 'What happened in a job. Whoever writes holds the row of the job, so that ids are seen in their order.'"
    },
    {
     "line": 83,
     "text": "create index opening_events_job_id_idx on opening_events (job_id, id)"
    },
    {
     "line": 85,
     "text": "grant select, insert, update, delete on spare_schemas to \"pepro:runtime\""
    },
    {
     "line": 86,
     "text": "grant select, insert, update, delete on opening_jobs to \"pepro:runtime\""
    },
    {
     "line": 87,
     "text": "grant select, insert, update on opening_rows to \"pepro:runtime\""
    },
    {
     "line": 88,
     "text": "grant select, insert on opening_events to \"pepro:runtime\""
    }
   ]
  },
  {
   "version": 11,
   "file": "public/0011_monitoring.sql",
   "checksum": "59873d68018d86307c0b3ea12ce8fb5cecccd0dd9c335ddb2c384581275c6c5a",
   "statements": [
    {
     "line": 1,
     "text": "create table monitoring_samples (\n  tenant_id uuid not null,\n  day date not null,\n  sampled_at timestamptz not null,\n  tables integer not null,\n  rows bigint not null,\n  dead_rows bigint not null,\n  table_bytes bigint not null,\n  index_bytes bigint not null,\n  toast_bytes bigint not null,\n  whole_scans bigint not null,\n  index_scans bigint not null,\n  unused_indexes integer not null,\n  unused_index_bytes bigint not null,\n  cache_hit_share double precision,\n  last_vacuum_at timestamptz,\n  last_analyze_at timestamptz,\n  frozen_age bigint not null,\n  before_day date,\n  before_bytes bigint,\n  attention jsonb not null default '[]',\n  constraint monitoring_samples_pkey primary key (tenant_id, day),\n  constraint monitoring_samples_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,\n  constraint monitoring_samples_before_check check ((before_day is null) = (before_bytes is null))\n)"
    },
    {
     "line": 26,
     "text": "comment on table monitoring_samples is 'What each school''s tables were together, once a day. Of single tables nothing is kept: they are asked when somebody looks.'"
    },
    {
     "line": 27,
     "text": "comment on column monitoring_samples.before_day is 'The first day within a week before that there is a sample of: growth is told from there.'"
    },
    {
     "line": 28,
     "text": "comment on column monitoring_samples.attention is 'Reasons why the school needs somebody, the gravest first.'"
    },
    {
     "line": 30,
     "text": "create index monitoring_samples_day_idx on monitoring_samples (day)"
    },
    {
     "line": 32,
     "text": "alter table clusters add column sampled_on date"
    },
    {
     "line": 33,
     "text": "alter table clusters add column sampling_until timestamptz"
    },
    {
     "line": 34,
     "text": "comment on column clusters.sampling_until is 'Until then a process is taking the day''s samples; after that any may.'"
    },
    {
     "line": 36,
     "text": "grant select, insert, update, delete on monitoring_samples to \"pepro:runtime\""
    },
    {
     "line": 37,
     "text": "grant update (sampled_on, sampling_until) on clusters to \"pepro:runtime\""
    }
   ]
  }
 ],
 "tenant": [
  {
   "version": 1,
   "file": "tenant/0001_identity.sql",
   "checksum": "f9b6ed642526baeded3cc2a141e6f083fad16797637b1535813fd8426a943d62",
   "statements": [
    {
     "line": 1,
     "text": "create table users (\n  id uuid default gen_random_uuid() constraint users_pkey primary key,\n  username text not null\n    constraint users_username_check check (char_length(username) between 1 and 254),\n  email text not null\n    constraint users_email_check check (char_length(email) <= 254 and email like '%_@_%'),\n  first_name text not null default ''\n    constraint users_first_name_check check (char_length(first_name) <= 150),\n  last_name text not null default ''\n    constraint users_last_name_check check (char_length(last_name) <= 150),\n  full_name text not null\n    constraint users_full_name_check check (char_length(full_name) <= 320),\n  user_type text not null\n    constraint users_user_type_check check (user_type in ('student', 'parent', 'teacher', 'admin')),\n  phone_number text not null default ''\n    constraint users_phone_number_check check (char_length(phone_number) <= 32),\n  image text\n    constraint users_image_check check (char_length(image) <= 2048),\n  is_active boolean not null default true,\n  is_verified boolean not null default false,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  last_login_at timestamptz\n)"
    },
    {
     "line": 26,
     "text": "create unique index users_username_lower_key on users (lower(username))"
    },
    {
     "line": 27,
     "text": "create unique index users_email_lower_key on users (lower(email))"
    },
    {
     "line": 28,
     "text": "create index users_user_type_name_idx on users (user_type, last_name, first_name)"
    },
    {
     "line": 30,
     "text": "comment on table users is 'Accounts of this school: pupils, parents, teachers, staff with administration rights.'"
    },
    {
     "line": 31,
     "text": "comment on column users.full_name is 'Display name, kept in step with first_name and last_name by the application.'"
    },
    {
     "line": 32,
     "text": "comment on column users.user_type is 'Checked on every request with is_active; what a user may do follows from it.'"
    },
    {
     "line": 33,
     "text": "comment on column users.is_active is\n  'False refuses sign-in and every open session at once. Accounts with a school history are deactivated, not deleted.'"
    },
    {
     "line": 35,
     "text": "comment on column users.image is\n  'Address of the portrait as the authentication library sees it; the uploaded one is profiles.avatar.'"
    },
    {
     "line": 38,
     "text": "create table profiles (\n  user_id uuid constraint profiles_pkey primary key\n    constraint profiles_user_id_fkey references users (id) on delete cascade,\n  avatar text\n    constraint profiles_avatar_check check (char_length(avatar) <= 2048),\n  date_of_birth date\n    constraint profiles_date_of_birth_check check (date_of_birth >= date '1900-01-01'),\n  address text not null default ''\n    constraint profiles_address_check check (char_length(address) <= 500),\n  postal_code text not null default ''\n    constraint profiles_postal_code_check check (char_length(postal_code) <= 16),\n  city text not null default ''\n    constraint profiles_city_check check (char_length(city) <= 100),\n  emergency_contact_name text not null default ''\n    constraint profiles_emergency_contact_name_check check (char_length(emergency_contact_name) <= 200),\n  emergency_contact_phone text not null default ''\n    constraint profiles_emergency_contact_phone_check check (char_length(emergency_contact_phone) <= 32),\n  email_notifications boolean not null default true,\n  sms_notifications boolean not null default false,\n  bio text not null default ''\n    constraint profiles_bio_check check (char_length(bio) <= 5000),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 62,
     "text": "comment on table profiles is\n  'What users say of themselves, one row at most a user; the school''s own file on a pupil is student_records.'"
    },
    {
     "line": 64,
     "text": "comment on column profiles.postal_code is 'Free form: families may live abroad.'"
    },
    {
     "line": 68,
     "text": "create table sessions (\n  id uuid default gen_random_uuid() constraint sessions_pkey primary key,\n  user_id uuid not null\n    constraint sessions_user_id_fkey references users (id) on delete cascade,\n  token_hash text not null\n    constraint sessions_token_hash_key unique,\n  expires_at timestamptz not null,\n  ip_address text,\n  user_agent text,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 81,
     "text": "create index sessions_user_id_idx on sessions (user_id)"
    },
    {
     "line": 83,
     "text": "comment on table sessions is 'Open browser sessions of the school''s users.'"
    },
    {
     "line": 84,
     "text": "comment on column sessions.token_hash is\n  'Hash of the session token; the token itself is only in the browser''s cookie.'"
    },
    {
     "line": 87,
     "text": "create table accounts (\n  id uuid default gen_random_uuid() constraint accounts_pkey primary key,\n  user_id uuid not null\n    constraint accounts_user_id_fkey references users (id) on delete cascade,\n  provider_id text not null,\n  account_id text not null,\n  password text,\n  access_token text,\n  refresh_token text,\n  id_token text,\n  access_token_expires_at timestamptz,\n  refresh_token_expires_at timestamptz,\n  scope text,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint accounts_provider_id_account_id_key unique (provider_id, account_id)\n)"
    },
    {
     "line": 105,
     "text": "create index accounts_user_id_idx on accounts (user_id)"
    },
    {
     "line": 107,
     "text": "comment on table accounts is 'Ways in of a user: one row for the password, one for each outside identity provider.'"
    },
    {
     "line": 108,
     "text": "comment on column accounts.account_id is\n  'The user''s identifier at the provider; for the password, the user''s own id.'"
    },
    {
     "line": 110,
     "text": "comment on column accounts.password is\n  'Password hash with its algorithm in front; old pbkdf2_sha256 hashes are rehashed at sign-in.'"
    },
    {
     "line": 113,
     "text": "create table verifications (\n  id uuid default gen_random_uuid() constraint verifications_pkey primary key,\n  identifier text not null,\n  value text not null,\n  expires_at timestamptz not null,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 122,
     "text": "create index verifications_identifier_idx on verifications (identifier)"
    },
    {
     "line": 124,
     "text": "comment on table verifications is 'Short-lived proofs sent out: password resets, e-mail confirmations.'"
    },
    {
     "line": 126,
     "text": "create table token_families (\n  id uuid default gen_random_uuid() constraint token_families_pkey primary key,\n  user_id uuid not null\n    constraint token_families_user_id_fkey references users (id) on delete cascade,\n  created_at timestamptz not null default now(),\n  revoked_at timestamptz,\n  ip_address text,\n  user_agent text\n)"
    },
    {
     "line": 136,
     "text": "create index token_families_user_id_idx on token_families (user_id)"
    },
    {
     "line": 138,
     "text": "comment on table token_families is\n  'One row a sign-in of a token client; its id is the sid claim of every token that follows from it.'"
    },
    {
     "line": 140,
     "text": "comment on column token_families.revoked_at is\n  'Set at sign-out or when a used refresh token comes back: every token of the family is dead from then.'"
    },
    {
     "line": 143,
     "text": "create table refresh_tokens (\n  jti uuid constraint refresh_tokens_pkey primary key,\n  family_id uuid not null\n    constraint refresh_tokens_family_id_fkey references token_families (id) on delete cascade,\n  expires_at timestamptz not null,\n  used_at timestamptz,\n  created_at timestamptz not null default now()\n)"
    },
    {
     "line": 152,
     "text": "create index refresh_tokens_family_id_idx on refresh_tokens (family_id)"
    },
    {
     "line": 154,
     "text": "comment on table refresh_tokens is 'Refresh tokens issued, by their jti claim; the tokens themselves are not stored.'"
    },
    {
     "line": 155,
     "text": "comment on column refresh_tokens.used_at is 'Rotation is an UPDATE where used_at is null: of several at once one wins.'"
    },
    {
     "line": 157,
     "text": "create table rate_limits (\n  key text constraint rate_limits_pkey primary key,\n  count integer not null,\n  last_request bigint not null\n)"
    },
    {
     "line": 163,
     "text": "comment on table rate_limits is 'Counters of attempts, by address and path.'"
    },
    {
     "line": 164,
     "text": "comment on column rate_limits.last_request is 'Milliseconds since 1970-01-01 UTC.'"
    },
    {
     "line": 166,
     "text": "create table audit_entries (\n  id bigint generated always as identity constraint audit_entries_pkey primary key,\n  at timestamptz not null default now(),\n  action text not null,\n  outcome text not null\n    constraint audit_entries_outcome_check check (outcome in ('done', 'refused', 'failed')),\n  actor_kind text not null,\n  actor_id uuid,\n  actor_label text not null default '',\n  target_kind text,\n  target_id text,\n  changes jsonb,\n  request_id text,\n  ip_address text,\n  user_agent text\n)"
    },
    {
     "line": 183,
     "text": "create index audit_entries_at_idx on audit_entries (at)"
    },
    {
     "line": 184,
     "text": "create index audit_entries_target_kind_target_id_idx on audit_entries (target_kind, target_id)"
    },
    {
     "line": 186,
     "text": "comment on table audit_entries is\n  'Who did what to what, and how it ended. The school''s role may add and read, never change or remove.'"
    },
    {
     "line": 188,
     "text": "comment on column audit_entries.actor_id is\n  'No foreign key: the entry outlives the account, and a platform administrator has no account here.'"
    },
    {
     "line": 190,
     "text": "comment on column audit_entries.actor_label is 'The actor''s name as it was at the time.'"
    },
    {
     "line": 191,
     "text": "comment on column audit_entries.changes is 'What changed, by field; never a password, a token or medical data.'"
    },
    {
     "line": 193,
     "text": "revoke update, delete on audit_entries from \"pepro:tenant\""
    }
   ]
  },
  {
   "version": 2,
   "file": "tenant/0002_schooling.sql",
   "checksum": "c7adbe78fcd76edffffc7ce86d81ffef9b265161cc3ed3518dfd05dc004e0c16",
   "statements": [
    {
     "line": 1,
     "text": "create table academic_years (\n  id uuid default gen_random_uuid() constraint academic_years_pkey primary key,\n  name text not null\n    constraint academic_years_name_key unique\n    constraint academic_years_name_check check (char_length(name) between 1 and 40),\n  starts_on date not null,\n  ends_on date not null,\n  is_current boolean not null default false,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint academic_years_dates_check check (ends_on > starts_on)\n)"
    },
    {
     "line": 14,
     "text": "create unique index academic_years_is_current_key on academic_years (is_current) where is_current"
    },
    {
     "line": 16,
     "text": "comment on table academic_years is 'School years (années scolaires), such as 2026-2027.'"
    },
    {
     "line": 17,
     "text": "comment on column academic_years.is_current is 'True for one year at most.'"
    },
    {
     "line": 19,
     "text": "create table levels (\n  id uuid default gen_random_uuid() constraint levels_pkey primary key,\n  code text not null\n    constraint levels_code_key unique\n    constraint levels_code_check check (char_length(code) between 1 and 20),\n  name text not null\n    constraint levels_name_check check (char_length(name) between 1 and 100),\n  stage text not null\n    constraint levels_stage_check check (stage in ('college', 'lycee', 'lycee_pro')),\n  position smallint not null\n    constraint levels_position_check check (position >= 1),\n  is_active boolean not null default true,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 35,
     "text": "comment on table levels is 'Year groups (niveaux): 6e, 5e, 2nde, 1re, terminale, CAP 1.'"
    },
    {
     "line": 36,
     "text": "comment on column levels.stage is 'Kind of school the level belongs to; one school may hold several.'"
    },
    {
     "line": 37,
     "text": "comment on column levels.position is 'Order of display, youngest first.'"
    },
    {
     "line": 39,
     "text": "create table classes (\n  id uuid default gen_random_uuid() constraint classes_pkey primary key,\n  academic_year_id uuid not null\n    constraint classes_academic_year_id_fkey references academic_years (id) on delete restrict,\n  level_id uuid not null\n    constraint classes_level_id_fkey references levels (id) on delete restrict,\n  head_teacher_id uuid\n    constraint classes_head_teacher_id_fkey references users (id) on delete set null,\n  name text not null\n    constraint classes_name_check check (char_length(name) between 1 and 40),\n  track text not null default ''\n    constraint classes_track_check check (char_length(track) <= 100),\n  capacity smallint not null default 30\n    constraint classes_capacity_check check (capacity between 1 and 100),\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint classes_academic_year_id_name_key unique (academic_year_id, name),\n  constraint classes_id_academic_year_id_key unique (id, academic_year_id)\n)"
    },
    {
     "line": 59,
     "text": "create index classes_level_id_idx on classes (level_id)"
    },
    {
     "line": 60,
     "text": "create index classes_head_teacher_id_idx on classes (head_teacher_id)"
    },
    {
     "line": 62,
     "text": "comment on table classes is 'Classes (divisions) of one school year; next year''s 6e A is another row.'"
    },
    {
     "line": 63,
     "text": "comment on column classes.head_teacher_id is 'Professeur principal.'"
    },
    {
     "line": 64,
     "text": "comment on column classes.track is 'Filière or specialty, such as STMG or bac pro MELEC; blank at the collège.'"
    },
    {
     "line": 65,
     "text": "comment on column classes.capacity is 'Seats planned; the application warns, it does not refuse.'"
    },
    {
     "line": 67,
     "text": "create table enrolments (\n  id uuid default gen_random_uuid() constraint enrolments_pkey primary key,\n  student_id uuid not null\n    constraint enrolments_student_id_fkey references users (id) on delete restrict,\n  class_id uuid not null,\n  academic_year_id uuid not null,\n  status text not null default 'active'\n    constraint enrolments_status_check check (status in ('active', 'completed', 'transferred', 'withdrawn')),\n  boarding text not null default 'day'\n    constraint enrolments_boarding_check check (boarding in ('day', 'half_board', 'full_board')),\n  is_repeating boolean not null default false,\n  enrolled_on date not null,\n  left_on date,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint enrolments_class_id_academic_year_id_fkey\n    foreign key (class_id, academic_year_id) references classes (id, academic_year_id) on delete restrict,\n  constraint enrolments_dates_check check (left_on >= enrolled_on),\n  constraint enrolments_left_on_check check ((status = 'active') = (left_on is null))\n)"
    },
    {
     "line": 88,
     "text": "create unique index enrolments_active_key on enrolments (student_id, academic_year_id) where status = 'active'"
    },
    {
     "line": 89,
     "text": "create index enrolments_student_id_idx on enrolments (student_id)"
    },
    {
     "line": 90,
     "text": "create index enrolments_class_id_academic_year_id_idx on enrolments (class_id, academic_year_id)"
    },
    {
     "line": 92,
     "text": "comment on table enrolments is\n  'Pupils in classes. An enrolment keeps the pupil''s account from being deleted: their records hang on that account.'"
    },
    {
     "line": 94,
     "text": "comment on column enrolments.academic_year_id is\n  'The class''s year, held to it by the foreign key, so that one active enrolment a pupil and year can be a unique '\n  'index.'"
    },
    {
     "line": 97,
     "text": "comment on column enrolments.boarding is 'Régime: externe, demi-pensionnaire, interne.'"
    },
    {
     "line": 98,
     "text": "comment on column enrolments.is_repeating is 'Redoublant.'"
    }
   ]
  },
  {
   "version": 3,
   "file": "tenant/0003_timetable.sql",
   "checksum": "0d154f74755dd61bc507e97211bb9846045c98b398b5836ef5b461f2df23cd3c",
   "statements": [
    {
     "line": 1,
     "text": "create table subjects (\n  id uuid default gen_random_uuid() constraint subjects_pkey primary key,\n  code text not null\n    constraint subjects_code_key unique\n    constraint subjects_code_check check (char_length(code) between 1 and 20),\n  name text not null\n    constraint subjects_name_check check (char_length(name) between 1 and 100),\n  color text not null default '#1976D2'\n    constraint subjects_color_check check (color ~ '^#[0-9A-Fa-f]{6}$'),\n  default_coefficient numeric(4, 2) not null default 1\n    constraint subjects_default_coefficient_check check (default_coefficient > 0),\n  is_active boolean not null default true,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 17,
     "text": "comment on table subjects is 'Subjects taught (matières).'"
    },
    {
     "line": 18,
     "text": "comment on column subjects.default_coefficient is\n  'Weight of the subject in the general average unless the class says otherwise.'"
    },
    {
     "line": 21,
     "text": "create table rooms (\n  id uuid default gen_random_uuid() constraint rooms_pkey primary key,\n  name text not null\n    constraint rooms_name_key unique\n    constraint rooms_name_check check (char_length(name) between 1 and 60),\n  building text not null default ''\n    constraint rooms_building_check check (char_length(building) <= 60),\n  kind text not null default 'classroom'\n    constraint rooms_kind_check\n    check (kind in ('classroom', 'laboratory', 'computer', 'workshop', 'gymnasium', 'library', 'study', 'other')),\n  capacity smallint not null default 30\n    constraint rooms_capacity_check check (capacity between 1 and 1000),\n  is_accessible boolean not null default false,\n  is_active boolean not null default true,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 39,
     "text": "comment on table rooms is 'Rooms where lessons are held.'"
    },
    {
     "line": 40,
     "text": "comment on column rooms.kind is 'library is the CDI, study the salle de permanence.'"
    },
    {
     "line": 41,
     "text": "comment on column rooms.is_accessible is 'Reachable with reduced mobility (accès PMR).'"
    },
    {
     "line": 43,
     "text": "create table time_slots (\n  id uuid default gen_random_uuid() constraint time_slots_pkey primary key,\n  weekday smallint not null\n    constraint time_slots_weekday_check check (weekday between 1 and 7),\n  label text not null\n    constraint time_slots_label_check check (char_length(label) between 1 and 20),\n  starts_at time not null,\n  ends_at time not null,\n  is_active boolean not null default true,\n  created_at timestamptz not null default now(),\n  constraint time_slots_times_check check (ends_at > starts_at),\n  constraint time_slots_weekday_starts_at_ends_at_key unique (weekday, starts_at, ends_at)\n)"
    },
    {
     "line": 57,
     "text": "comment on table time_slots is\n  'The weekly grid of lesson hours (M1, M2, S1…). A new grid adds rows and deactivates the old ones.'"
    },
    {
     "line": 59,
     "text": "comment on column time_slots.weekday is 'ISO day of the week, Monday is 1.'"
    },
    {
     "line": 60,
     "text": "comment on column time_slots.starts_at is 'Wall-clock time in the school''s time zone.'"
    },
    {
     "line": 62,
     "text": "create table teacher_assignments (\n  id uuid default gen_random_uuid() constraint teacher_assignments_pkey primary key,\n  class_id uuid not null\n    constraint teacher_assignments_class_id_fkey references classes (id) on delete cascade,\n  subject_id uuid not null\n    constraint teacher_assignments_subject_id_fkey references subjects (id) on delete restrict,\n  teacher_id uuid not null\n    constraint teacher_assignments_teacher_id_fkey references users (id) on delete restrict,\n  weekly_hours numeric(4, 2) not null\n    constraint teacher_assignments_weekly_hours_check check (weekly_hours between 0 and 40),\n  coefficient numeric(4, 2)\n    constraint teacher_assignments_coefficient_check check (coefficient > 0),\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint teacher_assignments_class_id_subject_id_teacher_id_key unique (class_id, subject_id, teacher_id)\n)"
    },
    {
     "line": 79,
     "text": "create index teacher_assignments_subject_id_idx on teacher_assignments (subject_id)"
    },
    {
     "line": 80,
     "text": "create index teacher_assignments_teacher_id_idx on teacher_assignments (teacher_id)"
    },
    {
     "line": 82,
     "text": "comment on table teacher_assignments is\n  'Who teaches what to which class (services); a teacher''s rights on a class''s grades follow from it.'"
    },
    {
     "line": 84,
     "text": "comment on column teacher_assignments.weekly_hours is 'Hours a week, 1.5 for an hour and a half.'"
    },
    {
     "line": 85,
     "text": "comment on column teacher_assignments.coefficient is 'Overrides subjects.default_coefficient for this class.'"
    },
    {
     "line": 87,
     "text": "create table timetable_entries (\n  id uuid default gen_random_uuid() constraint timetable_entries_pkey primary key,\n  class_id uuid not null\n    constraint timetable_entries_class_id_fkey references classes (id) on delete cascade,\n  subject_id uuid not null\n    constraint timetable_entries_subject_id_fkey references subjects (id) on delete restrict,\n  teacher_id uuid not null\n    constraint timetable_entries_teacher_id_fkey references users (id) on delete restrict,\n  room_id uuid\n    constraint timetable_entries_room_id_fkey references rooms (id) on delete set null,\n  time_slot_id uuid not null\n    constraint timetable_entries_time_slot_id_fkey references time_slots (id) on delete restrict,\n  week text not null default 'all'\n    constraint timetable_entries_week_check check (week in ('all', 'A', 'B')),\n  group_label text not null default ''\n    constraint timetable_entries_group_label_check check (char_length(group_label) <= 60),\n  starts_on date not null,\n  ends_on date not null,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint timetable_entries_dates_check check (ends_on >= starts_on),\n  constraint timetable_entries_class_slot_teacher_key unique (class_id, time_slot_id, week, teacher_id, starts_on)\n)"
    },
    {
     "line": 111,
     "text": "create index timetable_entries_subject_id_idx on timetable_entries (subject_id)"
    },
    {
     "line": 112,
     "text": "create index timetable_entries_teacher_id_time_slot_id_idx on timetable_entries (teacher_id, time_slot_id)"
    },
    {
     "line": 113,
     "text": "create index timetable_entries_room_id_time_slot_id_idx on timetable_entries (room_id, time_slot_id)"
    },
    {
     "line": 114,
     "text": "create index timetable_entries_time_slot_id_idx on timetable_entries (time_slot_id)"
    },
    {
     "line": 116,
     "text": "comment on table timetable_entries is\n  'The weekly timetable (emploi du temps). Half-groups and merged classes make shared slots lawful, so clashes are '\n  'the application''s check.'"
    },
    {
     "line": 119,
     "text": "comment on column timetable_entries.week is 'all for every week, A or B for alternating ones (semaine A, semaine B).'"
    },
    {
     "line": 120,
     "text": "comment on column timetable_entries.group_label is\n  'Part of the class concerned, such as Groupe 1 or LV2 espagnol; blank is the whole class.'"
    },
    {
     "line": 122,
     "text": "comment on column timetable_entries.ends_on is\n  'Last day it holds; an entry that lessons were held under is ended, not deleted.'"
    },
    {
     "line": 125,
     "text": "create table timetable_changes (\n  id uuid default gen_random_uuid() constraint timetable_changes_pkey primary key,\n  timetable_entry_id uuid not null\n    constraint timetable_changes_timetable_entry_id_fkey references timetable_entries (id) on delete cascade,\n  held_on date not null,\n  kind text not null\n    constraint timetable_changes_kind_check check (kind in ('cancelled', 'moved', 'room_changed', 'substituted')),\n  substitute_teacher_id uuid\n    constraint timetable_changes_substitute_teacher_id_fkey references users (id) on delete restrict,\n  new_room_id uuid\n    constraint timetable_changes_new_room_id_fkey references rooms (id) on delete restrict,\n  new_held_on date,\n  new_time_slot_id uuid\n    constraint timetable_changes_new_time_slot_id_fkey references time_slots (id) on delete restrict,\n  reason text not null default ''\n    constraint timetable_changes_reason_check check (char_length(reason) <= 500),\n  announced_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint timetable_changes_timetable_entry_id_held_on_key unique (timetable_entry_id, held_on),\n  constraint timetable_changes_substituted_check check (kind <> 'substituted' or substitute_teacher_id is not null),\n  constraint timetable_changes_room_changed_check check (kind <> 'room_changed' or new_room_id is not null),\n  constraint timetable_changes_moved_check check (\n    (kind = 'moved') = (new_held_on is not null) and (kind = 'moved') = (new_time_slot_id is not null)\n  )\n)"
    },
    {
     "line": 152,
     "text": "create index timetable_changes_held_on_idx on timetable_changes (held_on)"
    },
    {
     "line": 153,
     "text": "create index timetable_changes_substitute_teacher_id_idx on timetable_changes (substitute_teacher_id, held_on)\n  where substitute_teacher_id is not null"
    },
    {
     "line": 155,
     "text": "create index timetable_changes_new_room_id_idx on timetable_changes (new_room_id) where new_room_id is not null"
    },
    {
     "line": 156,
     "text": "create index timetable_changes_new_time_slot_id_idx on timetable_changes (new_time_slot_id)\n  where new_time_slot_id is not null"
    },
    {
     "line": 159,
     "text": "comment on table timetable_changes is\n  'One-off departures from the weekly timetable, one at most for an entry and a day.'"
    },
    {
     "line": 161,
     "text": "comment on column timetable_changes.held_on is 'The day of the lesson as it was planned.'"
    },
    {
     "line": 162,
     "text": "comment on column timetable_changes.announced_at is 'When pupils and families were told; null while being prepared.'"
    }
   ]
  },
  {
   "version": 4,
   "file": "tenant/0004_attendance.sql",
   "checksum": "12aabd781d85ced532a0ad78e6f2e6bc15c51decc09ca0a7a47a5201a3fb4bde",
   "statements": [
    {
     "line": 1,
     "text": "create table attendance_registers (\n  id uuid default gen_random_uuid() constraint attendance_registers_pkey primary key,\n  class_id uuid not null\n    constraint attendance_registers_class_id_fkey references classes (id) on delete restrict,\n  teacher_id uuid not null\n    constraint attendance_registers_teacher_id_fkey references users (id) on delete restrict,\n  time_slot_id uuid not null\n    constraint attendance_registers_time_slot_id_fkey references time_slots (id) on delete restrict,\n  timetable_entry_id uuid\n    constraint attendance_registers_timetable_entry_id_fkey references timetable_entries (id) on delete restrict,\n  held_on date not null,\n  opened_at timestamptz not null default now(),\n  closed_at timestamptz,\n  note text not null default ''\n    constraint attendance_registers_note_check check (char_length(note) <= 2000),\n  constraint attendance_registers_closed_at_check check (closed_at >= opened_at),\n  constraint attendance_registers_class_slot_teacher_key unique (class_id, held_on, time_slot_id, teacher_id)\n)"
    },
    {
     "line": 20,
     "text": "create index attendance_registers_teacher_id_held_on_idx on attendance_registers (teacher_id, held_on)"
    },
    {
     "line": 21,
     "text": "create index attendance_registers_time_slot_id_idx on attendance_registers (time_slot_id)"
    },
    {
     "line": 22,
     "text": "create index attendance_registers_timetable_entry_id_idx on attendance_registers (timetable_entry_id)"
    },
    {
     "line": 24,
     "text": "comment on table attendance_registers is 'One roll call (feuille d''appel) of a class at one lesson.'"
    },
    {
     "line": 25,
     "text": "comment on column attendance_registers.teacher_id is 'Who called the roll: the substitute where there was one.'"
    },
    {
     "line": 26,
     "text": "comment on column attendance_registers.timetable_entry_id is 'Null for a lesson outside the timetable.'"
    },
    {
     "line": 27,
     "text": "comment on column attendance_registers.closed_at is\n  'Null while the roll is being called; closed, only the school office corrects it.'"
    },
    {
     "line": 30,
     "text": "create table attendance_records (\n  register_id uuid not null\n    constraint attendance_records_register_id_fkey references attendance_registers (id) on delete cascade,\n  student_id uuid not null\n    constraint attendance_records_student_id_fkey references users (id) on delete cascade,\n  status text not null\n    constraint attendance_records_status_check check (status in ('present', 'absent', 'late', 'exempt', 'sent_out')),\n  minutes_late smallint\n    constraint attendance_records_minutes_late_check check (minutes_late between 1 and 480),\n  note text not null default ''\n    constraint attendance_records_note_check check (char_length(note) <= 500),\n  updated_at timestamptz not null default now(),\n  constraint attendance_records_pkey primary key (register_id, student_id),\n  constraint attendance_records_late_check check (minutes_late is null or status = 'late')\n)"
    },
    {
     "line": 46,
     "text": "create index attendance_records_student_id_idx on attendance_records (student_id, register_id) include (status)"
    },
    {
     "line": 48,
     "text": "comment on table attendance_records is\n  'One pupil at one roll call; the largest table of a school, about a thousand rows a pupil and year.'"
    },
    {
     "line": 50,
     "text": "comment on column attendance_records.status is\n  'exempt is dispensé, sent_out is exclu du cours (sent to the school office).'"
    },
    {
     "line": 53,
     "text": "create table absence_justifications (\n  id uuid default gen_random_uuid() constraint absence_justifications_pkey primary key,\n  student_id uuid not null\n    constraint absence_justifications_student_id_fkey references users (id) on delete cascade,\n  submitted_by uuid\n    constraint absence_justifications_submitted_by_fkey references users (id) on delete set null,\n  reason text not null\n    constraint absence_justifications_reason_check check (\n      reason in (\n        'illness', 'contagion_at_home', 'family_event', 'transport', 'guardians_away',\n        'medical_appointment', 'official', 'other'\n      )\n    ),\n  details text not null default ''\n    constraint absence_justifications_details_check check (char_length(details) <= 2000),\n  starts_on date not null,\n  ends_on date not null,\n  status text not null default 'submitted'\n    constraint absence_justifications_status_check check (status in ('submitted', 'accepted', 'rejected')),\n  reviewed_by uuid\n    constraint absence_justifications_reviewed_by_fkey references users (id) on delete set null,\n  reviewed_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint absence_justifications_dates_check check (ends_on >= starts_on),\n  constraint absence_justifications_reviewed_at_check check ((status = 'submitted') = (reviewed_at is null)),\n  constraint absence_justifications_id_student_id_key unique (id, student_id)\n)"
    },
    {
     "line": 82,
     "text": "create index absence_justifications_student_id_idx on absence_justifications (student_id, starts_on)"
    },
    {
     "line": 83,
     "text": "create index absence_justifications_submitted_by_idx on absence_justifications (submitted_by)\n  where submitted_by is not null"
    },
    {
     "line": 85,
     "text": "create index absence_justifications_reviewed_by_idx on absence_justifications (reviewed_by)\n  where reviewed_by is not null"
    },
    {
     "line": 87,
     "text": "create index absence_justifications_submitted_idx on absence_justifications (created_at) where status = 'submitted'"
    },
    {
     "line": 89,
     "text": "comment on table absence_justifications is 'Justifications handed in by families; one may cover several absences.'"
    },
    {
     "line": 90,
     "text": "comment on column absence_justifications.reason is\n  'The first five are the lawful reasons of article L131-8 of the Code de l''éducation; the others are for the '\n  'school to judge.'"
    },
    {
     "line": 94,
     "text": "create table absences (\n  id uuid default gen_random_uuid() constraint absences_pkey primary key,\n  student_id uuid not null\n    constraint absences_student_id_fkey references users (id) on delete cascade,\n  starts_at timestamptz not null,\n  ends_at timestamptz not null,\n  half_days smallint not null default 1\n    constraint absences_half_days_check check (half_days between 0 and 400),\n  status text not null default 'open'\n    constraint absences_status_check check (status in ('announced', 'open', 'justified', 'unjustified')),\n  justification_id uuid,\n  recorded_by uuid\n    constraint absences_recorded_by_fkey references users (id) on delete set null,\n  guardians_notified_at timestamptz,\n  note text not null default ''\n    constraint absences_note_check check (char_length(note) <= 2000),\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint absences_justification_id_student_id_fkey\n    foreign key (justification_id, student_id) references absence_justifications (id, student_id) on delete no action,\n  constraint absences_times_check check (ends_at > starts_at)\n)"
    },
    {
     "line": 117,
     "text": "create index absences_student_id_starts_at_idx on absences (student_id, starts_at)"
    },
    {
     "line": 118,
     "text": "create index absences_starts_at_idx on absences (starts_at)"
    },
    {
     "line": 119,
     "text": "create index absences_justification_id_student_id_idx on absences (justification_id, student_id)\n  where justification_id is not null"
    },
    {
     "line": 121,
     "text": "create index absences_recorded_by_idx on absences (recorded_by) where recorded_by is not null"
    },
    {
     "line": 122,
     "text": "create index absences_open_idx on absences (starts_at) where status = 'open'"
    },
    {
     "line": 124,
     "text": "comment on table absences is\n  'Absences as the school office follows them, made from roll calls or announced by the family.'"
    },
    {
     "line": 126,
     "text": "comment on column absences.half_days is 'Demi-journées as the statutory count has them; 0 for part of a half-day.'"
    },
    {
     "line": 127,
     "text": "comment on column absences.status is 'announced: told beforehand by the family; open: to be explained.'"
    },
    {
     "line": 128,
     "text": "comment on column absences.justification_id is\n  'The foreign key carries the pupil too, so that one pupil''s certificate cannot be tied to another''s absence.'"
    },
    {
     "line": 131,
     "text": "create table sanctions (\n  id uuid default gen_random_uuid() constraint sanctions_pkey primary key,\n  student_id uuid not null\n    constraint sanctions_student_id_fkey references users (id) on delete cascade,\n  decided_by uuid not null\n    constraint sanctions_decided_by_fkey references users (id) on delete restrict,\n  category text not null\n    constraint sanctions_category_check check (category in ('punishment', 'sanction')),\n  kind text not null,\n  reason text not null\n    constraint sanctions_reason_check check (char_length(reason) between 1 and 4000),\n  decided_on date not null,\n  starts_at timestamptz,\n  ends_at timestamptz,\n  is_suspended boolean not null default false,\n  status text not null default 'decided'\n    constraint sanctions_status_check check (status in ('decided', 'served', 'not_served', 'cancelled')),\n  guardians_notified_at timestamptz,\n  erase_on date,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint sanctions_kind_check check (\n    category = 'punishment' and kind in ('written_notice', 'apology', 'extra_work', 'detention', 'sent_out')\n    or category = 'sanction' and kind in (\n      'warning', 'reprimand', 'accountability', 'class_exclusion', 'school_exclusion', 'permanent_exclusion'\n    )\n  ),\n  constraint sanctions_times_check check (ends_at > starts_at),\n  constraint sanctions_erase_on_check check (erase_on > decided_on),\n  constraint sanctions_suspended_check check (not is_suspended or category = 'sanction')\n)"
    },
    {
     "line": 163,
     "text": "create index sanctions_student_id_decided_on_idx on sanctions (student_id, decided_on)"
    },
    {
     "line": 164,
     "text": "create index sanctions_decided_by_idx on sanctions (decided_by)"
    },
    {
     "line": 165,
     "text": "create index sanctions_to_serve_idx on sanctions (starts_at) where status = 'decided'"
    },
    {
     "line": 167,
     "text": "comment on table sanctions is\n  'Punishments (punitions scolaires) and disciplinary sanctions (sanctions disciplinaires) of pupils.'"
    },
    {
     "line": 169,
     "text": "comment on column sanctions.category is\n  'Any staff member may punish; only the head or the conseil de discipline may sanction (R511-13).'"
    },
    {
     "line": 171,
     "text": "comment on column sanctions.kind is\n  'Inscription au carnet, excuses, devoir supplémentaire, retenue, exclusion de cours; avertissement, blâme, mesure '\n  'de responsabilisation, exclusion de la classe, de l''établissement, définitive.'"
    },
    {
     "line": 174,
     "text": "comment on column sanctions.is_suspended is 'Pronounced with sursis.'"
    },
    {
     "line": 175,
     "text": "comment on column sanctions.erase_on is\n  'Day it leaves the pupil''s file (R511-13); null for a permanent exclusion and for punishments.'"
    }
   ]
  },
  {
   "version": 5,
   "file": "tenant/0005_grades.sql",
   "checksum": "95692214de4179a074623a34d238ea08fae92b743b738beb0e04abd1176d43d8",
   "statements": [
    {
     "line": 1,
     "text": "create table report_periods (\n  id uuid default gen_random_uuid() constraint report_periods_pkey primary key,\n  academic_year_id uuid not null\n    constraint report_periods_academic_year_id_fkey references academic_years (id) on delete restrict,\n  kind text not null\n    constraint report_periods_kind_check check (kind in ('trimester', 'semester')),\n  position smallint not null,\n  name text not null\n    constraint report_periods_name_check check (char_length(name) between 1 and 60),\n  starts_on date not null,\n  ends_on date not null,\n  locked_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint report_periods_position_check check (\n    kind = 'trimester' and position between 1 and 3 or kind = 'semester' and position between 1 and 2\n  ),\n  constraint report_periods_dates_check check (ends_on > starts_on),\n  constraint report_periods_academic_year_id_kind_position_key unique (academic_year_id, kind, position)\n)"
    },
    {
     "line": 22,
     "text": "comment on table report_periods is\n  'Periods that end with a report (bulletin): trimesters or semesters; a school may run both kinds.'"
    },
    {
     "line": 24,
     "text": "comment on column report_periods.locked_at is\n  'From then on grades and averages of the period no longer change (conseil de classe held).'"
    },
    {
     "line": 27,
     "text": "create table evaluations (\n  id uuid default gen_random_uuid() constraint evaluations_pkey primary key,\n  class_id uuid not null\n    constraint evaluations_class_id_fkey references classes (id) on delete restrict,\n  subject_id uuid not null\n    constraint evaluations_subject_id_fkey references subjects (id) on delete restrict,\n  teacher_id uuid not null\n    constraint evaluations_teacher_id_fkey references users (id) on delete restrict,\n  report_period_id uuid not null\n    constraint evaluations_report_period_id_fkey references report_periods (id) on delete restrict,\n  title text not null\n    constraint evaluations_title_check check (char_length(title) between 1 and 200),\n  description text not null default ''\n    constraint evaluations_description_check check (char_length(description) <= 4000),\n  kind text not null\n    constraint evaluations_kind_check\n    check (kind in ('written', 'oral', 'quiz', 'homework', 'practical', 'project', 'mock_exam')),\n  held_on date not null,\n  max_score numeric(5, 2) not null default 20\n    constraint evaluations_max_score_check check (max_score > 0),\n  coefficient numeric(4, 2) not null default 1\n    constraint evaluations_coefficient_check check (coefficient >= 0),\n  is_bonus boolean not null default false,\n  published_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 55,
     "text": "create index evaluations_class_id_subject_id_report_period_id_idx\n  on evaluations (class_id, subject_id, report_period_id)"
    },
    {
     "line": 57,
     "text": "create index evaluations_subject_id_idx on evaluations (subject_id)"
    },
    {
     "line": 58,
     "text": "create index evaluations_teacher_id_held_on_idx on evaluations (teacher_id, held_on)"
    },
    {
     "line": 59,
     "text": "create index evaluations_report_period_id_idx on evaluations (report_period_id)"
    },
    {
     "line": 61,
     "text": "comment on table evaluations is 'Tests and other graded work set to a class.'"
    },
    {
     "line": 62,
     "text": "comment on column evaluations.max_score is 'Full marks (barème), 20 as a rule; averages are brought back to 20.'"
    },
    {
     "line": 63,
     "text": "comment on column evaluations.coefficient is 'Weight within the subject''s average; 0 keeps it out.'"
    },
    {
     "line": 64,
     "text": "comment on column evaluations.is_bonus is 'Counts only where it raises the average.'"
    },
    {
     "line": 65,
     "text": "comment on column evaluations.published_at is 'From when pupils and families see it and its grades; null hides them.'"
    },
    {
     "line": 67,
     "text": "create table grades (\n  id uuid default gen_random_uuid() constraint grades_pkey primary key,\n  evaluation_id uuid not null\n    constraint grades_evaluation_id_fkey references evaluations (id) on delete cascade,\n  student_id uuid not null\n    constraint grades_student_id_fkey references users (id) on delete cascade,\n  status text not null default 'graded'\n    constraint grades_status_check check (status in ('graded', 'absent', 'exempt', 'not_handed_in')),\n  score numeric(5, 2)\n    constraint grades_score_check check (score >= 0),\n  remark text not null default ''\n    constraint grades_remark_check check (char_length(remark) <= 1000),\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint grades_evaluation_id_student_id_key unique (evaluation_id, student_id),\n  constraint grades_graded_check check ((status = 'graded') = (score is not null))\n)"
    },
    {
     "line": 85,
     "text": "create index grades_student_id_idx on grades (student_id) include (evaluation_id, score)"
    },
    {
     "line": 87,
     "text": "comment on table grades is 'One pupil''s result at one evaluation.'"
    },
    {
     "line": 88,
     "text": "comment on column grades.score is\n  'Out of the evaluation''s max_score, which the application holds it to; null unless graded.'"
    },
    {
     "line": 90,
     "text": "comment on column grades.status is 'absent, exempt (dispensé) and not_handed_in stay out of the average.'"
    },
    {
     "line": 92,
     "text": "create table averages (\n  id uuid default gen_random_uuid() constraint averages_pkey primary key,\n  student_id uuid not null\n    constraint averages_student_id_fkey references users (id) on delete cascade,\n  class_id uuid not null\n    constraint averages_class_id_fkey references classes (id) on delete restrict,\n  report_period_id uuid not null\n    constraint averages_report_period_id_fkey references report_periods (id) on delete restrict,\n  subject_id uuid\n    constraint averages_subject_id_fkey references subjects (id) on delete restrict,\n  average numeric(4, 2)\n    constraint averages_average_check check (average between 0 and 20),\n  class_average numeric(4, 2)\n    constraint averages_class_average_check check (class_average between 0 and 20),\n  class_lowest numeric(4, 2)\n    constraint averages_class_lowest_check check (class_lowest between 0 and 20),\n  class_highest numeric(4, 2)\n    constraint averages_class_highest_check check (class_highest between 0 and 20),\n  appreciation text not null default ''\n    constraint averages_appreciation_check check (char_length(appreciation) <= 2000),\n  computed_at timestamptz not null default now(),\n  constraint averages_student_id_report_period_id_subject_id_key\n    unique nulls not distinct (student_id, report_period_id, subject_id),\n  constraint averages_class_range_check check (class_highest >= class_lowest)\n)"
    },
    {
     "line": 118,
     "text": "create index averages_class_id_report_period_id_idx on averages (class_id, report_period_id)"
    },
    {
     "line": 119,
     "text": "create index averages_report_period_id_idx on averages (report_period_id)"
    },
    {
     "line": 120,
     "text": "create index averages_subject_id_idx on averages (subject_id)"
    },
    {
     "line": 122,
     "text": "comment on table averages is\n  'Averages as printed on the report: computed from grades, frozen when the period is locked.'"
    },
    {
     "line": 124,
     "text": "comment on column averages.subject_id is 'Null is the general average, whose appreciation is the conseil de classe''s.'"
    },
    {
     "line": 125,
     "text": "comment on column averages.average is 'Out of 20; null when nothing counted (non noté).'"
    },
    {
     "line": 126,
     "text": "comment on column averages.class_average is\n  'Of the whole class in the same subject and period, so that a report is one query.'"
    },
    {
     "line": 129,
     "text": "create table competences (\n  id uuid default gen_random_uuid() constraint competences_pkey primary key,\n  code text not null\n    constraint competences_code_key unique\n    constraint competences_code_check check (char_length(code) between 1 and 30),\n  title text not null\n    constraint competences_title_check check (char_length(title) between 1 and 300),\n  domain smallint\n    constraint competences_domain_check check (domain between 1 and 5),\n  cycle smallint\n    constraint competences_cycle_check check (cycle between 1 and 4),\n  subject_id uuid\n    constraint competences_subject_id_fkey references subjects (id) on delete set null,\n  level_id uuid\n    constraint competences_level_id_fkey references levels (id) on delete set null,\n  position smallint not null default 1\n    constraint competences_position_check check (position >= 1),\n  is_active boolean not null default true,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 151,
     "text": "create index competences_subject_id_idx on competences (subject_id)"
    },
    {
     "line": 152,
     "text": "create index competences_level_id_idx on competences (level_id)"
    },
    {
     "line": 154,
     "text": "comment on table competences is 'Competences assessed beside grades: the socle commun and the school''s own.'"
    },
    {
     "line": 155,
     "text": "comment on column competences.domain is 'Domain 1 to 5 of the socle commun; null outside it.'"
    },
    {
     "line": 156,
     "text": "comment on column competences.cycle is\n  'Cycle of the curriculum, 3 (6e) and 4 (5e to 3e) at the collège; null at the lycée.'"
    },
    {
     "line": 158,
     "text": "comment on column competences.subject_id is 'Null for a competence shared by all subjects.'"
    },
    {
     "line": 160,
     "text": "create table competence_assessments (\n  id uuid default gen_random_uuid() constraint competence_assessments_pkey primary key,\n  competence_id uuid not null\n    constraint competence_assessments_competence_id_fkey references competences (id) on delete restrict,\n  student_id uuid not null\n    constraint competence_assessments_student_id_fkey references users (id) on delete cascade,\n  teacher_id uuid not null\n    constraint competence_assessments_teacher_id_fkey references users (id) on delete restrict,\n  report_period_id uuid not null\n    constraint competence_assessments_report_period_id_fkey references report_periods (id) on delete restrict,\n  evaluation_id uuid\n    constraint competence_assessments_evaluation_id_fkey references evaluations (id) on delete cascade,\n  mastery smallint not null\n    constraint competence_assessments_mastery_check check (mastery between 1 and 4),\n  remark text not null default ''\n    constraint competence_assessments_remark_check check (char_length(remark) <= 1000),\n  assessed_on date not null,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 181,
     "text": "create unique index competence_assessments_evaluation_key\n  on competence_assessments (evaluation_id, student_id, competence_id) where evaluation_id is not null"
    },
    {
     "line": 183,
     "text": "create index competence_assessments_student_id_competence_id_idx on competence_assessments (student_id, competence_id)"
    },
    {
     "line": 184,
     "text": "create index competence_assessments_competence_id_idx on competence_assessments (competence_id)"
    },
    {
     "line": 185,
     "text": "create index competence_assessments_report_period_id_idx on competence_assessments (report_period_id)"
    },
    {
     "line": 186,
     "text": "create index competence_assessments_teacher_id_idx on competence_assessments (teacher_id)"
    },
    {
     "line": 188,
     "text": "comment on table competence_assessments is\n  'How far a pupil masters a competence, seen at an evaluation or over a period.'"
    },
    {
     "line": 190,
     "text": "comment on column competence_assessments.evaluation_id is 'Null when judged over the whole period (bilan).'"
    },
    {
     "line": 191,
     "text": "comment on column competence_assessments.mastery is\n  '1 maîtrise insuffisante, 2 fragile, 3 satisfaisante, 4 très bonne maîtrise, as in the livret scolaire.'"
    }
   ]
  },
  {
   "version": 6,
   "file": "tenant/0006_homework.sql",
   "checksum": "981fe3fd0ab9e4ea0b901a0a23498dead5135be1a72a44a6b6e2f29591997f07",
   "statements": [
    {
     "line": 1,
     "text": "create table lessons (\n  id uuid default gen_random_uuid() constraint lessons_pkey primary key,\n  class_id uuid not null\n    constraint lessons_class_id_fkey references classes (id) on delete restrict,\n  subject_id uuid not null\n    constraint lessons_subject_id_fkey references subjects (id) on delete restrict,\n  teacher_id uuid not null\n    constraint lessons_teacher_id_fkey references users (id) on delete restrict,\n  timetable_entry_id uuid\n    constraint lessons_timetable_entry_id_fkey references timetable_entries (id) on delete set null,\n  held_on date not null,\n  title text not null\n    constraint lessons_title_check check (char_length(title) between 1 and 200),\n  content text not null default ''\n    constraint lessons_content_check check (char_length(content) <= 20000),\n  published_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 21,
     "text": "create index lessons_class_id_held_on_idx on lessons (class_id, held_on)"
    },
    {
     "line": 22,
     "text": "create index lessons_subject_id_idx on lessons (subject_id)"
    },
    {
     "line": 23,
     "text": "create index lessons_teacher_id_held_on_idx on lessons (teacher_id, held_on)"
    },
    {
     "line": 24,
     "text": "create index lessons_timetable_entry_id_idx on lessons (timetable_entry_id) where timetable_entry_id is not null"
    },
    {
     "line": 26,
     "text": "comment on table lessons is 'What was done in class (cahier de textes, travail en classe).'"
    },
    {
     "line": 27,
     "text": "comment on column lessons.published_at is 'From when pupils and families see it; null is a draft.'"
    },
    {
     "line": 29,
     "text": "create table homework (\n  id uuid default gen_random_uuid() constraint homework_pkey primary key,\n  class_id uuid not null\n    constraint homework_class_id_fkey references classes (id) on delete restrict,\n  subject_id uuid not null\n    constraint homework_subject_id_fkey references subjects (id) on delete restrict,\n  teacher_id uuid not null\n    constraint homework_teacher_id_fkey references users (id) on delete restrict,\n  lesson_id uuid\n    constraint homework_lesson_id_fkey references lessons (id) on delete set null,\n  title text not null\n    constraint homework_title_check check (char_length(title) between 1 and 200),\n  instructions text not null default ''\n    constraint homework_instructions_check check (char_length(instructions) <= 20000),\n  assigned_on date not null,\n  due_on date not null,\n  estimated_minutes smallint\n    constraint homework_estimated_minutes_check check (estimated_minutes between 1 and 1440),\n  submission text not null default 'none'\n    constraint homework_submission_check check (submission in ('none', 'online', 'paper')),\n  published_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint homework_dates_check check (due_on >= assigned_on)\n)"
    },
    {
     "line": 55,
     "text": "create index homework_class_id_due_on_idx on homework (class_id, due_on)"
    },
    {
     "line": 56,
     "text": "create index homework_subject_id_idx on homework (subject_id)"
    },
    {
     "line": 57,
     "text": "create index homework_teacher_id_due_on_idx on homework (teacher_id, due_on)"
    },
    {
     "line": 58,
     "text": "create index homework_lesson_id_idx on homework (lesson_id) where lesson_id is not null"
    },
    {
     "line": 60,
     "text": "comment on table homework is 'Work to be done for a day (cahier de textes, travail à faire).'"
    },
    {
     "line": 61,
     "text": "comment on column homework.estimated_minutes is 'The teacher''s estimate; the class''s load for a day is their sum.'"
    },
    {
     "line": 62,
     "text": "comment on column homework.submission is 'How it is handed in; none for what is only to be learnt or prepared.'"
    },
    {
     "line": 63,
     "text": "comment on column homework.published_at is 'From when pupils and families see it; null is a draft.'"
    },
    {
     "line": 65,
     "text": "create table homework_submissions (\n  id uuid default gen_random_uuid() constraint homework_submissions_pkey primary key,\n  homework_id uuid not null\n    constraint homework_submissions_homework_id_fkey references homework (id) on delete cascade,\n  student_id uuid not null\n    constraint homework_submissions_student_id_fkey references users (id) on delete cascade,\n  status text not null default 'draft'\n    constraint homework_submissions_status_check check (status in ('draft', 'submitted', 'returned')),\n  content text not null default ''\n    constraint homework_submissions_content_check check (char_length(content) <= 50000),\n  submitted_at timestamptz,\n  is_late boolean not null default false,\n  feedback text not null default ''\n    constraint homework_submissions_feedback_check check (char_length(feedback) <= 4000),\n  returned_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint homework_submissions_homework_id_student_id_key unique (homework_id, student_id),\n  constraint homework_submissions_submitted_at_check check ((status = 'draft') = (submitted_at is null)),\n  constraint homework_submissions_returned_at_check check ((status = 'returned') = (returned_at is not null))\n)"
    },
    {
     "line": 87,
     "text": "create index homework_submissions_student_id_idx on homework_submissions (student_id)"
    },
    {
     "line": 89,
     "text": "comment on table homework_submissions is\n  'A pupil''s work for one homework, one row a pupil; a second hand-in replaces the first.'"
    },
    {
     "line": 91,
     "text": "comment on column homework_submissions.is_late is\n  'Decided when handed in, so that moving the due date later does not rewrite it.'"
    },
    {
     "line": 93,
     "text": "comment on column homework_submissions.status is\n  'returned: corrected, with the teacher''s feedback visible to the pupil.'"
    }
   ]
  },
  {
   "version": 7,
   "file": "tenant/0007_messaging.sql",
   "checksum": "a38e062f93b27fc17461a448c32788622365f536e3532bca9b39786fa64e4f8a",
   "statements": [
    {
     "line": 1,
     "text": "create table groups (\n  id uuid default gen_random_uuid() constraint groups_pkey primary key,\n  name text not null\n    constraint groups_name_check check (char_length(name) between 1 and 120),\n  description text not null default ''\n    constraint groups_description_check check (char_length(description) <= 1000),\n  kind text not null default 'custom'\n    constraint groups_kind_check check (kind in ('class', 'parents', 'staff', 'project', 'custom')),\n  class_id uuid\n    constraint groups_class_id_fkey references classes (id) on delete cascade,\n  owner_id uuid\n    constraint groups_owner_id_fkey references users (id) on delete set null,\n  is_active boolean not null default true,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint groups_class_id_check check (class_id is not null or kind <> 'class')\n)"
    },
    {
     "line": 19,
     "text": "create index groups_class_id_idx on groups (class_id)"
    },
    {
     "line": 20,
     "text": "create index groups_owner_id_idx on groups (owner_id)"
    },
    {
     "line": 22,
     "text": "comment on table groups is 'Named lists of people who can be written to at once.'"
    },
    {
     "line": 23,
     "text": "comment on column groups.class_id is\n  'The class a class or parents group follows; the application keeps its members in step.'"
    },
    {
     "line": 26,
     "text": "create table group_members (\n  group_id uuid not null\n    constraint group_members_group_id_fkey references groups (id) on delete cascade,\n  user_id uuid not null\n    constraint group_members_user_id_fkey references users (id) on delete cascade,\n  role text not null default 'member'\n    constraint group_members_role_check check (role in ('member', 'moderator')),\n  joined_at timestamptz not null default now(),\n  constraint group_members_pkey primary key (group_id, user_id)\n)"
    },
    {
     "line": 37,
     "text": "create index group_members_user_id_idx on group_members (user_id)"
    },
    {
     "line": 39,
     "text": "comment on table group_members is 'Who belongs to which group now; past messages keep their own recipients.'"
    },
    {
     "line": 40,
     "text": "comment on column group_members.role is 'A moderator may add and remove members.'"
    },
    {
     "line": 42,
     "text": "create table messages (\n  id uuid default gen_random_uuid() constraint messages_pkey primary key,\n  sender_id uuid\n    constraint messages_sender_id_fkey references users (id) on delete set null,\n  group_id uuid\n    constraint messages_group_id_fkey references groups (id) on delete set null,\n  reply_to_id uuid\n    constraint messages_reply_to_id_fkey references messages (id) on delete set null,\n  kind text not null default 'message'\n    constraint messages_kind_check check (kind in ('message', 'announcement')),\n  priority text not null default 'normal'\n    constraint messages_priority_check check (priority in ('normal', 'urgent')),\n  subject text not null default ''\n    constraint messages_subject_check check (char_length(subject) <= 200),\n  body text not null\n    constraint messages_body_check check (char_length(body) <= 50000),\n  sent_at timestamptz,\n  sender_deleted_at timestamptz,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint messages_reply_to_id_check check (reply_to_id <> id)\n)"
    },
    {
     "line": 65,
     "text": "create index messages_sender_id_sent_at_idx on messages (sender_id, sent_at)"
    },
    {
     "line": 66,
     "text": "create index messages_group_id_idx on messages (group_id) where group_id is not null"
    },
    {
     "line": 67,
     "text": "create index messages_reply_to_id_idx on messages (reply_to_id) where reply_to_id is not null"
    },
    {
     "line": 69,
     "text": "comment on table messages is 'Messages between members of the school, and drafts.'"
    },
    {
     "line": 70,
     "text": "comment on column messages.sender_id is 'Null once the sender''s account is gone, or when the school itself writes.'"
    },
    {
     "line": 71,
     "text": "comment on column messages.group_id is 'The group it was addressed to; who got it is in message_recipients.'"
    },
    {
     "line": 72,
     "text": "comment on column messages.sent_at is 'Null is a draft.'"
    },
    {
     "line": 73,
     "text": "comment on column messages.sender_deleted_at is 'The sender removed it from their own box; recipients keep it.'"
    },
    {
     "line": 75,
     "text": "create table message_recipients (\n  message_id uuid not null\n    constraint message_recipients_message_id_fkey references messages (id) on delete cascade,\n  recipient_id uuid not null\n    constraint message_recipients_recipient_id_fkey references users (id) on delete cascade,\n  read_at timestamptz,\n  archived_at timestamptz,\n  deleted_at timestamptz,\n  constraint message_recipients_pkey primary key (message_id, recipient_id)\n)"
    },
    {
     "line": 87,
     "text": "create index message_recipients_recipient_id_message_id_idx on message_recipients (recipient_id, message_id)"
    },
    {
     "line": 89,
     "text": "create index message_recipients_unread_idx on message_recipients (recipient_id)\n  where read_at is null and deleted_at is null"
    },
    {
     "line": 92,
     "text": "comment on table message_recipients is 'Who a message went to and what each did with it, one row a person.'"
    },
    {
     "line": 93,
     "text": "comment on column message_recipients.deleted_at is 'The recipient removed it from their own box.'"
    }
   ]
  },
  {
   "version": 8,
   "file": "tenant/0008_student_records.sql",
   "checksum": "7cfcd56220e9ab7f94812c41e874a0c05c443283fc355ca03df6ff6b2d7e29c5",
   "statements": [
    {
     "line": 1,
     "text": "create table student_records (\n  student_id uuid constraint student_records_pkey primary key\n    constraint student_records_student_id_fkey references users (id) on delete cascade,\n  national_id text\n    constraint student_records_national_id_key unique\n    constraint student_records_national_id_check check (national_id ~ '^[0-9A-Z]{11}$'),\n  sex text\n    constraint student_records_sex_check check (sex in ('F', 'M')),\n  birth_place text not null default ''\n    constraint student_records_birth_place_check check (char_length(birth_place) <= 120),\n  birth_country text\n    constraint student_records_birth_country_check check (birth_country ~ '^[A-Z]{2}$'),\n  nationality text\n    constraint student_records_nationality_check check (nationality ~ '^[A-Z]{2}$'),\n  entered_on date,\n  left_on date,\n  previous_school text not null default ''\n    constraint student_records_previous_school_check check (char_length(previous_school) <= 200),\n  previous_school_uai text\n    constraint student_records_previous_school_uai_check check (previous_school_uai ~ '^[0-9]{7}[A-Z]$'),\n  scholarship_step smallint\n    constraint student_records_scholarship_step_check check (scholarship_step between 1 and 6),\n  support_plan text\n    constraint student_records_support_plan_check check (support_plan in ('ppre', 'pap', 'pps')),\n  has_image_consent boolean,\n  notes text not null default ''\n    constraint student_records_notes_check check (char_length(notes) <= 10000),\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint student_records_dates_check check (left_on >= entered_on)\n)"
    },
    {
     "line": 33,
     "text": "comment on table student_records is\n  'The school''s administrative file on a pupil (dossier scolaire), one row at most a pupil.'"
    },
    {
     "line": 35,
     "text": "comment on column student_records.national_id is 'Identifiant national élève (INE), 11 characters.'"
    },
    {
     "line": 36,
     "text": "comment on column student_records.sex is 'As in civil status, which the ministry''s returns ask for.'"
    },
    {
     "line": 37,
     "text": "comment on column student_records.birth_country is 'ISO 3166-1 alpha-2, as is nationality.'"
    },
    {
     "line": 38,
     "text": "comment on column student_records.previous_school_uai is 'UAI (formerly RNE) code of the school the pupil came from.'"
    },
    {
     "line": 39,
     "text": "comment on column student_records.scholarship_step is 'Échelon de bourse; null without a scholarship.'"
    },
    {
     "line": 40,
     "text": "comment on column student_records.support_plan is\n  'Plan for special needs; the medical one (PAI) is in medical_records.'"
    },
    {
     "line": 42,
     "text": "comment on column student_records.has_image_consent is 'Droit à l''image; null while the family has not answered.'"
    },
    {
     "line": 44,
     "text": "create table guardians (\n  id uuid default gen_random_uuid() constraint guardians_pkey primary key,\n  student_id uuid not null\n    constraint guardians_student_id_fkey references users (id) on delete cascade,\n  user_id uuid\n    constraint guardians_user_id_fkey references users (id) on delete set null,\n  relationship text not null\n    constraint guardians_relationship_check check (\n      relationship in (\n        'mother', 'father', 'step_parent', 'grandparent', 'tutor', 'foster_family', 'institution', 'other'\n      )\n    ),\n  first_name text not null default ''\n    constraint guardians_first_name_check check (char_length(first_name) <= 150),\n  last_name text not null\n    constraint guardians_last_name_check check (char_length(last_name) between 1 and 150),\n  email text not null default ''\n    constraint guardians_email_check check (char_length(email) <= 254),\n  phone_number text not null default ''\n    constraint guardians_phone_number_check check (char_length(phone_number) <= 32),\n  address text not null default ''\n    constraint guardians_address_check check (char_length(address) <= 500),\n  has_parental_authority boolean not null default true,\n  lives_with_student boolean not null default true,\n  receives_mail boolean not null default true,\n  is_payer boolean not null default false,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint guardians_user_id_check check (user_id <> student_id),\n  constraint guardians_student_id_user_id_key unique (student_id, user_id)\n)"
    },
    {
     "line": 76,
     "text": "create index guardians_user_id_idx on guardians (user_id)"
    },
    {
     "line": 78,
     "text": "comment on table guardians is\n  'Those responsible for a pupil (responsables légaux), with an account of the school or without.'"
    },
    {
     "line": 80,
     "text": "comment on column guardians.user_id is\n  'The parent''s account, null without one; their access to the pupil''s data follows from this row.'"
    },
    {
     "line": 82,
     "text": "comment on column guardians.has_parental_authority is\n  'Holds the autorité parentale; false closes the pupil''s data to the account.'"
    },
    {
     "line": 84,
     "text": "comment on column guardians.last_name is 'The institution''s name where the pupil is in its care.'"
    },
    {
     "line": 85,
     "text": "comment on column guardians.is_payer is 'Responsable financier.'"
    },
    {
     "line": 87,
     "text": "create table emergency_contacts (\n  id uuid default gen_random_uuid() constraint emergency_contacts_pkey primary key,\n  student_id uuid not null\n    constraint emergency_contacts_student_id_fkey references users (id) on delete cascade,\n  position smallint not null\n    constraint emergency_contacts_position_check check (position between 1 and 10),\n  full_name text not null\n    constraint emergency_contacts_full_name_check check (char_length(full_name) between 1 and 200),\n  relationship text not null default ''\n    constraint emergency_contacts_relationship_check check (char_length(relationship) <= 60),\n  phone_number text not null\n    constraint emergency_contacts_phone_number_check check (char_length(phone_number) between 3 and 32),\n  other_phone_number text not null default ''\n    constraint emergency_contacts_other_phone_number_check check (char_length(other_phone_number) <= 32),\n  may_collect boolean not null default false,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint emergency_contacts_student_id_position_key unique (student_id, position)\n)"
    },
    {
     "line": 107,
     "text": "comment on table emergency_contacts is 'People to call for a pupil (fiche d''urgence).'"
    },
    {
     "line": 108,
     "text": "comment on column emergency_contacts.position is 'Order in which they are called.'"
    },
    {
     "line": 109,
     "text": "comment on column emergency_contacts.may_collect is 'May take the pupil home.'"
    },
    {
     "line": 111,
     "text": "create table medical_records (\n  student_id uuid constraint medical_records_pkey primary key\n    constraint medical_records_student_id_fkey references users (id) on delete cascade,\n  allergies text not null default ''\n    constraint medical_records_allergies_check check (char_length(allergies) <= 4000),\n  conditions text not null default ''\n    constraint medical_records_conditions_check check (char_length(conditions) <= 4000),\n  treatments text not null default ''\n    constraint medical_records_treatments_check check (char_length(treatments) <= 4000),\n  care_plan text not null default ''\n    constraint medical_records_care_plan_check check (char_length(care_plan) <= 10000),\n  care_plan_ends_on date,\n  tetanus_booster_on date,\n  doctor_name text not null default ''\n    constraint medical_records_doctor_name_check check (char_length(doctor_name) <= 200),\n  doctor_phone_number text not null default ''\n    constraint medical_records_doctor_phone_number_check check (char_length(doctor_phone_number) <= 32),\n  has_hospital_consent boolean,\n  updated_by uuid\n    constraint medical_records_updated_by_fkey references users (id) on delete set null,\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 135,
     "text": "create index medical_records_updated_by_idx on medical_records (updated_by) where updated_by is not null"
    },
    {
     "line": 137,
     "text": "comment on table medical_records is\n  'Health data (RGPD, article 9) of a pupil, given by the family for the school nurse; read it alone, never in a '\n  'general listing.'"
    },
    {
     "line": 140,
     "text": "comment on column medical_records.care_plan is 'Projet d''accueil individualisé (PAI): what to do and who may do it.'"
    },
    {
     "line": 141,
     "text": "comment on column medical_records.has_hospital_consent is\n  'Family agrees to hospital care in an emergency; null while it has not answered.'"
    },
    {
     "line": 144,
     "text": "create table disciplinary_records (\n  id uuid default gen_random_uuid() constraint disciplinary_records_pkey primary key,\n  student_id uuid not null\n    constraint disciplinary_records_student_id_fkey references users (id) on delete cascade,\n  reported_by uuid\n    constraint disciplinary_records_reported_by_fkey references users (id) on delete set null,\n  sanction_id uuid\n    constraint disciplinary_records_sanction_id_fkey references sanctions (id) on delete set null,\n  occurred_at timestamptz not null,\n  location text not null default ''\n    constraint disciplinary_records_location_check check (char_length(location) <= 200),\n  category text not null\n    constraint disciplinary_records_category_check check (\n      category in ('disruption', 'insolence', 'violence', 'bullying', 'theft', 'damage', 'cheating', 'truancy', 'other')\n    ),\n  severity smallint not null\n    constraint disciplinary_records_severity_check check (severity between 1 and 4),\n  description text not null\n    constraint disciplinary_records_description_check check (char_length(description) between 1 and 10000),\n  council_on date,\n  status text not null default 'open'\n    constraint disciplinary_records_status_check check (status in ('open', 'closed')),\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now()\n)"
    },
    {
     "line": 170,
     "text": "create index disciplinary_records_student_id_occurred_at_idx on disciplinary_records (student_id, occurred_at)"
    },
    {
     "line": 171,
     "text": "create index disciplinary_records_reported_by_idx on disciplinary_records (reported_by) where reported_by is not null"
    },
    {
     "line": 172,
     "text": "create index disciplinary_records_sanction_id_idx on disciplinary_records (sanction_id) where sanction_id is not null"
    },
    {
     "line": 174,
     "text": "comment on table disciplinary_records is\n  'Incidents a pupil had a part in (dossier disciplinaire), and what came of them.'"
    },
    {
     "line": 176,
     "text": "comment on column disciplinary_records.severity is\n  '1 slight to 4 most serious; 4 is reported to the académie (faits établissement).'"
    },
    {
     "line": 178,
     "text": "comment on column disciplinary_records.council_on is 'Day of the conseil de discipline, where one was called.'"
    }
   ]
  },
  {
   "version": 9,
   "file": "tenant/0009_ai_analytics.sql",
   "checksum": "a462f177fa64700b5e8a6be0c1255415b75a863c3755ef6557c4baac7c153066",
   "statements": [
    {
     "line": 1,
     "text": "create table risk_profiles (\n  id uuid default gen_random_uuid() constraint risk_profiles_pkey primary key,\n  student_id uuid not null\n    constraint risk_profiles_student_id_fkey references users (id) on delete cascade,\n  academic_year_id uuid not null\n    constraint risk_profiles_academic_year_id_fkey references academic_years (id) on delete restrict,\n  risk_score numeric(5, 2) not null\n    constraint risk_profiles_risk_score_check check (risk_score between 0 and 100),\n  risk_level text not null\n    constraint risk_profiles_risk_level_check check (risk_level in ('low', 'moderate', 'high', 'critical')),\n  factors jsonb not null default '{}'\n    constraint risk_profiles_factors_check check (jsonb_typeof(factors) = 'object'),\n  model_version text not null\n    constraint risk_profiles_model_version_check check (char_length(model_version) between 1 and 60),\n  computed_at timestamptz not null default now(),\n  constraint risk_profiles_student_id_academic_year_id_key unique (student_id, academic_year_id)\n)"
    },
    {
     "line": 19,
     "text": "create index risk_profiles_academic_year_id_risk_score_idx on risk_profiles (academic_year_id, risk_score desc)"
    },
    {
     "line": 21,
     "text": "comment on table risk_profiles is\n  'Estimated risk of dropping out (décrochage), the latest for a pupil and year; a help to staff, never a decision.'"
    },
    {
     "line": 23,
     "text": "comment on column risk_profiles.risk_score is '0 none to 100 highest.'"
    },
    {
     "line": 24,
     "text": "comment on column risk_profiles.factors is\n  'What the score rests on, by factor: {\"attendance\": 0.6, \"grades\": 0.3}; shown with it.'"
    },
    {
     "line": 27,
     "text": "create table risk_alerts (\n  id uuid default gen_random_uuid() constraint risk_alerts_pkey primary key,\n  risk_profile_id uuid not null\n    constraint risk_alerts_risk_profile_id_fkey references risk_profiles (id) on delete cascade,\n  assigned_to uuid\n    constraint risk_alerts_assigned_to_fkey references users (id) on delete set null,\n  kind text not null\n    constraint risk_alerts_kind_check\n    check (kind in ('absenteeism', 'grade_drop', 'behaviour', 'disengagement', 'overall')),\n  severity text not null\n    constraint risk_alerts_severity_check check (severity in ('info', 'warning', 'critical')),\n  message text not null\n    constraint risk_alerts_message_check check (char_length(message) between 1 and 1000),\n  status text not null default 'open'\n    constraint risk_alerts_status_check check (status in ('open', 'acknowledged', 'resolved', 'dismissed')),\n  closed_at timestamptz,\n  resolution text not null default ''\n    constraint risk_alerts_resolution_check check (char_length(resolution) <= 2000),\n  created_at timestamptz not null default now(),\n  updated_at timestamptz not null default now(),\n  constraint risk_alerts_closed_at_check check ((status in ('resolved', 'dismissed')) = (closed_at is not null))\n)"
    },
    {
     "line": 50,
     "text": "create index risk_alerts_risk_profile_id_idx on risk_alerts (risk_profile_id)"
    },
    {
     "line": 51,
     "text": "create index risk_alerts_assigned_to_idx on risk_alerts (assigned_to)"
    },
    {
     "line": 52,
     "text": "create index risk_alerts_open_idx on risk_alerts (created_at) where status in ('open', 'acknowledged')"
    },
    {
     "line": 54,
     "text": "comment on table risk_alerts is 'Alerts raised from a risk profile, for a person to look into.'"
    },
    {
     "line": 55,
     "text": "comment on column risk_alerts.assigned_to is 'Who follows it up: professeur principal, CPE; null while nobody does.'"
    }
   ]
  },
  {
   "version": 10,
   "file": "tenant/0010_files.sql",
   "checksum": "57e2a7ee3f861a807f9cc044fe846056a8fdbf66dd8409f1be41a2c54d0889c3",
   "statements": [
    {
     "line": 1,
     "text": "create table files (\n  id uuid default gen_random_uuid() constraint files_pkey primary key,\n  area text not null\n    constraint files_area_check check (area in ('avatars', 'documents', 'school_assets')),\n  object_key text not null\n    constraint files_object_key_key unique\n    constraint files_object_key_check check (char_length(object_key) between 1 and 512),\n  label text not null\n    constraint files_label_check check (char_length(label) between 1 and 255),\n  media_type text not null default 'application/octet-stream'\n    constraint files_media_type_check check (char_length(media_type) between 3 and 255),\n  size_bytes bigint not null\n    constraint files_size_bytes_check check (size_bytes >= 0),\n  sha256 text not null\n    constraint files_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),\n  uploaded_by uuid\n    constraint files_uploaded_by_fkey references users (id) on delete set null,\n  created_at timestamptz not null default now()\n)"
    },
    {
     "line": 21,
     "text": "create index files_uploaded_by_idx on files (uploaded_by)"
    },
    {
     "line": 23,
     "text": "comment on table files is\n  'Files the school stores, each wholly written: a row is added only once its object is in place.'"
    },
    {
     "line": 25,
     "text": "comment on column files.object_key is\n  'Key in the object store below the school''s own prefix; made by the application, never from a user''s file name.'"
    },
    {
     "line": 27,
     "text": "comment on column files.label is 'The user''s file name, for display and download only.'"
    },
    {
     "line": 28,
     "text": "comment on column files.sha256 is 'Hash of the content, lower-case hexadecimal, taken while it was written.'"
    },
    {
     "line": 30,
     "text": "create table storage_counters (\n  singleton boolean default true constraint storage_counters_pkey primary key\n    constraint storage_counters_singleton_check check (singleton),\n  used_bytes bigint not null default 0\n    constraint storage_counters_used_bytes_check check (used_bytes >= 0),\n  reserved_bytes bigint not null default 0\n    constraint storage_counters_reserved_bytes_check check (reserved_bytes >= 0),\n  file_count bigint not null default 0\n    constraint storage_counters_file_count_check check (file_count >= 0),\n  updated_at timestamptz not null default now(),\n  reconciled_at timestamptz\n)"
    },
    {
     "line": 43,
     "text": "insert into storage_counters default values"
    },
    {
     "line": 45,
     "text": "comment on table storage_counters is\n  'One row: what the school stores. Space is taken by an UPDATE guarded by used_bytes + reserved_bytes + size <= '\n  'limit; no row updated means the quota is reached. The limit is the control plane''s.'"
    },
    {
     "line": 48,
     "text": "comment on column storage_counters.used_bytes is 'Sum of files.size_bytes.'"
    },
    {
     "line": 49,
     "text": "comment on column storage_counters.reserved_bytes is 'Sum of storage_reservations.size_bytes.'"
    },
    {
     "line": 50,
     "text": "comment on column storage_counters.reconciled_at is\n  'When the counters were last compared with the rows and the object store.'"
    },
    {
     "line": 53,
     "text": "revoke insert, delete on storage_counters from \"pepro:tenant\""
    },
    {
     "line": 55,
     "text": "create table storage_reservations (\n  id uuid default gen_random_uuid() constraint storage_reservations_pkey primary key,\n  area text not null\n    constraint storage_reservations_area_check check (area in ('avatars', 'documents', 'school_assets')),\n  size_bytes bigint not null\n    constraint storage_reservations_size_bytes_check check (size_bytes > 0),\n  requested_by uuid\n    constraint storage_reservations_requested_by_fkey references users (id) on delete set null,\n  expires_at timestamptz not null,\n  created_at timestamptz not null default now()\n)"
    },
    {
     "line": 67,
     "text": "create index storage_reservations_requested_by_idx on storage_reservations (requested_by)"
    },
    {
     "line": 69,
     "text": "comment on table storage_reservations is\n  'Space held for uploads under way. Finalising or releasing deletes the row and settles the counters in one '\n  'transaction: who deletes it settles it.'"
    },
    {
     "line": 72,
     "text": "comment on column storage_reservations.id is 'Names the temporary object, and becomes the id of the file.'"
    },
    {
     "line": 73,
     "text": "comment on column storage_reservations.size_bytes is 'Most that may be written; the stream is cut off beyond it.'"
    },
    {
     "line": 74,
     "text": "comment on column storage_reservations.expires_at is\n  'From then on the sweeper may release it; a long upload moves it on.'"
    },
    {
     "line": 77,
     "text": "alter table absence_justifications add column file_id uuid"
    },
    {
     "line": 78,
     "text": "alter table absence_justifications add constraint absence_justifications_file_id_fkey\n  foreign key (file_id) references files (id) on delete set null"
    },
    {
     "line": 80,
     "text": "create index absence_justifications_file_id_idx on absence_justifications (file_id) where file_id is not null"
    },
    {
     "line": 81,
     "text": "comment on column absence_justifications.file_id is 'The certificate or letter handed in.'"
    },
    {
     "line": 83,
     "text": "alter table homework add column file_id uuid"
    },
    {
     "line": 84,
     "text": "alter table homework add constraint homework_file_id_fkey\n  foreign key (file_id) references files (id) on delete set null"
    },
    {
     "line": 86,
     "text": "create index homework_file_id_idx on homework (file_id) where file_id is not null"
    },
    {
     "line": 87,
     "text": "comment on column homework.file_id is 'The worksheet given with it.'"
    },
    {
     "line": 89,
     "text": "alter table homework_submissions add column file_id uuid"
    },
    {
     "line": 90,
     "text": "alter table homework_submissions add constraint homework_submissions_file_id_fkey\n  foreign key (file_id) references files (id) on delete set null"
    },
    {
     "line": 92,
     "text": "create index homework_submissions_file_id_idx on homework_submissions (file_id) where file_id is not null"
    },
    {
     "line": 93,
     "text": "comment on column homework_submissions.file_id is 'The work as handed in.'"
    },
    {
     "line": 95,
     "text": "alter table messages add column file_id uuid"
    },
    {
     "line": 96,
     "text": "alter table messages add constraint messages_file_id_fkey\n  foreign key (file_id) references files (id) on delete set null"
    },
    {
     "line": 98,
     "text": "create index messages_file_id_idx on messages (file_id) where file_id is not null"
    },
    {
     "line": 99,
     "text": "comment on column messages.file_id is 'The attachment, one a message.'"
    }
   ]
  },
  {
   "version": 11,
   "file": "tenant/0011_audit_chain.sql",
   "checksum": "295822949e5fc29546d6d46bc1a8c5d9ed5faf89727ae308ecf61f6fa90f32f0",
   "statements": [
    {
     "line": 1,
     "text": "alter table audit_entries add column chain_seq bigint"
    },
    {
     "line": 2,
     "text": "alter table audit_entries add column hash bytea"
    },
    {
     "line": 3,
     "text": "alter table audit_entries add column real_actor_id uuid"
    },
    {
     "line": 4,
     "text": "alter table audit_entries add column real_actor_label text"
    },
    {
     "line": 7,
     "text": "alter table audit_entries add constraint audit_entries_chained_check\n  check (chain_seq is not null and hash is not null) not valid"
    },
    {
     "line": 10,
     "text": "create unique index audit_entries_chain_seq_key on audit_entries (chain_seq)"
    },
    {
     "line": 12,
     "text": "comment on column audit_entries.chain_seq is\n  'Place in the school''s chain, from 1 without a gap; null in entries from before there was one.'"
    },
    {
     "line": 14,
     "text": "comment on column audit_entries.hash is\n  'SHA-256 of the hash before it in the chain and of this entry''s canonical JSON.'"
    },
    {
     "line": 16,
     "text": "comment on column audit_entries.real_actor_id is\n  'Who really acted, where somebody acted in the place of actor_id: an account of the platform.'"
    },
    {
     "line": 19,
     "text": "create table audit_heads (\n  chain uuid constraint audit_heads_pkey primary key,\n  seq bigint not null,\n  hash bytea not null\n) with (fillfactor = 50)"
    },
    {
     "line": 25,
     "text": "comment on table audit_heads is\n  'One row, the last entry of the school''s chain. Whoever adds an entry holds it until it commits.'"
    },
    {
     "line": 28,
     "text": "revoke delete on audit_heads from \"pepro:tenant\""
    },
    {
     "line": 30,
     "text": "create table audit_checkpoints (\n  chain uuid not null,\n  seq bigint not null,\n  hash bytea not null,\n  entries bigint not null,\n  unchained bigint not null,\n  before timestamptz not null,\n  created_at timestamptz not null default now(),\n  constraint audit_checkpoints_pkey primary key (chain, seq)\n)"
    },
    {
     "line": 41,
     "text": "comment on table audit_checkpoints is\n  'Where the chain goes on after older entries were removed. Only the owner writes here.'"
    },
    {
     "line": 43,
     "text": "comment on column audit_checkpoints.seq is 'The last entry removed; 0 where only entries from before the chain were.'"
    },
    {
     "line": 45,
     "text": "revoke insert, update, delete on audit_checkpoints from \"pepro:tenant\""
    }
   ]
  },
  {
   "version": 12,
   "file": "tenant/0012_accounts.sql",
   "checksum": "5ad720bda03cf0109109a81652bbd4376aed6e073c34b4e66f15afea90ab0580",
   "statements": [
    {
     "line": 1,
     "text": "create table two_factors (\n  user_id uuid constraint two_factors_pkey primary key\n    constraint two_factors_user_id_fkey references users (id) on delete cascade,\n  sealed_secret text not null,\n  confirmed_at timestamptz,\n  last_step bigint,\n  created_at timestamptz not null default now()\n)"
    },
    {
     "line": 10,
     "text": "comment on table two_factors is 'Authenticator applications, one a user.'"
    },
    {
     "line": 11,
     "text": "comment on column two_factors.sealed_secret is 'Encrypted with a key of this school, bound to the user.'"
    },
    {
     "line": 12,
     "text": "comment on column two_factors.last_step is\n  'The half-minute of the last code taken: neither it nor an earlier one is taken again.'"
    },
    {
     "line": 15,
     "text": "create table recovery_codes (\n  id uuid constraint recovery_codes_pkey primary key,\n  user_id uuid not null\n    constraint recovery_codes_user_id_fkey references users (id) on delete cascade,\n  code_hash text not null,\n  used_at timestamptz,\n  created_at timestamptz not null default now()\n)"
    },
    {
     "line": 24,
     "text": "create index recovery_codes_user_id_idx on recovery_codes (user_id)"
    },
    {
     "line": 26,
     "text": "comment on table recovery_codes is 'Each stands in once for a code of the authenticator.'"
    },
    {
     "line": 28,
     "text": "create table api_keys (\n  id uuid constraint api_keys_pkey primary key,\n  name text not null\n    constraint api_keys_name_check check (char_length(name) between 1 and 100),\n  scopes text[] not null,\n  prefix text not null,\n  key_hash text not null\n    constraint api_keys_key_hash_key unique,\n  expires_at timestamptz,\n  last_used_at timestamptz,\n  revoked_at timestamptz,\n  created_by text not null,\n  created_at timestamptz not null default now()\n)"
    },
    {
     "line": 43,
     "text": "comment on table api_keys is 'Keys of the school''s integrations. The key itself is shown once and kept nowhere.'"
    },
    {
     "line": 44,
     "text": "comment on column api_keys.prefix is 'The beginning of the key, to tell it by.'"
    },
    {
     "line": 45,
     "text": "comment on column api_keys.last_used_at is 'Written at most once a minute.'"
    },
    {
     "line": 47,
     "text": "alter table sessions add column impersonation_id uuid"
    },
    {
     "line": 48,
     "text": "alter table sessions add column impersonator_id uuid"
    },
    {
     "line": 49,
     "text": "alter table sessions add column impersonator_email text"
    },
    {
     "line": 50,
     "text": "alter table sessions add column impersonation_reason text"
    },
    {
     "line": 52,
     "text": "comment on column sessions.impersonator_id is\n  'The super-admin who acts through this session, which is never extended. An account of the platform: no foreign key.'"
    },
    {
     "line": 55,
     "text": "create index sessions_expires_at_idx on sessions (expires_at)"
    },
    {
     "line": 56,
     "text": "create index refresh_tokens_expires_at_idx on refresh_tokens (expires_at)"
    },
    {
     "line": 57,
     "text": "create index verifications_expires_at_idx on verifications (expires_at)"
    },
    {
     "line": 58,
     "text": "create index rate_limits_last_request_idx on rate_limits (last_request)"
    },
    {
     "line": 60,
     "text": "comment on column rate_limits.last_request is\n  'Milliseconds since 1970-01-01 UTC; for attempts on accounts, the moment at which all of them are forgotten.'"
    }
   ]
  }
 ]
};
