import * as z from "zod";
import { emailAddress } from "./email.ts";

export const superAdminView = z.object({
  id: z.uuid(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  isActive: z.boolean(),
  hasTwoFactor: z.boolean(),
  createdAt: z.iso.datetime(),
  lastLoginAt: z.iso.datetime().nullable(),
});
export type SuperAdminView = z.infer<typeof superAdminView>;

const personName = z
  .string()
  .trim()
  .min(1, { error: "blank" })
  .max(150)
  .refine((name) => !name.includes("\u0000"), { error: "null_characters" });

export const addSuperAdminInput = z.object({ email: emailAddress, firstName: personName, lastName: personName });

export const addedSuperAdmin = z.object({
  superAdmin: superAdminView,
  /** Made up; shown this once, to be changed by its owner. */
  password: z.string(),
});
