create table report_periods (
  id uuid default gen_random_uuid() constraint report_periods_pkey primary key,
  academic_year_id uuid not null
    constraint report_periods_academic_year_id_fkey references academic_years (id) on delete restrict,
  kind text not null
    constraint report_periods_kind_check check (kind in ('trimester', 'semester')),
  position smallint not null,
  name text not null
    constraint report_periods_name_check check (char_length(name) between 1 and 60),
  starts_on date not null,
  ends_on date not null,
  locked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint report_periods_position_check check (
    kind = 'trimester' and position between 1 and 3 or kind = 'semester' and position between 1 and 2
  ),
  constraint report_periods_dates_check check (ends_on > starts_on),
  constraint report_periods_academic_year_id_kind_position_key unique (academic_year_id, kind, position)
);

comment on table report_periods is
  'Periods that end with a report (bulletin): trimesters or semesters; a school may run both kinds.';
comment on column report_periods.locked_at is
  'From then on grades and averages of the period no longer change (conseil de classe held).';

create table evaluations (
  id uuid default gen_random_uuid() constraint evaluations_pkey primary key,
  class_id uuid not null
    constraint evaluations_class_id_fkey references classes (id) on delete restrict,
  subject_id uuid not null
    constraint evaluations_subject_id_fkey references subjects (id) on delete restrict,
  teacher_id uuid not null
    constraint evaluations_teacher_id_fkey references users (id) on delete restrict,
  report_period_id uuid not null
    constraint evaluations_report_period_id_fkey references report_periods (id) on delete restrict,
  title text not null
    constraint evaluations_title_check check (char_length(title) between 1 and 200),
  description text not null default ''
    constraint evaluations_description_check check (char_length(description) <= 4000),
  kind text not null
    constraint evaluations_kind_check
    check (kind in ('written', 'oral', 'quiz', 'homework', 'practical', 'project', 'mock_exam')),
  held_on date not null,
  max_score numeric(5, 2) not null default 20
    constraint evaluations_max_score_check check (max_score > 0),
  coefficient numeric(4, 2) not null default 1
    constraint evaluations_coefficient_check check (coefficient >= 0),
  is_bonus boolean not null default false,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index evaluations_class_id_subject_id_report_period_id_idx
  on evaluations (class_id, subject_id, report_period_id);
create index evaluations_subject_id_idx on evaluations (subject_id);
create index evaluations_teacher_id_held_on_idx on evaluations (teacher_id, held_on);
create index evaluations_report_period_id_idx on evaluations (report_period_id);

comment on table evaluations is 'Tests and other graded work set to a class.';
comment on column evaluations.max_score is 'Full marks (barème), 20 as a rule; averages are brought back to 20.';
comment on column evaluations.coefficient is 'Weight within the subject''s average; 0 keeps it out.';
comment on column evaluations.is_bonus is 'Counts only where it raises the average.';
comment on column evaluations.published_at is 'From when pupils and families see it and its grades; null hides them.';

create table grades (
  id uuid default gen_random_uuid() constraint grades_pkey primary key,
  evaluation_id uuid not null
    constraint grades_evaluation_id_fkey references evaluations (id) on delete cascade,
  student_id uuid not null
    constraint grades_student_id_fkey references users (id) on delete cascade,
  status text not null default 'graded'
    constraint grades_status_check check (status in ('graded', 'absent', 'exempt', 'not_handed_in')),
  score numeric(5, 2)
    constraint grades_score_check check (score >= 0),
  remark text not null default ''
    constraint grades_remark_check check (char_length(remark) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint grades_evaluation_id_student_id_key unique (evaluation_id, student_id),
  constraint grades_graded_check check ((status = 'graded') = (score is not null))
);

create index grades_student_id_idx on grades (student_id) include (evaluation_id, score);

comment on table grades is 'One pupil''s result at one evaluation.';
comment on column grades.score is
  'Out of the evaluation''s max_score, which the application holds it to; null unless graded.';
comment on column grades.status is 'absent, exempt (dispensé) and not_handed_in stay out of the average.';

create table averages (
  id uuid default gen_random_uuid() constraint averages_pkey primary key,
  student_id uuid not null
    constraint averages_student_id_fkey references users (id) on delete cascade,
  class_id uuid not null
    constraint averages_class_id_fkey references classes (id) on delete restrict,
  report_period_id uuid not null
    constraint averages_report_period_id_fkey references report_periods (id) on delete restrict,
  subject_id uuid
    constraint averages_subject_id_fkey references subjects (id) on delete restrict,
  average numeric(4, 2)
    constraint averages_average_check check (average between 0 and 20),
  class_average numeric(4, 2)
    constraint averages_class_average_check check (class_average between 0 and 20),
  class_lowest numeric(4, 2)
    constraint averages_class_lowest_check check (class_lowest between 0 and 20),
  class_highest numeric(4, 2)
    constraint averages_class_highest_check check (class_highest between 0 and 20),
  appreciation text not null default ''
    constraint averages_appreciation_check check (char_length(appreciation) <= 2000),
  computed_at timestamptz not null default now(),
  constraint averages_student_id_report_period_id_subject_id_key
    unique nulls not distinct (student_id, report_period_id, subject_id),
  constraint averages_class_range_check check (class_highest >= class_lowest)
);

create index averages_class_id_report_period_id_idx on averages (class_id, report_period_id);
create index averages_report_period_id_idx on averages (report_period_id);
create index averages_subject_id_idx on averages (subject_id);

comment on table averages is
  'Averages as printed on the report: computed from grades, frozen when the period is locked.';
comment on column averages.subject_id is 'Null is the general average, whose appreciation is the conseil de classe''s.';
comment on column averages.average is 'Out of 20; null when nothing counted (non noté).';
comment on column averages.class_average is
  'Of the whole class in the same subject and period, so that a report is one query.';

create table competences (
  id uuid default gen_random_uuid() constraint competences_pkey primary key,
  code text not null
    constraint competences_code_key unique
    constraint competences_code_check check (char_length(code) between 1 and 30),
  title text not null
    constraint competences_title_check check (char_length(title) between 1 and 300),
  domain smallint
    constraint competences_domain_check check (domain between 1 and 5),
  cycle smallint
    constraint competences_cycle_check check (cycle between 1 and 4),
  subject_id uuid
    constraint competences_subject_id_fkey references subjects (id) on delete set null,
  level_id uuid
    constraint competences_level_id_fkey references levels (id) on delete set null,
  position smallint not null default 1
    constraint competences_position_check check (position >= 1),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index competences_subject_id_idx on competences (subject_id);
create index competences_level_id_idx on competences (level_id);

comment on table competences is 'Competences assessed beside grades: the socle commun and the school''s own.';
comment on column competences.domain is 'Domain 1 to 5 of the socle commun; null outside it.';
comment on column competences.cycle is
  'Cycle of the curriculum, 3 (6e) and 4 (5e to 3e) at the collège; null at the lycée.';
comment on column competences.subject_id is 'Null for a competence shared by all subjects.';

create table competence_assessments (
  id uuid default gen_random_uuid() constraint competence_assessments_pkey primary key,
  competence_id uuid not null
    constraint competence_assessments_competence_id_fkey references competences (id) on delete restrict,
  student_id uuid not null
    constraint competence_assessments_student_id_fkey references users (id) on delete cascade,
  teacher_id uuid not null
    constraint competence_assessments_teacher_id_fkey references users (id) on delete restrict,
  report_period_id uuid not null
    constraint competence_assessments_report_period_id_fkey references report_periods (id) on delete restrict,
  evaluation_id uuid
    constraint competence_assessments_evaluation_id_fkey references evaluations (id) on delete cascade,
  mastery smallint not null
    constraint competence_assessments_mastery_check check (mastery between 1 and 4),
  remark text not null default ''
    constraint competence_assessments_remark_check check (char_length(remark) <= 1000),
  assessed_on date not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create unique index competence_assessments_evaluation_key
  on competence_assessments (evaluation_id, student_id, competence_id) where evaluation_id is not null;
create index competence_assessments_student_id_competence_id_idx on competence_assessments (student_id, competence_id);
create index competence_assessments_competence_id_idx on competence_assessments (competence_id);
create index competence_assessments_report_period_id_idx on competence_assessments (report_period_id);
create index competence_assessments_teacher_id_idx on competence_assessments (teacher_id);

comment on table competence_assessments is
  'How far a pupil masters a competence, seen at an evaluation or over a period.';
comment on column competence_assessments.evaluation_id is 'Null when judged over the whole period (bilan).';
comment on column competence_assessments.mastery is
  '1 maîtrise insuffisante, 2 fragile, 3 satisfaisante, 4 très bonne maîtrise, as in the livret scolaire.';
