export { getFleetMonitoring } from "./fleet.ts";
export { MONITORING_LIMITS } from "./limits.ts";
export { sampleMonitoring } from "./sample.ts";
export { takeSamples } from "./sampling.ts";
export { getSchoolMonitoring } from "./school.ts";
