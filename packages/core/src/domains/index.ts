export { addDomain } from "./add.ts";
export { removeDomain } from "./remove.ts";
