import * as z from "zod";

export const LANGUAGES = ["fr", "en"] as const;

/** Letters of strftime that a date or time format may use, with an optional `-` (no padding). */
const STRFTIME = /^(?:%-?[aAbBcdHIjmMpSUwWxXyYZzfGuV%]|[^%\p{Cc}])*$/u;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const format = z.string().trim().min(1, { error: "blank" }).max(20).regex(STRFTIME, { error: "strftime_invalid" });

export const tenantSettings = z.object({
  enableEmailNotifications: z.boolean(),
  enableSmsNotifications: z.boolean(),
  passwordMinLength: z.int().min(1).max(128),
  sessionTimeoutMinutes: z.int().min(1).max(43_200),
  timezone: z
    .string()
    .trim()
    .min(1, { error: "blank" })
    .max(50)
    .refine((name) => name === "" || isTimeZone(name), { error: "timezone_unknown" }),
  language: z
    .string()
    .trim()
    .min(1, { error: "blank" })
    .max(10)
    .refine((code) => code === "" || (LANGUAGES as readonly string[]).includes(code), { error: "language_unknown" }),
  dateFormat: format,
  timeFormat: format,
});

export type TenantSettings = z.infer<typeof tenantSettings>;

export const DEFAULT_SETTINGS: Readonly<TenantSettings> = Object.freeze({
  enableEmailNotifications: true,
  enableSmsNotifications: false,
  passwordMinLength: 8,
  sessionTimeoutMinutes: 60,
  timezone: "Europe/Paris",
  language: "fr",
  dateFormat: "%d/%m/%Y",
  timeFormat: "%H:%M",
});
