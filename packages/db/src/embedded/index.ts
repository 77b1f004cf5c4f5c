export { acquireEmbedded, type EmbeddedOptions, type EmbeddedServer } from "./acquire.ts";
export { EmbeddedError, type EmbeddedErrorCode, type EmbeddedErrorDetails } from "./errors.ts";
export { makeFolder } from "./make-folder.ts";
export { isRunning } from "./running.ts";
export type { ServerSettings } from "./settings.ts";
