create table subjects (
  id uuid default gen_random_uuid() constraint subjects_pkey primary key,
  code text not null
    constraint subjects_code_key unique
    constraint subjects_code_check check (char_length(code) between 1 and 20),
  name text not null
    constraint subjects_name_check check (char_length(name) between 1 and 100),
  color text not null default '#1976D2'
    constraint subjects_color_check check (color ~ '^#[0-9A-Fa-f]{6}$'),
  default_coefficient numeric(4, 2) not null default 1
    constraint subjects_default_coefficient_check check (default_coefficient > 0),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table subjects is 'Subjects taught (matières).';
comment on column subjects.default_coefficient is
  'Weight of the subject in the general average unless the class says otherwise.';

create table rooms (
  id uuid default gen_random_uuid() constraint rooms_pkey primary key,
  name text not null
    constraint rooms_name_key unique
    constraint rooms_name_check check (char_length(name) between 1 and 60),
  building text not null default ''
    constraint rooms_building_check check (char_length(building) <= 60),
  kind text not null default 'classroom'
    constraint rooms_kind_check
    check (kind in ('classroom', 'laboratory', 'computer', 'workshop', 'gymnasium', 'library', 'study', 'other')),
  capacity smallint not null default 30
    constraint rooms_capacity_check check (capacity between 1 and 1000),
  is_accessible boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table rooms is 'Rooms where lessons are held.';
comment on column rooms.kind is 'library is the CDI, study the salle de permanence.';
comment on column rooms.is_accessible is 'Reachable with reduced mobility (accès PMR).';

create table time_slots (
  id uuid default gen_random_uuid() constraint time_slots_pkey primary key,
  weekday smallint not null
    constraint time_slots_weekday_check check (weekday between 1 and 7),
  label text not null
    constraint time_slots_label_check check (char_length(label) between 1 and 20),
  starts_at time not null,
  ends_at time not null,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  constraint time_slots_times_check check (ends_at > starts_at),
  constraint time_slots_weekday_starts_at_ends_at_key unique (weekday, starts_at, ends_at)
);

comment on table time_slots is
  'The weekly grid of lesson hours (M1, M2, S1…). A new grid adds rows and deactivates the old ones.';
comment on column time_slots.weekday is 'ISO day of the week, Monday is 1.';
comment on column time_slots.starts_at is 'Wall-clock time in the school''s time zone.';

create table teacher_assignments (
  id uuid default gen_random_uuid() constraint teacher_assignments_pkey primary key,
  class_id uuid not null
    constraint teacher_assignments_class_id_fkey references classes (id) on delete cascade,
  subject_id uuid not null
    constraint teacher_assignments_subject_id_fkey references subjects (id) on delete restrict,
  teacher_id uuid not null
    constraint teacher_assignments_teacher_id_fkey references users (id) on delete restrict,
  weekly_hours numeric(4, 2) not null
    constraint teacher_assignments_weekly_hours_check check (weekly_hours between 0 and 40),
  coefficient numeric(4, 2)
    constraint teacher_assignments_coefficient_check check (coefficient > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint teacher_assignments_class_id_subject_id_teacher_id_key unique (class_id, subject_id, teacher_id)
);

create index teacher_assignments_subject_id_idx on teacher_assignments (subject_id);
create index teacher_assignments_teacher_id_idx on teacher_assignments (teacher_id);

comment on table teacher_assignments is
  'Who teaches what to which class (services); a teacher''s rights on a class''s grades follow from it.';
comment on column teacher_assignments.weekly_hours is 'Hours a week, 1.5 for an hour and a half.';
comment on column teacher_assignments.coefficient is 'Overrides subjects.default_coefficient for this class.';

create table timetable_entries (
  id uuid default gen_random_uuid() constraint timetable_entries_pkey primary key,
  class_id uuid not null
    constraint timetable_entries_class_id_fkey references classes (id) on delete cascade,
  subject_id uuid not null
    constraint timetable_entries_subject_id_fkey references subjects (id) on delete restrict,
  teacher_id uuid not null
    constraint timetable_entries_teacher_id_fkey references users (id) on delete restrict,
  room_id uuid
    constraint timetable_entries_room_id_fkey references rooms (id) on delete set null,
  time_slot_id uuid not null
    constraint timetable_entries_time_slot_id_fkey references time_slots (id) on delete restrict,
  week text not null default 'all'
    constraint timetable_entries_week_check check (week in ('all', 'A', 'B')),
  group_label text not null default ''
    constraint timetable_entries_group_label_check check (char_length(group_label) <= 60),
  starts_on date not null,
  ends_on date not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint timetable_entries_dates_check check (ends_on >= starts_on),
  constraint timetable_entries_class_slot_teacher_key unique (class_id, time_slot_id, week, teacher_id, starts_on)
);

create index timetable_entries_subject_id_idx on timetable_entries (subject_id);
create index timetable_entries_teacher_id_time_slot_id_idx on timetable_entries (teacher_id, time_slot_id);
create index timetable_entries_room_id_time_slot_id_idx on timetable_entries (room_id, time_slot_id);
create index timetable_entries_time_slot_id_idx on timetable_entries (time_slot_id);

comment on table timetable_entries is
  'The weekly timetable (emploi du temps). Half-groups and merged classes make shared slots lawful, so clashes are '
  'the application''s check.';
comment on column timetable_entries.week is 'all for every week, A or B for alternating ones (semaine A, semaine B).';
comment on column timetable_entries.group_label is
  'Part of the class concerned, such as Groupe 1 or LV2 espagnol; blank is the whole class.';
comment on column timetable_entries.ends_on is
  'Last day it holds; an entry that lessons were held under is ended, not deleted.';

create table timetable_changes (
  id uuid default gen_random_uuid() constraint timetable_changes_pkey primary key,
  timetable_entry_id uuid not null
    constraint timetable_changes_timetable_entry_id_fkey references timetable_entries (id) on delete cascade,
  held_on date not null,
  kind text not null
    constraint timetable_changes_kind_check check (kind in ('cancelled', 'moved', 'room_changed', 'substituted')),
  substitute_teacher_id uuid
    constraint timetable_changes_substitute_teacher_id_fkey references users (id) on delete restrict,
  new_room_id uuid
    constraint timetable_changes_new_room_id_fkey references rooms (id) on delete restrict,
  new_held_on date,
  new_time_slot_id uuid
    constraint timetable_changes_new_time_slot_id_fkey references time_slots (id) on delete restrict,
  reason text not null default ''
    constraint timetable_changes_reason_check check (char_length(reason) <= 500),
  announced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint timetable_changes_timetable_entry_id_held_on_key unique (timetable_entry_id, held_on),
  constraint timetable_changes_substituted_check check (kind <> 'substituted' or substitute_teacher_id is not null),
  constraint timetable_changes_room_changed_check check (kind <> 'room_changed' or new_room_id is not null),
  constraint timetable_changes_moved_check check (
    (kind = 'moved') = (new_held_on is not null) and (kind = 'moved') = (new_time_slot_id is not null)
  )
);

create index timetable_changes_held_on_idx on timetable_changes (held_on);
create index timetable_changes_substitute_teacher_id_idx on timetable_changes (substitute_teacher_id, held_on)
  where substitute_teacher_id is not null;
create index timetable_changes_new_room_id_idx on timetable_changes (new_room_id) where new_room_id is not null;
create index timetable_changes_new_time_slot_id_idx on timetable_changes (new_time_slot_id)
  where new_time_slot_id is not null;

comment on table timetable_changes is
  'One-off departures from the weekly timetable, one at most for an entry and a day.';
comment on column timetable_changes.held_on is 'The day of the lesson as it was planned.';
comment on column timetable_changes.announced_at is 'When pupils and families were told; null while being prepared.';
