export { endOneImpersonation } from "./end.ts";
export { listImpersonations } from "./list.ts";
export { openImpersonation, viewImpersonationLink } from "./open.ts";
export { IMPERSONATION_PATH, startImpersonation } from "./start.ts";
export { stopImpersonation } from "./stop.ts";
