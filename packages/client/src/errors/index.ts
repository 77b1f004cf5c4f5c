export { type ClientErrorCode, type ClientErrorFields, SIGNED_OUT_CODES, type WordedIssue } from "./codes.ts";
export {
  type AnyPeproError,
  fieldMessagesOf,
  isPeproError,
  messageOf,
  ownError,
  PeproClientError,
} from "./error.ts";
export { peproErrorOf } from "./from-answer.ts";
