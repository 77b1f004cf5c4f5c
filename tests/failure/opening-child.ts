// Opens the schools of a file and kills itself at a chosen step. Run by opening-kill.test.ts, bundled.
import { execute, startOpening } from "@pepro/core";
import { OPERATOR } from "../harness/platform.ts";
import { dyingCore } from "./support/dying-core.ts";
import { countSteps, type DyingOptions, openDying } from "./support/steps.ts";

export type OpeningChildOptions = DyingOptions & { csv: string };

const options = JSON.parse(process.argv[2] ?? "") as OpeningChildOptions;
const steps = countSteps(options);
// Whoever is killed is missed at once; a sign of life in between would be a step that comes when it comes.
const { core, close } = await openDying(options, { openings: { timing: { leaseMs: 300, lookMs: 60_000 } } });
const dying = dyingCore(core, steps);

const { id } = await execute(dying, startOpening, OPERATOR, { csv: options.csv, concurrency: 1 });
await core.openings.settled(id);
await close();
steps.tell();
