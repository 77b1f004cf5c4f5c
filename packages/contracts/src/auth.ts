import * as z from "zod";

/** Roles inside a school, and the platform's own. */
export const MEMBER_ROLES = ["student", "parent", "teacher", "admin"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];
export const USER_TYPES = [...MEMBER_ROLES, "superadmin"] as const;
export type UserType = (typeof USER_TYPES)[number];

export const signInInput = z.object({
  email: z.string().trim().min(1, { error: "blank" }).max(254).pipe(z.email()),
  password: z.string().min(1, { error: "blank" }).max(1_024),
});

export const profileView = z.object({
  avatar: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  address: z.string(),
  postalCode: z.string(),
  city: z.string(),
  emergencyContactName: z.string(),
  emergencyContactPhone: z.string(),
  emailNotifications: z.boolean(),
  smsNotifications: z.boolean(),
  bio: z.string(),
});

export const userView = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  fullName: z.string(),
  userType: z.enum(USER_TYPES),
  phoneNumber: z.string(),
  isActive: z.boolean(),
  isVerified: z.boolean(),
  createdAt: z.iso.datetime(),
  profile: profileView.nullable(),
});
export type UserView = z.infer<typeof userView>;

export const tokenPair = z.object({ access: z.string(), refresh: z.string() });
export type TokenPair = z.infer<typeof tokenPair>;
