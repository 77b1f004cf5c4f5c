export { anchorAudit } from "./anchor.ts";
export { exportAudit, readTrail, recordExport } from "./export.ts";
export { compareHeads, stateHeads } from "./heads.ts";
export { listAudit } from "./list.ts";
export { pruneAudit } from "./prune.ts";
export { refuseOrigin } from "./refuse-origin.ts";
export { createSigner, type Signer } from "./signer.ts";
export { listChains, verifyAudit } from "./verify.ts";
