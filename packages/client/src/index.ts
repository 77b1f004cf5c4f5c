export type { AppRouter } from "@pepro/api";
export type { ErrorCode, Language } from "@pepro/contracts";
export { withCookies } from "./calls/cookies.ts";
export { createPeproClient, type PeproClient } from "./client.ts";
export {
  type AnyPeproError,
  type ClientErrorCode,
  type ClientErrorFields,
  fieldMessagesOf,
  isPeproError,
  messageOf,
  PeproClientError,
  type WordedIssue,
} from "./errors/index.ts";
export type { PeproClientOptions, Source } from "./options.ts";
export type { RouterInputs, RouterOutputs } from "./router-types.ts";
export type { AppliedTheme, PageTheme, ThemeOptions } from "./theme/index.ts";
