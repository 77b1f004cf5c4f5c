export { type ThemeCheck, type ThemeColors, themeChecks } from "./checks.ts";
export { contrastRatio, contrastVerdict, inkOn, isColor } from "./contrast.ts";
export { ContrastReport, type ContrastReportProps } from "./contrast-report.tsx";
export type { Scheme } from "./page-colors.ts";
export { ThemePreview, type ThemePreviewProps } from "./theme-preview.tsx";
