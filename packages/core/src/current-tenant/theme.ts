import { DEFAULT_FAVICON_URL, DEFAULT_LOGO_URL, PLATFORM_THEME, type ThemeView, themeView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";
import type { ResolvedTenant } from "../resolution/index.ts";

/** The look of this host's school, for its login page too; the platform's own on the main host. */
export const currentTheme = defineUseCase({
  name: "currentTenant.theme",
  permission: everyone,
  access: "read",
  on: "none",
  input: z.void(),
  output: themeView,
  run: async ({ tenant }) => (tenant ? themeOf(tenant) : PLATFORM_THEME),
});

/** A blank logo or favicon is shown as the default one. */
export function themeOf(tenant: ResolvedTenant): ThemeView {
  return {
    primaryColor: tenant.primaryColor,
    secondaryColor: tenant.secondaryColor,
    logoUrl: tenant.logoUrl || DEFAULT_LOGO_URL,
    faviconUrl: tenant.faviconUrl || DEFAULT_FAVICON_URL,
    schoolName: tenant.schoolName,
  };
}
