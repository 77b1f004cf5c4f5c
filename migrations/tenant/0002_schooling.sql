create table academic_years (
  id uuid default gen_random_uuid() constraint academic_years_pkey primary key,
  name text not null
    constraint academic_years_name_key unique
    constraint academic_years_name_check check (char_length(name) between 1 and 40),
  starts_on date not null,
  ends_on date not null,
  is_current boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint academic_years_dates_check check (ends_on > starts_on)
);

create unique index academic_years_is_current_key on academic_years (is_current) where is_current;

comment on table academic_years is 'School years (années scolaires), such as 2026-2027.';
comment on column academic_years.is_current is 'True for one year at most.';

create table levels (
  id uuid default gen_random_uuid() constraint levels_pkey primary key,
  code text not null
    constraint levels_code_key unique
    constraint levels_code_check check (char_length(code) between 1 and 20),
  name text not null
    constraint levels_name_check check (char_length(name) between 1 and 100),
  stage text not null
    constraint levels_stage_check check (stage in ('college', 'lycee', 'lycee_pro')),
  position smallint not null
    constraint levels_position_check check (position >= 1),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table levels is 'Year groups (niveaux): 6e, 5e, 2nde, 1re, terminale, CAP 1.';
comment on column levels.stage is 'Kind of school the level belongs to; one school may hold several.';
comment on column levels.position is 'Order of display, youngest first.';

create table classes (
  id uuid default gen_random_uuid() constraint classes_pkey primary key,
  academic_year_id uuid not null
    constraint classes_academic_year_id_fkey references academic_years (id) on delete restrict,
  level_id uuid not null
    constraint classes_level_id_fkey references levels (id) on delete restrict,
  head_teacher_id uuid
    constraint classes_head_teacher_id_fkey references users (id) on delete set null,
  name text not null
    constraint classes_name_check check (char_length(name) between 1 and 40),
  track text not null default ''
    constraint classes_track_check check (char_length(track) <= 100),
  capacity smallint not null default 30
    constraint classes_capacity_check check (capacity between 1 and 100),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint classes_academic_year_id_name_key unique (academic_year_id, name),
  constraint classes_id_academic_year_id_key unique (id, academic_year_id)
);

create index classes_level_id_idx on classes (level_id);
create index classes_head_teacher_id_idx on classes (head_teacher_id);

comment on table classes is 'Classes (divisions) of one school year; next year''s 6e A is another row.';
comment on column classes.head_teacher_id is 'Professeur principal.';
comment on column classes.track is 'Filière or specialty, such as STMG or bac pro MELEC; blank at the collège.';
comment on column classes.capacity is 'Seats planned; the application warns, it does not refuse.';

create table enrolments (
  id uuid default gen_random_uuid() constraint enrolments_pkey primary key,
  student_id uuid not null
    constraint enrolments_student_id_fkey references users (id) on delete restrict,
  class_id uuid not null,
  academic_year_id uuid not null,
  status text not null default 'active'
    constraint enrolments_status_check check (status in ('active', 'completed', 'transferred', 'withdrawn')),
  boarding text not null default 'day'
    constraint enrolments_boarding_check check (boarding in ('day', 'half_board', 'full_board')),
  is_repeating boolean not null default false,
  enrolled_on date not null,
  left_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint enrolments_class_id_academic_year_id_fkey
    foreign key (class_id, academic_year_id) references classes (id, academic_year_id) on delete restrict,
  constraint enrolments_dates_check check (left_on >= enrolled_on),
  constraint enrolments_left_on_check check ((status = 'active') = (left_on is null))
);

create unique index enrolments_active_key on enrolments (student_id, academic_year_id) where status = 'active';
create index enrolments_student_id_idx on enrolments (student_id);
create index enrolments_class_id_academic_year_id_idx on enrolments (class_id, academic_year_id);

comment on table enrolments is
  'Pupils in classes. An enrolment keeps the pupil''s account from being deleted: their records hang on that account.';
comment on column enrolments.academic_year_id is
  'The class''s year, held to it by the foreign key, so that one active enrolment a pupil and year can be a unique '
  'index.';
comment on column enrolments.boarding is 'Régime: externe, demi-pensionnaire, interne.';
comment on column enrolments.is_repeating is 'Redoublant.';
