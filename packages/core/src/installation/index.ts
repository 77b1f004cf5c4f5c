export { type Exposure, readExposure } from "./exposure.ts";
export { type Installation, type PrepareOptions, prepareInstallation } from "./prepare.ts";
export { pingDatabase } from "./queries.ts";
export { readInstallation } from "./read.ts";
export { type InstallationRoles, installationRoles } from "./roles.ts";
