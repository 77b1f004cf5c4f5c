export { impersonationBanner } from "./impersonated.ts";
export { mountImpersonation } from "./impersonation.ts";
export { mountPasswordReset } from "./password-reset.ts";
