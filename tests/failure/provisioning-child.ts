// Provisions one school and kills itself at a chosen step. Run by provisioning-kill.test.ts, bundled.
import { execute, provisionTenant } from "@pepro/core";
import { OPERATOR } from "../harness/platform.ts";
import { dyingCore } from "./support/dying-core.ts";
import { countSteps, type DyingOptions, openDying } from "./support/steps.ts";

export type ChildOptions = DyingOptions & { tenantId: string };

const options = JSON.parse(process.argv[2] ?? "") as ChildOptions;
const steps = countSteps(options);
const { core, close } = await openDying(options);

await execute(dyingCore(core, steps), provisionTenant, OPERATOR, { id: options.tenantId });
await close();
steps.tell();
