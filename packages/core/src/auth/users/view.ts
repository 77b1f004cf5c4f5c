import type { UserView } from "@pepro/contracts";
import type { Statement } from "@pepro/db";
import type { Store } from "../scope.ts";
import { selectUser, touchUser, type UserRow } from "./queries.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function findUserView(store: Pick<Store, "first">, userId: string): Promise<UserView | undefined> {
  return UUID.test(userId) ? read(store, selectUser(userId)) : undefined;
}

/** The same, and notes that the user signed in. */
export function noteSignIn(store: Pick<Store, "first">, userId: string, now: Date): Promise<UserView | undefined> {
  return read(store, touchUser(userId, now));
}

async function read(store: Pick<Store, "first">, statement: Statement): Promise<UserView | undefined> {
  const row = await store.first<UserRow>(statement);
  return row && viewOf(row);
}

function viewOf(row: UserRow): UserView {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    fullName: row.full_name,
    userType: row.user_type,
    phoneNumber: row.phone_number,
    isActive: row.is_active,
    isVerified: row.is_verified,
    createdAt: row.created_at.toISOString(),
    profile: row.has_profile ? profileOf(row) : null,
  };
}

function profileOf(row: UserRow): UserView["profile"] {
  return {
    avatar: row.avatar,
    dateOfBirth: row.date_of_birth,
    address: row.address,
    postalCode: row.postal_code,
    city: row.city,
    emergencyContactName: row.emergency_contact_name,
    emergencyContactPhone: row.emergency_contact_phone,
    emailNotifications: row.email_notifications,
    smsNotifications: row.sms_notifications,
    bio: row.bio,
  };
}
