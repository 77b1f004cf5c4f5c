import * as z from "zod";

export const DEFAULT_PRIMARY_COLOR = "#1976D2";
export const DEFAULT_SECONDARY_COLOR = "#424242";
export const DEFAULT_LOGO_URL = "/static/img/default-logo.png";
export const DEFAULT_FAVICON_URL = "/static/img/favicon.ico";

export const COLOR = /^#[0-9A-Fa-f]{6}$/;

/** Six hexadecimal digits behind a `#`, kept as written. */
export const color = z
  .string()
  .trim()
  .min(1, { error: "blank" })
  .max(7)
  .refine((code) => code === "" || COLOR.test(code), { error: "color_invalid" });
