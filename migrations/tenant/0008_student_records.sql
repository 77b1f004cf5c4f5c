create table student_records (
  student_id uuid constraint student_records_pkey primary key
    constraint student_records_student_id_fkey references users (id) on delete cascade,
  national_id text
    constraint student_records_national_id_key unique
    constraint student_records_national_id_check check (national_id ~ '^[0-9A-Z]{11}$'),
  sex text
    constraint student_records_sex_check check (sex in ('F', 'M')),
  birth_place text not null default ''
    constraint student_records_birth_place_check check (char_length(birth_place) <= 120),
  birth_country text
    constraint student_records_birth_country_check check (birth_country ~ '^[A-Z]{2}$'),
  nationality text
    constraint student_records_nationality_check check (nationality ~ '^[A-Z]{2}$'),
  entered_on date,
  left_on date,
  previous_school text not null default ''
    constraint student_records_previous_school_check check (char_length(previous_school) <= 200),
  previous_school_uai text
    constraint student_records_previous_school_uai_check check (previous_school_uai ~ '^[0-9]{7}[A-Z]$'),
  scholarship_step smallint
    constraint student_records_scholarship_step_check check (scholarship_step between 1 and 6),
  support_plan text
    constraint student_records_support_plan_check check (support_plan in ('ppre', 'pap', 'pps')),
  has_image_consent boolean,
  notes text not null default ''
    constraint student_records_notes_check check (char_length(notes) <= 10000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint student_records_dates_check check (left_on >= entered_on)
);

comment on table student_records is
  'The school''s administrative file on a pupil (dossier scolaire), one row at most a pupil.';
comment on column student_records.national_id is 'Identifiant national élève (INE), 11 characters.';
comment on column student_records.sex is 'As in civil status, which the ministry''s returns ask for.';
comment on column student_records.birth_country is 'ISO 3166-1 alpha-2, as is nationality.';
comment on column student_records.previous_school_uai is 'UAI (formerly RNE) code of the school the pupil came from.';
comment on column student_records.scholarship_step is 'Échelon de bourse; null without a scholarship.';
comment on column student_records.support_plan is
  'Plan for special needs; the medical one (PAI) is in medical_records.';
comment on column student_records.has_image_consent is 'Droit à l''image; null while the family has not answered.';

create table guardians (
  id uuid default gen_random_uuid() constraint guardians_pkey primary key,
  student_id uuid not null
    constraint guardians_student_id_fkey references users (id) on delete cascade,
  user_id uuid
    constraint guardians_user_id_fkey references users (id) on delete set null,
  relationship text not null
    constraint guardians_relationship_check check (
      relationship in (
        'mother', 'father', 'step_parent', 'grandparent', 'tutor', 'foster_family', 'institution', 'other'
      )
    ),
  first_name text not null default ''
    constraint guardians_first_name_check check (char_length(first_name) <= 150),
  last_name text not null
    constraint guardians_last_name_check check (char_length(last_name) between 1 and 150),
  email text not null default ''
    constraint guardians_email_check check (char_length(email) <= 254),
  phone_number text not null default ''
    constraint guardians_phone_number_check check (char_length(phone_number) <= 32),
  address text not null default ''
    constraint guardians_address_check check (char_length(address) <= 500),
  has_parental_authority boolean not null default true,
  lives_with_student boolean not null default true,
  receives_mail boolean not null default true,
  is_payer boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint guardians_user_id_check check (user_id <> student_id),
  constraint guardians_student_id_user_id_key unique (student_id, user_id)
);

create index guardians_user_id_idx on guardians (user_id);

comment on table guardians is
  'Those responsible for a pupil (responsables légaux), with an account of the school or without.';
comment on column guardians.user_id is
  'The parent''s account, null without one; their access to the pupil''s data follows from this row.';
comment on column guardians.has_parental_authority is
  'Holds the autorité parentale; false closes the pupil''s data to the account.';
comment on column guardians.last_name is 'The institution''s name where the pupil is in its care.';
comment on column guardians.is_payer is 'Responsable financier.';

create table emergency_contacts (
  id uuid default gen_random_uuid() constraint emergency_contacts_pkey primary key,
  student_id uuid not null
    constraint emergency_contacts_student_id_fkey references users (id) on delete cascade,
  position smallint not null
    constraint emergency_contacts_position_check check (position between 1 and 10),
  full_name text not null
    constraint emergency_contacts_full_name_check check (char_length(full_name) between 1 and 200),
  relationship text not null default ''
    constraint emergency_contacts_relationship_check check (char_length(relationship) <= 60),
  phone_number text not null
    constraint emergency_contacts_phone_number_check check (char_length(phone_number) between 3 and 32),
  other_phone_number text not null default ''
    constraint emergency_contacts_other_phone_number_check check (char_length(other_phone_number) <= 32),
  may_collect boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint emergency_contacts_student_id_position_key unique (student_id, position)
);

comment on table emergency_contacts is 'People to call for a pupil (fiche d''urgence).';
comment on column emergency_contacts.position is 'Order in which they are called.';
comment on column emergency_contacts.may_collect is 'May take the pupil home.';

create table medical_records (
  student_id uuid constraint medical_records_pkey primary key
    constraint medical_records_student_id_fkey references users (id) on delete cascade,
  allergies text not null default ''
    constraint medical_records_allergies_check check (char_length(allergies) <= 4000),
  conditions text not null default ''
    constraint medical_records_conditions_check check (char_length(conditions) <= 4000),
  treatments text not null default ''
    constraint medical_records_treatments_check check (char_length(treatments) <= 4000),
  care_plan text not null default ''
    constraint medical_records_care_plan_check check (char_length(care_plan) <= 10000),
  care_plan_ends_on date,
  tetanus_booster_on date,
  doctor_name text not null default ''
    constraint medical_records_doctor_name_check check (char_length(doctor_name) <= 200),
  doctor_phone_number text not null default ''
    constraint medical_records_doctor_phone_number_check check (char_length(doctor_phone_number) <= 32),
  has_hospital_consent boolean,
  updated_by uuid
    constraint medical_records_updated_by_fkey references users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index medical_records_updated_by_idx on medical_records (updated_by) where updated_by is not null;

comment on table medical_records is
  'Health data (RGPD, article 9) of a pupil, given by the family for the school nurse; read it alone, never in a '
  'general listing.';
comment on column medical_records.care_plan is 'Projet d''accueil individualisé (PAI): what to do and who may do it.';
comment on column medical_records.has_hospital_consent is
  'Family agrees to hospital care in an emergency; null while it has not answered.';

create table disciplinary_records (
  id uuid default gen_random_uuid() constraint disciplinary_records_pkey primary key,
  student_id uuid not null
    constraint disciplinary_records_student_id_fkey references users (id) on delete cascade,
  reported_by uuid
    constraint disciplinary_records_reported_by_fkey references users (id) on delete set null,
  sanction_id uuid
    constraint disciplinary_records_sanction_id_fkey references sanctions (id) on delete set null,
  occurred_at timestamptz not null,
  location text not null default ''
    constraint disciplinary_records_location_check check (char_length(location) <= 200),
  category text not null
    constraint disciplinary_records_category_check check (
      category in ('disruption', 'insolence', 'violence', 'bullying', 'theft', 'damage', 'cheating', 'truancy', 'other')
    ),
  severity smallint not null
    constraint disciplinary_records_severity_check check (severity between 1 and 4),
  description text not null
    constraint disciplinary_records_description_check check (char_length(description) between 1 and 10000),
  council_on date,
  status text not null default 'open'
    constraint disciplinary_records_status_check check (status in ('open', 'closed')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index disciplinary_records_student_id_occurred_at_idx on disciplinary_records (student_id, occurred_at);
create index disciplinary_records_reported_by_idx on disciplinary_records (reported_by) where reported_by is not null;
create index disciplinary_records_sanction_id_idx on disciplinary_records (sanction_id) where sanction_id is not null;

comment on table disciplinary_records is
  'Incidents a pupil had a part in (dossier disciplinaire), and what came of them.';
comment on column disciplinary_records.severity is
  '1 slight to 4 most serious; 4 is reported to the académie (faits établissement).';
comment on column disciplinary_records.council_on is 'Day of the conseil de discipline, where one was called.';
