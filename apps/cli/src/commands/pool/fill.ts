import { execute, fillSpares } from "@pepro/core";
import { createProgress } from "../../output/progress.ts";
import { defineCommand } from "../../program/command.ts";
import { wholeNumber } from "../../program/values.ts";
import { POOL, statusText } from "./group.ts";

type Flags = { size?: string; concurrency?: string };

/** The exit code where another process is filling. */
const BUSY = 5;

export const poolFillCommand = defineCommand<Flags>({
  name: "pool fill",
  group: POOL,
  summary: { fr: "préparer des établissements d'avance", en: "make schools ahead of need" },
  options: [
    {
      flags: "--size <n>",
      text: {
        fr: "combien il doit y en avoir (PEPRO_SPARE_SCHOOLS sinon)",
        en: "how many there are to be (PEPRO_SPARE_SCHOOLS otherwise)",
      },
    },
    {
      flags: "--concurrency <n>",
      text: { fr: "combien à la fois, 8 au plus (4 sinon)", en: "how many at a time, 8 at most (4 otherwise)" },
    },
  ],
  run: async (cli, flags) => {
    const size = flags.size === undefined ? cli.configuration().spareSchools : wholeNumber(flags.size);
    const input = { size, concurrency: wholeNumber(flags.concurrency) };
    cli.check(fillSpares, input);
    const core = await cli.core({ maxOwnerConnections: Number(input.concurrency ?? 4) + 1 });
    const progress = createProgress(cli.world.stdout);
    const made = { fr: "prêt", en: "ready" };
    const onMade = (count: number, wanted: number) => {
      if (!cli.json) progress.step(count, wanted, cli.say(made));
    };
    const filled = await execute(core, fillSpares, cli.call, { ...input, onMade, signal: cli.world.interruption });
    if (!cli.json) progress.end();
    const busy = {
      fr: "Un autre processus prépare des établissements en ce moment.",
      en: "Another process is making schools ahead at the moment.",
    };
    const text = [...(filled.isBusy ? [cli.say(busy)] : []), statusText(cli, filled.status)].join("\n");
    return { data: filled, text, exitCode: filled.isBusy ? BUSY : 0 };
  },
});
