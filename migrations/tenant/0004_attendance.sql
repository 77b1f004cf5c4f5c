create table attendance_registers (
  id uuid default gen_random_uuid() constraint attendance_registers_pkey primary key,
  class_id uuid not null
    constraint attendance_registers_class_id_fkey references classes (id) on delete restrict,
  teacher_id uuid not null
    constraint attendance_registers_teacher_id_fkey references users (id) on delete restrict,
  time_slot_id uuid not null
    constraint attendance_registers_time_slot_id_fkey references time_slots (id) on delete restrict,
  timetable_entry_id uuid
    constraint attendance_registers_timetable_entry_id_fkey references timetable_entries (id) on delete restrict,
  held_on date not null,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  note text not null default ''
    constraint attendance_registers_note_check check (char_length(note) <= 2000),
  constraint attendance_registers_closed_at_check check (closed_at >= opened_at),
  constraint attendance_registers_class_slot_teacher_key unique (class_id, held_on, time_slot_id, teacher_id)
);

create index attendance_registers_teacher_id_held_on_idx on attendance_registers (teacher_id, held_on);
create index attendance_registers_time_slot_id_idx on attendance_registers (time_slot_id);
create index attendance_registers_timetable_entry_id_idx on attendance_registers (timetable_entry_id);

comment on table attendance_registers is 'One roll call (feuille d''appel) of a class at one lesson.';
comment on column attendance_registers.teacher_id is 'Who called the roll: the substitute where there was one.';
comment on column attendance_registers.timetable_entry_id is 'Null for a lesson outside the timetable.';
comment on column attendance_registers.closed_at is
  'Null while the roll is being called; closed, only the school office corrects it.';

create table attendance_records (
  register_id uuid not null
    constraint attendance_records_register_id_fkey references attendance_registers (id) on delete cascade,
  student_id uuid not null
    constraint attendance_records_student_id_fkey references users (id) on delete cascade,
  status text not null
    constraint attendance_records_status_check check (status in ('present', 'absent', 'late', 'exempt', 'sent_out')),
  minutes_late smallint
    constraint attendance_records_minutes_late_check check (minutes_late between 1 and 480),
  note text not null default ''
    constraint attendance_records_note_check check (char_length(note) <= 500),
  updated_at timestamptz not null default now(),
  constraint attendance_records_pkey primary key (register_id, student_id),
  constraint attendance_records_late_check check (minutes_late is null or status = 'late')
);

create index attendance_records_student_id_idx on attendance_records (student_id, register_id) include (status);

comment on table attendance_records is
  'One pupil at one roll call; the largest table of a school, about a thousand rows a pupil and year.';
comment on column attendance_records.status is
  'exempt is dispensé, sent_out is exclu du cours (sent to the school office).';

create table absence_justifications (
  id uuid default gen_random_uuid() constraint absence_justifications_pkey primary key,
  student_id uuid not null
    constraint absence_justifications_student_id_fkey references users (id) on delete cascade,
  submitted_by uuid
    constraint absence_justifications_submitted_by_fkey references users (id) on delete set null,
  reason text not null
    constraint absence_justifications_reason_check check (
      reason in (
        'illness', 'contagion_at_home', 'family_event', 'transport', 'guardians_away',
        'medical_appointment', 'official', 'other'
      )
    ),
  details text not null default ''
    constraint absence_justifications_details_check check (char_length(details) <= 2000),
  starts_on date not null,
  ends_on date not null,
  status text not null default 'submitted'
    constraint absence_justifications_status_check check (status in ('submitted', 'accepted', 'rejected')),
  reviewed_by uuid
    constraint absence_justifications_reviewed_by_fkey references users (id) on delete set null,
  reviewed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint absence_justifications_dates_check check (ends_on >= starts_on),
  constraint absence_justifications_reviewed_at_check check ((status = 'submitted') = (reviewed_at is null)),
  constraint absence_justifications_id_student_id_key unique (id, student_id)
);

create index absence_justifications_student_id_idx on absence_justifications (student_id, starts_on);
create index absence_justifications_submitted_by_idx on absence_justifications (submitted_by)
  where submitted_by is not null;
create index absence_justifications_reviewed_by_idx on absence_justifications (reviewed_by)
  where reviewed_by is not null;
