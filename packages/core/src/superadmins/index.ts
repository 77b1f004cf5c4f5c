export { activateSuperAdmin, deactivateSuperAdmin } from "./activation.ts";
export { addSuperAdmin } from "./add.ts";
export { createSuperAdmin } from "./create.ts";
export { listSuperAdmins } from "./list.ts";
export { resetSuperAdminTwoFactor } from "./reset-two-factor.ts";
