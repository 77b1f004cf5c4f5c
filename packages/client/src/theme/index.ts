export { type AppliedTheme, applyTheme, type PageTheme, safeTheme, type ThemeOptions } from "./apply.ts";
