create table lessons (
  id uuid default gen_random_uuid() constraint lessons_pkey primary key,
  class_id uuid not null
    constraint lessons_class_id_fkey references classes (id) on delete restrict,
  subject_id uuid not null
    constraint lessons_subject_id_fkey references subjects (id) on delete restrict,
  teacher_id uuid not null
    constraint lessons_teacher_id_fkey references users (id) on delete restrict,
  timetable_entry_id uuid
    constraint lessons_timetable_entry_id_fkey references timetable_entries (id) on delete set null,
  held_on date not null,
  title text not null
    constraint lessons_title_check check (char_length(title) between 1 and 200),
  content text not null default ''
    constraint lessons_content_check check (char_length(content) <= 20000),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index lessons_class_id_held_on_idx on lessons (class_id, held_on);
create index lessons_subject_id_idx on lessons (subject_id);
create index lessons_teacher_id_held_on_idx on lessons (teacher_id, held_on);
create index lessons_timetable_entry_id_idx on lessons (timetable_entry_id) where timetable_entry_id is not null;

comment on table lessons is 'What was done in class (cahier de textes, travail en classe).';
comment on column lessons.published_at is 'From when pupils and families see it; null is a draft.';

create table homework (
  id uuid default gen_random_uuid() constraint homework_pkey primary key,
  class_id uuid not null
    constraint homework_class_id_fkey references classes (id) on delete restrict,
  subject_id uuid not null
    constraint homework_subject_id_fkey references subjects (id) on delete restrict,
  teacher_id uuid not null
    constraint homework_teacher_id_fkey references users (id) on delete restrict,
  lesson_id uuid
    constraint homework_lesson_id_fkey references lessons (id) on delete set null,
  title text not null
    constraint homework_title_check check (char_length(title) between 1 and 200),
  instructions text not null default ''
    constraint homework_instructions_check check (char_length(instructions) <= 20000),
  assigned_on date not null,
  due_on date not null,
  estimated_minutes smallint
    constraint homework_estimated_minutes_check check (estimated_minutes between 1 and 1440),
  submission text not null default 'none'
    constraint homework_submission_check check (submission in ('none', 'online', 'paper')),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint homework_dates_check check (due_on >= assigned_on)
);

create index homework_class_id_due_on_idx on homework (class_id, due_on);
create index homework_subject_id_idx on homework (subject_id);
create index homework_teacher_id_due_on_idx on homework (teacher_id, due_on);
create index homework_lesson_id_idx on homework (lesson_id) where lesson_id is not null;

comment on table homework is 'Work to be done for a day (cahier de textes, travail à faire).';
comment on column homework.estimated_minutes is 'The teacher''s estimate; the class''s load for a day is their sum.';
comment on column homework.submission is 'How it is handed in; none for what is only to be learnt or prepared.';
comment on column homework.published_at is 'From when pupils and families see it; null is a draft.';

create table homework_submissions (
  id uuid default gen_random_uuid() constraint homework_submissions_pkey primary key,
  homework_id uuid not null
    constraint homework_submissions_homework_id_fkey references homework (id) on delete cascade,
  student_id uuid not null
    constraint homework_submissions_student_id_fkey references users (id) on delete cascade,
  status text not null default 'draft'
    constraint homework_submissions_status_check check (status in ('draft', 'submitted', 'returned')),
  content text not null default ''
    constraint homework_submissions_content_check check (char_length(content) <= 50000),
  submitted_at timestamptz,
  is_late boolean not null default false,
  feedback text not null default ''
    constraint homework_submissions_feedback_check check (char_length(feedback) <= 4000),
  returned_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint homework_submissions_homework_id_student_id_key unique (homework_id, student_id),
  constraint homework_submissions_submitted_at_check check ((status = 'draft') = (submitted_at is null)),
  constraint homework_submissions_returned_at_check check ((status = 'returned') = (returned_at is not null))
);

create index homework_submissions_student_id_idx on homework_submissions (student_id);

comment on table homework_submissions is
  'A pupil''s work for one homework, one row a pupil; a second hand-in replaces the first.';
comment on column homework_submissions.is_late is
  'Decided when handed in, so that moving the due date later does not rewrite it.';
comment on column homework_submissions.status is
  'returned: corrected, with the teacher''s feedback visible to the pupil.';
