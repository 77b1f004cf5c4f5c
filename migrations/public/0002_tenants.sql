create table tenants (
  id uuid not null,
  cluster_id uuid not null,
  schema_name text not null,
  role_name text not null,
  subdomain text not null,
  state text not null default 'created',
  schema_version integer not null default 0,
  school_id uuid not null,
  school_name text not null,
  school_type text not null,
  address text not null,
  postal_code text not null,
  city text not null,
  phone text not null,
  email text not null,
  website text not null default '',
  school_logo text,
  primary_color text not null,
  secondary_color text not null,
  logo_url text not null default '',
  favicon_url text not null default '',
  is_active boolean not null default true,
  max_students integer not null,
  max_storage_gb integer not null,
  modules_enabled jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  provisioned_at timestamptz,
  last_accessed_at timestamptz,
  deleted_at timestamptz,
  purge_after timestamptz,
  constraint tenants_pkey primary key (id),
  constraint tenants_cluster_id_fkey foreign key (cluster_id) references clusters (id),
  constraint tenants_schema_name_key unique (schema_name),
  constraint tenants_role_name_key unique (role_name),
  constraint tenants_subdomain_key unique (subdomain),
  constraint tenants_school_id_key unique (school_id),
  constraint tenants_schema_name_check check (schema_name ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint tenants_state_check check (state in ('created', 'provisioning', 'ready', 'failed')),
  constraint tenants_school_type_check check (school_type in ('college', 'lycee', 'lycee_pro')),
  constraint tenants_max_students_check check (max_students >= 1),
  constraint tenants_max_storage_gb_check check (max_storage_gb >= 1),
  constraint tenants_modules_enabled_check check (jsonb_typeof(modules_enabled) = 'object'),
  constraint tenants_deleted_check check ((deleted_at is null) = (purge_after is null))
);
comment on table tenants is 'One row a school, the control plane''s whole knowledge of it. Rows of deleted schools stay until the purge: their names remain taken.';
comment on column tenants.schema_version is 'Mirror of the newest version in the schema''s own ledger, so that «who is behind» is one query.';
comment on column tenants.last_accessed_at is 'Written at most once a minute, never in a request''s way.';

create index tenants_cluster_id_idx on tenants (cluster_id);
create index tenants_behind_idx on tenants (schema_version) where deleted_at is null;

create table tenant_hosts (
  id uuid not null,
  host text not null,
  tenant_id uuid not null,
  kind text not null,
  is_primary boolean not null default false,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  constraint tenant_hosts_pkey primary key (id),
  constraint tenant_hosts_host_key unique (host),
  constraint tenant_hosts_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint tenant_hosts_kind_check check (kind in ('main', 'alternative', 'former')),
  constraint tenant_hosts_host_check check (host = lower(host) and length(host) <= 253)
);
comment on table tenant_hosts is 'Every host name a school has or had: one owner each, whatever its kind.';
comment on column tenant_hosts.kind is 'main: the school''s domain_url; alternative: added later; former: an old domain_url, kept reserved.';

create unique index tenant_hosts_main_key on tenant_hosts (tenant_id) where kind = 'main';
create unique index tenant_hosts_primary_key on tenant_hosts (tenant_id) where is_primary;
create index tenant_hosts_tenant_id_idx on tenant_hosts (tenant_id, created_at);

create table tenant_settings (
  tenant_id uuid not null,
  enable_email_notifications boolean not null default true,
  enable_sms_notifications boolean not null default false,
  password_min_length integer not null default 8,
  session_timeout_minutes integer not null default 60,
  timezone text not null default 'Europe/Paris',
  language text not null default 'fr',
  date_format text not null default '%d/%m/%Y',
  time_format text not null default '%H:%M',
  updated_at timestamptz not null default now(),
  constraint tenant_settings_pkey primary key (tenant_id),
  constraint tenant_settings_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint tenant_settings_password_min_length_check check (password_min_length between 1 and 128),
  constraint tenant_settings_session_timeout_minutes_check check (session_timeout_minutes between 1 and 43200)
);
comment on table tenant_settings is 'What a school sets for itself. A row is made with the tenant, so every tenant has its defaults.';

grant select, insert, update on tenants to "pepro:runtime";
grant select, insert, update, delete on tenant_hosts to "pepro:runtime";
grant select, insert, update on tenant_settings to "pepro:runtime";
