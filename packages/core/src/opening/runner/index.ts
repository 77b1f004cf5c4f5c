export { adoptOpenings, launchJob } from "./launch.ts";
