export { type AccessLog, createAccessLog } from "./access-log.ts";
export { CHANGES_CHANNEL, hearChange } from "./changes.ts";
export { announceAll, announceChange } from "./queries.ts";
export { createDirectory, type Directory } from "./directory.ts";
export { resolvedTenantOf } from "./resolve.ts";
export { createTenantResolver, directoryKeys, type HostTarget, type TenantResolver } from "./resolver.ts";
export type { ResolvedTenant } from "./tenant.ts";
