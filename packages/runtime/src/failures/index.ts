export { configurationFailure } from "./configuration.ts";
export { type DatabaseAddress, loginRefusal, unreachable } from "./database.ts";
export { embeddedFailure } from "./embedded.ts";
export type { Failure, Fault } from "./failure.ts";
