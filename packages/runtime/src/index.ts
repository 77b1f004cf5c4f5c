export { createDiskStorage } from "./disk-storage.ts";
export { type Configuration, ConfigurationError, readConfiguration } from "./environment.ts";
export { createLog, SILENT_LOG } from "./log.ts";
export { type OpenCore, type OpenOptions, openCore } from "./open-core.ts";
export { type OpenDatabase, openDatabase } from "./open-database.ts";
export { readOrMakeSecret } from "./secret-file.ts";
