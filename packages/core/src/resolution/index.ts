export { type AccessLog, createAccessLog } from "./access-log.ts";
export { announceAll, announceChange, CHANGES_CHANNEL, hearChange } from "./changes.ts";
export { createDirectory, type Directory } from "./directory.ts";
export { createTenantResolver, directoryKeys, type HostTarget, type TenantResolver } from "./resolver.ts";
export type { ResolvedTenant } from "./tenant.ts";
