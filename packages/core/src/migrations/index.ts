export { type ApplyOptions, applyMigrations, type RolePlaceholders } from "./apply.ts";
export { latestVersion, type Migration, type MigrationBundle } from "./bundle.ts";
export { pendingMigrations } from "./pending.ts";
export { lockSchema } from "./queries.ts";
