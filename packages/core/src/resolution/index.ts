export { type AccessLog, createAccessLog } from "./access-log.ts";
export { CHANGES_CHANNEL, hearChange } from "./changes.ts";
export { clearResolution } from "./clear.ts";
export { createDirectory, type Directory } from "./directory.ts";
export { requireLive, watchLife } from "./live.ts";
export { announceAll, announceChange } from "./queries.ts";
export { resolvedTenantOf } from "./resolve.ts";
export { createTenantResolver, directoryKeys, type HostTarget, resolverOver, type TenantResolver } from "./resolver.ts";
export type { ResolvedTenant } from "./tenant.ts";
