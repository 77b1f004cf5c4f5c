import * as z from "zod";
import { emailAddress } from "./email.ts";

/** Roles inside a school, and the platform's own. */
export const MEMBER_ROLES = ["student", "parent", "teacher", "admin"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];
export const USER_TYPES = [...MEMBER_ROLES, "superadmin"] as const;
export type UserType = (typeof USER_TYPES)[number];

export const signInInput = z.object({
  email: emailAddress,
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

/** An international number; a plain one passes too, as it always did. */
export const PHONE_NUMBER = /^\+?1?[0-9]{9,15}$/;

const personName = z
  .string()
  .trim()
  .max(150)
  .refine((name) => !name.includes("\u0000"), { error: "null_characters" });

/** What people may change of their own account. */
export const profileChange = z
  .object({
    firstName: personName,
    lastName: personName,
    phoneNumber: z
      .string()
      .trim()
      .max(17)
      .refine((number) => number === "" || PHONE_NUMBER.test(number), { error: "phone_number_invalid" }),
  })
  .partial();
export type ProfileChange = z.infer<typeof profileChange>;

export const tokenPair = z.object({ access: z.string(), refresh: z.string() });
export type TokenPair = z.infer<typeof tokenPair>;
