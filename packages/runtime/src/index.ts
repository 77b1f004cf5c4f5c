export { createDiskStorage } from "./disk-storage.ts";
export { type Configuration, ConfigurationError, readConfiguration } from "./environment.ts";
export { languageOfLocale } from "./locale.ts";
export { createLog, gatherLines, SILENT_LOG } from "./log.ts";
export { type OpenCore, type OpenOptions, openCore } from "./open-core.ts";
export { type OpenDatabase, openDatabase } from "./open-database.ts";
export { planPublicMigrations } from "./plan-public.ts";
export { readOrMakeSecret } from "./secret-file.ts";
