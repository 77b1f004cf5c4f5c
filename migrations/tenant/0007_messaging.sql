create table groups (
  id uuid default gen_random_uuid() constraint groups_pkey primary key,
  name text not null
    constraint groups_name_check check (char_length(name) between 1 and 120),
  description text not null default ''
    constraint groups_description_check check (char_length(description) <= 1000),
  kind text not null default 'custom'
    constraint groups_kind_check check (kind in ('class', 'parents', 'staff', 'project', 'custom')),
  class_id uuid
    constraint groups_class_id_fkey references classes (id) on delete cascade,
  owner_id uuid
    constraint groups_owner_id_fkey references users (id) on delete set null,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint groups_class_id_check check (class_id is not null or kind <> 'class')
);

create index groups_class_id_idx on groups (class_id);
create index groups_owner_id_idx on groups (owner_id);

comment on table groups is 'Named lists of people who can be written to at once.';
comment on column groups.class_id is
  'The class a class or parents group follows; the application keeps its members in step.';

create table group_members (
  group_id uuid not null
    constraint group_members_group_id_fkey references groups (id) on delete cascade,
  user_id uuid not null
    constraint group_members_user_id_fkey references users (id) on delete cascade,
  role text not null default 'member'
    constraint group_members_role_check check (role in ('member', 'moderator')),
  joined_at timestamptz not null default now(),
  constraint group_members_pkey primary key (group_id, user_id)
);

create index group_members_user_id_idx on group_members (user_id);

comment on table group_members is 'Who belongs to which group now; past messages keep their own recipients.';
comment on column group_members.role is 'A moderator may add and remove members.';

create table messages (
  id uuid default gen_random_uuid() constraint messages_pkey primary key,
  sender_id uuid
    constraint messages_sender_id_fkey references users (id) on delete set null,
  group_id uuid
    constraint messages_group_id_fkey references groups (id) on delete set null,
  reply_to_id uuid
    constraint messages_reply_to_id_fkey references messages (id) on delete set null,
  kind text not null default 'message'
    constraint messages_kind_check check (kind in ('message', 'announcement')),
  priority text not null default 'normal'
    constraint messages_priority_check check (priority in ('normal', 'urgent')),
  subject text not null default ''
    constraint messages_subject_check check (char_length(subject) <= 200),
  body text not null
    constraint messages_body_check check (char_length(body) <= 50000),
  sent_at timestamptz,
  sender_deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint messages_reply_to_id_check check (reply_to_id <> id)
);

create index messages_sender_id_sent_at_idx on messages (sender_id, sent_at);
create index messages_group_id_idx on messages (group_id) where group_id is not null;
create index messages_reply_to_id_idx on messages (reply_to_id) where reply_to_id is not null;

comment on table messages is 'Messages between members of the school, and drafts.';
comment on column messages.sender_id is 'Null once the sender''s account is gone, or when the school itself writes.';
comment on column messages.group_id is 'The group it was addressed to; who got it is in message_recipients.';
comment on column messages.sent_at is 'Null is a draft.';
comment on column messages.sender_deleted_at is 'The sender removed it from their own box; recipients keep it.';

create table message_recipients (
  message_id uuid not null
    constraint message_recipients_message_id_fkey references messages (id) on delete cascade,
  recipient_id uuid not null
    constraint message_recipients_recipient_id_fkey references users (id) on delete cascade,
  read_at timestamptz,
  archived_at timestamptz,
  deleted_at timestamptz,
  constraint message_recipients_pkey primary key (message_id, recipient_id)
);

-- Message ids are UUID v7: descending, this is the inbox, newest first.
create index message_recipients_recipient_id_message_id_idx on message_recipients (recipient_id, message_id);
-- The unread count is shown on every page; without this it reads the whole inbox.
create index message_recipients_unread_idx on message_recipients (recipient_id)
  where read_at is null and deleted_at is null;

comment on table message_recipients is 'Who a message went to and what each did with it, one row a person.';
comment on column message_recipients.deleted_at is 'The recipient removed it from their own box.';
