export { heldLocks } from "./event-queries.ts";
export { randomPassword } from "./first-admin.ts";
export { openSchema } from "./open-schema.ts";
export {
  createProvisioningProgress,
  hearProvisioning,
  type ProvisioningProgress,
  type StepReport,
} from "./progress.ts";
export { type NewAdmin, provision, provisionTenant } from "./provision.ts";
export { renewFirstAdmin } from "./renew-first-admin.ts";
export { getProvisioning } from "./state.ts";
export { watchProvisioning } from "./watch.ts";
