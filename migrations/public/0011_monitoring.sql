create table monitoring_samples (
  tenant_id uuid not null,
  day date not null,
  sampled_at timestamptz not null,
  tables integer not null,
  rows bigint not null,
  dead_rows bigint not null,
  table_bytes bigint not null,
  index_bytes bigint not null,
  toast_bytes bigint not null,
  whole_scans bigint not null,
  index_scans bigint not null,
  unused_indexes integer not null,
  unused_index_bytes bigint not null,
  cache_hit_share double precision,
  last_vacuum_at timestamptz,
  last_analyze_at timestamptz,
  frozen_age bigint not null,
  before_day date,
  before_bytes bigint,
  attention jsonb not null default '[]',
  constraint monitoring_samples_pkey primary key (tenant_id, day),
  constraint monitoring_samples_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint monitoring_samples_before_check check ((before_day is null) = (before_bytes is null))
);
comment on table monitoring_samples is 'What each school''s tables were together, once a day. Of single tables nothing is kept: they are asked when somebody looks.';
comment on column monitoring_samples.before_day is 'The first day within a week before that there is a sample of: growth is told from there.';
comment on column monitoring_samples.attention is 'Reasons why the school needs somebody, the gravest first.';

create index monitoring_samples_day_idx on monitoring_samples (day);

alter table clusters add column sampled_on date;
alter table clusters add column sampling_until timestamptz;
comment on column clusters.sampling_until is 'Until then a process is taking the day''s samples; after that any may.';

grant select, insert, update, delete on monitoring_samples to "pepro:runtime";
grant update (sampled_on, sampling_until) on clusters to "pepro:runtime";
