import * as z from "zod";
import { DEFAULT_FAVICON_URL, DEFAULT_LOGO_URL, DEFAULT_PRIMARY_COLOR, DEFAULT_SECONDARY_COLOR } from "./colors.ts";

export const themeView = z.object({
  primaryColor: z.string(),
  secondaryColor: z.string(),
  logoUrl: z.string(),
  faviconUrl: z.string(),
  schoolName: z.string(),
});
export type ThemeView = z.infer<typeof themeView>;

/** What the main host shows, which belongs to no school. */
export const PLATFORM_THEME: Readonly<ThemeView> = Object.freeze({
  primaryColor: DEFAULT_PRIMARY_COLOR,
  secondaryColor: DEFAULT_SECONDARY_COLOR,
  logoUrl: DEFAULT_LOGO_URL,
  faviconUrl: DEFAULT_FAVICON_URL,
  schoolName: "PeproScolaire",
});

/** What a front end needs to draw a school's menus: its modules and whether its limits leave room. */
export const featuresView = z.object({
  modules: z.record(z.string(), z.boolean()),
  maxStudents: z.int(),
  maxStorageGb: z.int(),
  language: z.string(),
  timezone: z.string(),
  dateFormat: z.string(),
  timeFormat: z.string(),
});
export type FeaturesView = z.infer<typeof featuresView>;
