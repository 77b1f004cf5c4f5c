export { createSuperAdmin } from "./create.ts";
