export { randomPassword } from "./first-admin.ts";
export { openSchema } from "./open-schema.ts";
export { provisionTenant } from "./provision.ts";
