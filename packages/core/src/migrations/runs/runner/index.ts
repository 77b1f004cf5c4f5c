export { adoptRuns, launchRun } from "./launch.ts";
