export { type Swept, sweepExpired } from "./sweep.ts";
