import type { AuditEntryView } from "@pepro/contracts";
import { execute, listAudit } from "@pepro/core";
import { table } from "../../output/table.ts";
import type { Cli } from "../../program/cli.ts";
import { defineCommand } from "../../program/command.ts";
import { wholeNumber } from "../../program/values.ts";
import { NO_SCHOOL } from "../../school.ts";
import { AUDIT, FILTER_FIELDS, FILTER_OPTIONS, type FilterFlags, filterOf, schoolOf } from "./options.ts";

type Flags = FilterFlags & { limit?: string; cursor?: string };

export const auditListCommand = defineCommand<Flags>({
  name: "audit list",
  group: AUDIT,
  summary: { fr: "lire le journal, du plus récent au plus ancien", en: "read the trail, newest first" },
  options: [
    ...FILTER_OPTIONS,
    {
      flags: "--limit <n>",
      text: { fr: "entrées, 200 au plus (50 sinon)", en: "entries, 200 at most (50 otherwise)" },
    },
    { flags: "--cursor <next>", text: { fr: "la page suivante, comme « next »", en: "the next page, as `next` says" } },
  ],
  fields: FILTER_FIELDS,
  run: async (cli, { school, limit, cursor, ...flags }) => {
    const input = { ...filterOf(flags), limit: wholeNumber(limit), cursor };
    cli.check(listAudit, { ...input, ...(school !== undefined && { tenantId: NO_SCHOOL }) });
    const found = await schoolOf(cli, school);
    const data = await execute(await cli.core(), listAudit, cli.call, { ...input, ...found });
    const next = { fr: "La suite : --cursor {next}", en: "More: --cursor {next}" };
    const more = data.next ? [cli.palette.dim(cli.say(next, { next: data.next }))] : [];
    return { data, text: [entriesTable(cli, data.entries), ...more].join("\n\n") };
  },
});

function entriesTable(cli: Cli, entries: readonly AuditEntryView[]): string {
  if (entries.length === 0) return cli.say({ fr: "Aucune entrée.", en: "No entry." });
  return table(
    entries,
    [
      { title: cli.say({ fr: "Quand", en: "When" }), value: ({ at }) => `${at.slice(0, 10)} ${at.slice(11, 19)}` },
      {
        title: cli.say({ fr: "Issue", en: "Outcome" }),
        value: ({ outcome }) => outcome,
        style: (text, { outcome }) => (outcome === "done" ? text : cli.palette.red(text)),
      },
      { title: cli.say({ fr: "Action", en: "Action" }), value: ({ action }) => action },
      { title: cli.say({ fr: "Qui", en: "Who" }), value: whoOf, shrinks: true },
      { title: cli.say({ fr: "Objet", en: "Target" }), value: ({ target }) => targetOf(target) },
      { title: cli.say({ fr: "Champs", en: "Fields" }), value: ({ changes }) => Object.keys(changes ?? {}).join(", ") },
    ],
    { palette: cli.palette, width: cli.world.stdout.columns },
  );
}

function whoOf({ actor, realActor }: AuditEntryView): string {
  const who = actor.label || actor.kind;
  return realActor ? `${realActor.label} → ${who}` : who;
}

function targetOf(target: AuditEntryView["target"]): string {
  return target ? `${target.kind}:${target.id}` : "";
}
