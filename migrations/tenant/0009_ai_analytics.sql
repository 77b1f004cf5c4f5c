create table risk_profiles (
  id uuid default gen_random_uuid() constraint risk_profiles_pkey primary key,
  student_id uuid not null
    constraint risk_profiles_student_id_fkey references users (id) on delete cascade,
  academic_year_id uuid not null
    constraint risk_profiles_academic_year_id_fkey references academic_years (id) on delete restrict,
  risk_score numeric(5, 2) not null
    constraint risk_profiles_risk_score_check check (risk_score between 0 and 100),
  risk_level text not null
    constraint risk_profiles_risk_level_check check (risk_level in ('low', 'moderate', 'high', 'critical')),
  factors jsonb not null default '{}'
    constraint risk_profiles_factors_check check (jsonb_typeof(factors) = 'object'),
  model_version text not null
    constraint risk_profiles_model_version_check check (char_length(model_version) between 1 and 60),
  computed_at timestamptz not null default now(),
  constraint risk_profiles_student_id_academic_year_id_key unique (student_id, academic_year_id)
);

create index risk_profiles_academic_year_id_risk_score_idx on risk_profiles (academic_year_id, risk_score desc);

comment on table risk_profiles is
  'Estimated risk of dropping out (décrochage), the latest for a pupil and year; a help to staff, never a decision.';
comment on column risk_profiles.risk_score is '0 none to 100 highest.';
comment on column risk_profiles.factors is
  'What the score rests on, by factor: {"attendance": 0.6, "grades": 0.3}; shown with it.';

create table risk_alerts (
  id uuid default gen_random_uuid() constraint risk_alerts_pkey primary key,
  risk_profile_id uuid not null
    constraint risk_alerts_risk_profile_id_fkey references risk_profiles (id) on delete cascade,
  assigned_to uuid
    constraint risk_alerts_assigned_to_fkey references users (id) on delete set null,
  kind text not null
    constraint risk_alerts_kind_check
    check (kind in ('absenteeism', 'grade_drop', 'behaviour', 'disengagement', 'overall')),
  severity text not null
    constraint risk_alerts_severity_check check (severity in ('info', 'warning', 'critical')),
  message text not null
    constraint risk_alerts_message_check check (char_length(message) between 1 and 1000),
  status text not null default 'open'
    constraint risk_alerts_status_check check (status in ('open', 'acknowledged', 'resolved', 'dismissed')),
  closed_at timestamptz,
  resolution text not null default ''
    constraint risk_alerts_resolution_check check (char_length(resolution) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint risk_alerts_closed_at_check check ((status in ('resolved', 'dismissed')) = (closed_at is not null))
);

create index risk_alerts_risk_profile_id_idx on risk_alerts (risk_profile_id);
create index risk_alerts_assigned_to_idx on risk_alerts (assigned_to);
create index risk_alerts_open_idx on risk_alerts (created_at) where status in ('open', 'acknowledged');

comment on table risk_alerts is 'Alerts raised from a risk profile, for a person to look into.';
comment on column risk_alerts.assigned_to is 'Who follows it up: professeur principal, CPE; null while nobody does.';
