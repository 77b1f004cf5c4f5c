export { COMMANDS } from "./commands/index.ts";
export { runCli } from "./run.ts";
export { Interrupted, type World } from "./world.ts";
