export { drainPool, fillSpares } from "./change.ts";
export type { Filled } from "./fill.ts";
export { refillPool } from "./refill.ts";
export { getPoolStatus } from "./status.ts";
