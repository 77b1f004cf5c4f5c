export { changePassword } from "./change-password.ts";
export { RESET_PATH, requestPasswordReset } from "./request-reset.ts";
export { makeResetLink } from "./reset-link.ts";
export { resetPassword } from "./reset-password.ts";
export { listOwnSessions, revokeSession, revokeSessions } from "./sessions.ts";
export {
  confirmOwnTwoFactor,
  disableTwoFactor,
  enableTwoFactor,
  getTwoFactor,
  regenerateRecoveryCodes,
} from "./two-factor.ts";
