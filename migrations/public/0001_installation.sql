create table installation (
  singleton boolean not null default true,
  installation_id text not null,
  secret_check text,
  created_at timestamptz not null default now(),
  constraint installation_pkey primary key (singleton),
  constraint installation_singleton_check check (singleton),
  constraint installation_id_check check (installation_id ~ '^[0-9a-f]{8}$')
);
comment on table installation is 'What tells this installation from others on the same server: its id is part of every role name.';

comment on column installation.secret_check is 'Derived from the installation''s secret: a process that comes with another one is refused.';

create table clusters (
  id uuid not null,
  name text not null,
  is_control boolean not null default false,
  accepts_new boolean not null default true,
  created_at timestamptz not null default now(),
  constraint clusters_pkey primary key (id),
  constraint clusters_name_key unique (name)
);
comment on table clusters is 'PostgreSQL servers that hold schools. The first is the control database itself.';
comment on column clusters.accepts_new is 'False: schools stay where they are, none is opened here.';

create unique index clusters_control_key on clusters (is_control) where is_control;

grant select on clusters to "pepro:runtime";
grant select on installation to "pepro:runtime";
