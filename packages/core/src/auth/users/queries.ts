import type { UserType } from "@pepro/contracts";
import { rawSql, type Statement, sql } from "@pepro/db";

export type UserRow = {
  id: string;
  username: string;
  email: string;
  first_name: string;
  last_name: string;
  full_name: string;
  user_type: UserType;
  phone_number: string;
  is_active: boolean;
  is_verified: boolean;
  created_at: Date;
  has_profile: boolean;
  avatar: string | null;
  date_of_birth: string | null;
  address: string;
  postal_code: string;
  city: string;
  emergency_contact_name: string;
  emergency_contact_phone: string;
  email_notifications: boolean;
  sms_notifications: boolean;
  bio: string;
};

const USER_WITH_PROFILE = rawSql(`
  select u.id, u.username, u.email, u.first_name, u.last_name, u.full_name, u.user_type, u.phone_number, u.is_active,
    u.is_verified, u.created_at, p.user_id is not null as has_profile, p.avatar,
    to_char(p.date_of_birth, 'YYYY-MM-DD') as date_of_birth, p.address, p.postal_code, p.city,
    p.emergency_contact_name, p.emergency_contact_phone, p.email_notifications, p.sms_notifications, p.bio
  from users u
  left join profiles p on p.user_id = u.id`);

export function selectUser(id: string): Statement {
  return sql`${USER_WITH_PROFILE} where u.id = ${id}`;
}

/** Notes a sign-in and reads the user, in one statement. */
export function touchUser(id: string, now: Date): Statement {
  return sql`with seen as (update users set last_login_at = ${now} where id = ${id})
    ${USER_WITH_PROFILE} where u.id = ${id}`;
}

export function insertUserRow(user: {
  id: string;
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  fullName: string;
  userType: UserType;
  phoneNumber: string;
  isVerified: boolean;
}): Statement {
  return sql`insert into users
      (id, username, email, first_name, last_name, full_name, user_type, phone_number, is_verified)
    values (${user.id}, ${user.username}, ${user.email}, ${user.firstName}, ${user.lastName}, ${user.fullName},
      ${user.userType}, ${user.phoneNumber}, ${user.isVerified})`;
}

export function updateUserRow(
  id: string,
  names: { firstName: string; lastName: string; fullName: string; phoneNumber: string },
  now: Date,
): Statement {
  return sql`update users set first_name = ${names.firstName}, last_name = ${names.lastName},
    full_name = ${names.fullName}, phone_number = ${names.phoneNumber}, updated_at = ${now} where id = ${id}`;
}

/** The account for a password. As better-auth has it, its identifier at the «provider» is the user's own id. */
export function putPassword(accountId: string, userId: string, hash: string, now: Date): Statement {
  return sql`insert into accounts (id, user_id, provider_id, account_id, password, created_at, updated_at)
    values (${accountId}, ${userId}, 'credential', ${userId}, ${hash}, ${now}, ${now})
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`;
}

export function lockUser(id: string): Statement {
  return sql`select id from users where id = ${id} for update`;
}

export type OwnerRow = {
  id: string;
  email: string;
  username: string;
  first_name: string;
  last_name: string;
  hash: string | null;
};

export function selectOwner(userId: string): Statement {
  return sql`select u.id, u.email, u.username, u.first_name, u.last_name, a.password as hash
    from users u left join accounts a on a.user_id = u.id and a.provider_id = 'credential'
    where u.id = ${userId}`;
}

/** Reset links and sign-ins under way: a new password ends them too. */
export function deleteVerificationsOf(userId: string): Statement {
  return sql`delete from verifications where value = ${userId}`;
}
