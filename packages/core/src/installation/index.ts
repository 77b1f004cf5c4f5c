export { type Installation, type PrepareOptions, prepareInstallation } from "./prepare.ts";
export { type InstallationRoles, installationRoles } from "./roles.ts";
