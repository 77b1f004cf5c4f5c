export { currentFeatures } from "./features.ts";
export { currentInfo } from "./info.ts";
export { currentModules } from "./modules.ts";
export { currentTheme, themeOf } from "./theme.ts";
