import * as z from "zod";
import { emailAddress } from "./email.ts";

/** Longest password taken: beyond it hashing would be work for nothing. */
export const PASSWORD_MAX = 1_024;

const currentPassword = z.string().min(1, { error: "blank" }).max(PASSWORD_MAX);

/** A new password as it is typed; what a school asks of one is checked where the school is known. */
export const newPassword = z
  .string()
  .min(1, { error: "blank" })
  .max(PASSWORD_MAX)
  .refine((text) => !text.includes("\u0000"), { error: "null_characters" });

export const changePasswordInput = z.object({ currentPassword, newPassword });

export const passwordResetRequest = z.object({ email: emailAddress });
export const passwordResetInput = z.object({ token: z.string().min(1).max(200), newPassword });

/** Six digits of an authenticator, spaces ignored, or a recovery code. */
export const secondFactorCode = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, "").toLowerCase())
  .refine((text) => /^(?:[0-9]{6}|[a-z2-7]{16})$/.test(text), { error: "two_factor_code_form" });

export const verifyTwoFactorInput = z.object({ twoFactor: z.string().min(1).max(200), code: secondFactorCode });

export const twoFactorState = z.object({
  isEnabled: z.boolean(),
  enabledAt: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.int(),
});

/** What an authenticator is set up with; nothing is asked at sign-in until a code has confirmed it. */
export const twoFactorSetup = z.object({
  /** `otpauth://totp/…`, to be shown as a QR code. */
  uri: z.string(),
  /** The same in base32, to be typed. */
  secret: z.string(),
});

export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const enableTwoFactorInput = z.object({ password: currentPassword });
export const disableTwoFactorInput = z.object({ password: currentPassword, code: secondFactorCode });

export const sessionView = z.object({
  id: z.uuid(),
  /** A browser's, or one of a client that holds tokens. */
  kind: z.enum(["browser", "token"]),
  device: z.object({ browser: z.string().nullable(), system: z.string().nullable() }),
  ipAddress: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** To within a tenth of the session's length, an hour at most. */
  lastUsedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isCurrent: z.boolean(),
  /** The super-admin who acts through it. */
  impersonatedBy: z.string().nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

export const impersonationView = z.object({
  /** E-mail address of the super-admin. */
  by: z.string(),
  until: z.iso.datetime(),
  reason: z.string(),
});
export type ImpersonationView = z.infer<typeof impersonationView>;