create index absence_justifications_submitted_idx on absence_justifications (created_at) where status = 'submitted';

comment on table absence_justifications is 'Justifications handed in by families; one may cover several absences.';
comment on column absence_justifications.reason is
  'The first five are the lawful reasons of article L131-8 of the Code de l''éducation; the others are for the '
  'school to judge.';

create table absences (
  id uuid default gen_random_uuid() constraint absences_pkey primary key,
  student_id uuid not null
    constraint absences_student_id_fkey references users (id) on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  half_days smallint not null default 1
    constraint absences_half_days_check check (half_days between 0 and 400),
  status text not null default 'open'
    constraint absences_status_check check (status in ('announced', 'open', 'justified', 'unjustified')),
  justification_id uuid,
  recorded_by uuid
    constraint absences_recorded_by_fkey references users (id) on delete set null,
  guardians_notified_at timestamptz,
  note text not null default ''
    constraint absences_note_check check (char_length(note) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint absences_justification_id_student_id_fkey
    foreign key (justification_id, student_id) references absence_justifications (id, student_id) on delete no action,
  constraint absences_times_check check (ends_at > starts_at)
);

create index absences_student_id_starts_at_idx on absences (student_id, starts_at);
create index absences_starts_at_idx on absences (starts_at);
create index absences_justification_id_student_id_idx on absences (justification_id, student_id)
  where justification_id is not null;
create index absences_recorded_by_idx on absences (recorded_by) where recorded_by is not null;
create index absences_open_idx on absences (starts_at) where status = 'open';

comment on table absences is
  'Absences as the school office follows them, made from roll calls or announced by the family.';
comment on column absences.half_days is 'Demi-journées as the statutory count has them; 0 for part of a half-day.';
comment on column absences.status is 'announced: told beforehand by the family; open: to be explained.';
comment on column absences.justification_id is
  'The foreign key carries the pupil too, so that one pupil''s certificate cannot be tied to another''s absence.';

create table sanctions (
  id uuid default gen_random_uuid() constraint sanctions_pkey primary key,
  student_id uuid not null
    constraint sanctions_student_id_fkey references users (id) on delete cascade,
  decided_by uuid not null
    constraint sanctions_decided_by_fkey references users (id) on delete restrict,
  category text not null
    constraint sanctions_category_check check (category in ('punishment', 'sanction')),
  kind text not null,
  reason text not null
    constraint sanctions_reason_check check (char_length(reason) between 1 and 4000),
  decided_on date not null,
  starts_at timestamptz,
  ends_at timestamptz,
  is_suspended boolean not null default false,
  status text not null default 'decided'
    constraint sanctions_status_check check (status in ('decided', 'served', 'not_served', 'cancelled')),
  guardians_notified_at timestamptz,
  erase_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sanctions_kind_check check (
    category = 'punishment' and kind in ('written_notice', 'apology', 'extra_work', 'detention', 'sent_out')
    or category = 'sanction' and kind in (
      'warning', 'reprimand', 'accountability', 'class_exclusion', 'school_exclusion', 'permanent_exclusion'
    )
  ),
  constraint sanctions_times_check check (ends_at > starts_at),
  constraint sanctions_erase_on_check check (erase_on > decided_on),
  constraint sanctions_suspended_check check (not is_suspended or category = 'sanction')
);

create index sanctions_student_id_decided_on_idx on sanctions (student_id, decided_on);
create index sanctions_decided_by_idx on sanctions (decided_by);
create index sanctions_to_serve_idx on sanctions (starts_at) where status = 'decided';

comment on table sanctions is
  'Punishments (punitions scolaires) and disciplinary sanctions (sanctions disciplinaires) of pupils.';
comment on column sanctions.category is
  'Any staff member may punish; only the head or the conseil de discipline may sanction (R511-13).';
comment on column sanctions.kind is
  'Inscription au carnet, excuses, devoir supplémentaire, retenue, exclusion de cours; avertissement, blâme, mesure '
  'de responsabilisation, exclusion de la classe, de l''établissement, définitive.';
comment on column sanctions.is_suspended is 'Pronounced with sursis.';
comment on column sanctions.erase_on is
  'Day it leaves the pupil''s file (R511-13); null for a permanent exclusion and for punishments.';
