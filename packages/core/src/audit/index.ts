export { exportAudit, readTrail, recordExport } from "./export.ts";
export { listAudit } from "./list.ts";
export { pruneAudit } from "./prune.ts";
export { listChains, verifyAudit } from "./verify.ts";
