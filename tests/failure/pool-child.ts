// Opens a school with a spare, or fills the pool, and kills itself at a chosen step. Run by pool-kill.test.ts, bundled.
import { execute, fillSpares, provisionTenant } from "@pepro/core";
import { OPERATOR } from "../harness/platform.ts";
import { dyingCore } from "./support/dying-core.ts";
import { countSteps, type DyingOptions, openDying } from "./support/steps.ts";

export type PoolChildOptions = DyingOptions & {
  task: { kind: "open"; tenantId: string } | { kind: "fill"; size: number };
};

const options = JSON.parse(process.argv[2] ?? "") as PoolChildOptions;
const { task } = options;
const steps = countSteps(options);
const { core, close } = await openDying(options);
const dying = dyingCore(core, steps);

if (task.kind === "open") await execute(dying, provisionTenant, OPERATOR, { id: task.tenantId });
else await execute(dying, fillSpares, OPERATOR, { size: task.size, concurrency: 1 });
await close();
steps.tell();
