export { type ApplyOptions, applyMigrations, type RolePlaceholders } from "./apply.ts";
export { isServed, latestVersion, type Migration, type MigrationBundle, plainly } from "./bundle.ts";
export { applyConcurrently, type ConcurrentOptions } from "./concurrently.ts";
export { pendingMigrations } from "./pending.ts";
export { lockSchema } from "./queries.ts";
