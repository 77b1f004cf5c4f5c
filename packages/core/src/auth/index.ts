export { isKeyLike, newKey, shownPart } from "./api-keys/secret.ts";
export { type Auth, type AuthDeps, createAuth } from "./auth.ts";
export type { Credentials } from "./credentials/check.ts";
export { createPasswords, type Passwords } from "./passwords/passwords.ts";
export type { Scrypt } from "./passwords/scrypt.ts";
export { RESET_MINUTES } from "./resets/issue.ts";
export {
  type AuthMeta,
  type AuthScope,
  hasAccountTables,
  hasUsers,
  PLATFORM,
  requireAccountTables,
  type Store,
  storeOf,
  type WriteEntry,
} from "./scope.ts";
export { createSealer, type Sealer } from "./sealed.ts";
export { endSession, endSessions } from "./sessions/end.ts";
export { listSessions } from "./sessions/list.ts";
export { sessionMs } from "./sessions/policy.ts";
export type { SignedIn, SignInAnswer } from "./sessions/sign-in.ts";
export { hashToken } from "./sessions/token-hash.ts";
export { confirmTwoFactor, removeTwoFactor } from "./two-factor/change.ts";
export { renewRecoveryCodes } from "./two-factor/recovery.ts";
export { twoFactorStateOf } from "./two-factor/state.ts";
export type { NewUser } from "./users/insert.ts";
export { putPasswordHash } from "./users/set-password.ts";
