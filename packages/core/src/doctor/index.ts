export { checkInstallation } from "./check.ts";
export { CHECKS, type Check, type Finding } from "./finding.ts";
export { examineIsolation } from "./isolation/examine.ts";
export type { Ask } from "./isolation/hosts.ts";
export { LAYERS, type Layer, type ProbeResult } from "./isolation/probe.ts";
