import { messageFor, PROVISIONING_STEPS } from "@pepro/contracts";
import type { Core, StepReport } from "@pepro/core";
import { createProgress } from "./output/progress.ts";
import { took } from "./output/took.ts";
import type { Cli } from "./program/cli.ts";

/** Shows the steps of what is provisioned meanwhile: a bar on a terminal, a line a step anywhere else, nothing for machines. */
export async function showingSteps<T>(cli: Cli, core: Core, work: () => Promise<T>): Promise<T> {
  if (cli.json) return work();
  const { stdout } = cli.world;
  const progress = createProgress(stdout);
  let shown = 0;
  const stop = core.provisioning.observe((report) => {
    const hasEnded = report.state !== "started";
    if (!hasEnded && !stdout.isTerminal) return;
    const position = PROVISIONING_STEPS.indexOf(report.step) + (hasEnded ? 1 : 0);
    progress.step(position, PROVISIONING_STEPS.length, stepText(cli, report), report.state === "failed");
    shown++;
  });
  try {
    const result = await work();
    progress.end();
    if (shown > 0 && !stdout.isTerminal) stdout.write("\n");
    return result;
  } catch (error) {
    progress.end();
    throw error;
  } finally {
    stop();
  }
}

function stepText(cli: Cli, { step, state, durationMs }: StepReport): string {
  const name = messageFor(`step_${step}`, cli.language) ?? step;
  const said = messageFor(`step_state_${state}`, cli.language) ?? state;
  if (state === "started") return name;
  const text = state === "done" ? took(cli, durationMs ?? 0) : said;
  const outcome = state === "failed" ? cli.palette.red(text) : text;
  return cli.say({ fr: "{name} : {outcome}", en: "{name}: {outcome}" }, { name, outcome });
}
