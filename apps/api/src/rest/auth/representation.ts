import type { UserView } from "@pepro/contracts";
import { toIso } from "../drf/dates.ts";

/** A user as the old clients read it. */
export function userBody(user: UserView) {
  const { profile } = user;
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    full_name: user.fullName,
    user_type: user.userType,
    phone_number: user.phoneNumber,
    is_active: user.isActive,
    is_verified: user.isVerified,
    created_at: toIso(new Date(user.createdAt)),
    profile: profile && {
      avatar: profile.avatar,
      date_of_birth: profile.dateOfBirth,
      address: profile.address,
      postal_code: profile.postalCode,
      city: profile.city,
      emergency_contact_name: profile.emergencyContactName,
      emergency_contact_phone: profile.emergencyContactPhone,
      email_notifications: profile.emailNotifications,
      sms_notifications: profile.smsNotifications,
      bio: profile.bio,
    },
  };
}
