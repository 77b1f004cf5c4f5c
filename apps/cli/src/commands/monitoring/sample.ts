import { execute, sampleMonitoring } from "@pepro/core";
import { took } from "../../output/took.ts";
import { defineCommand } from "../../program/command.ts";

/** The exit code where a cluster could not be asked. */
const UNREACHED = 6;

export const monitoringSampleCommand = defineCommand<Record<never, never>>({
  name: "monitoring sample",
  group: { name: "monitoring", summary: { fr: "", en: "" } },
  summary: {
    fr: "relever maintenant les tailles du jour, à la place de celles déjà relevées",
    en: "take today's sizes now, in place of those that were taken",
  },
  options: [],
  run: async (cli) => {
    const data = await execute(await cli.core(), sampleMonitoring, cli.call, {});
    const { number, plural } = cli.formats;
    const done = {
      fr: "{schools} en {took} ; à regarder : {attention}.",
      en: "{schools} in {took}; needing attention: {attention}.",
    };
    const failed = { fr: "{cluster} n'a pas répondu : {reason}", en: "{cluster} did not answer: {reason}" };
    const lines = [
      cli.say(done, {
        schools: plural(
          data.schools,
          { fr: "établissement relevé", en: "school sampled" },
          { fr: "établissements relevés", en: "schools sampled" },
        ),
        took: took(cli, data.milliseconds),
        attention: number(data.needingAttention),
      }),
      ...data.failed.map((each) => cli.palette.red(cli.say(failed, each))),
    ];
    return { data, text: lines.join("\n"), exitCode: data.failed.length > 0 ? UNREACHED : 0 };
  },
});
