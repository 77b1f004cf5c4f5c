import { AUDIT_FORMATS } from "@pepro/contracts";
import { exportAudit, recordExport } from "@pepro/core";
import { defineCommand } from "../../program/command.ts";
import { UsageError } from "../../program/usage-error.ts";
import { NO_SCHOOL } from "../../school.ts";
import { AUDIT, FILTER_FIELDS, FILTER_OPTIONS, type FilterFlags, filterOf, schoolOf } from "./options.ts";

type Flags = FilterFlags & { format?: string };

const NO_JSON = {
  fr: "audit export écrit déjà pour une machine : --format jsonl, sans --json.",
  en: "audit export writes for a machine already: --format jsonl, without --json.",
};

export const auditExportCommand = defineCommand<Flags>({
  name: "audit export",
  group: AUDIT,
  summary: {
    fr: "écrire le journal sur la sortie standard, du plus ancien au plus récent",
    en: "write the trail to standard output, oldest first",
  },
  options: [
    {
      flags: "--format <format>",
      text: { fr: "forme du résultat", en: "form of the result" },
      choices: AUDIT_FORMATS,
      default: "csv",
    },
    ...FILTER_OPTIONS,
  ],
  fields: FILTER_FIELDS,
  run: async (cli, { school, format, ...flags }) => {
    if (cli.json) throw new UsageError(NO_JSON);
    const input = { ...filterOf(flags), format };
    cli.check(recordExport, { ...input, ...(school !== undefined && { tenantId: NO_SCHOOL }) });
    const found = await schoolOf(cli, school);
    const { stdout, interruption } = cli.world;
    for await (const piece of exportAudit(await cli.core(), cli.call, { ...input, ...found }, interruption)) {
      stdout.write(piece);
      if (stdout.taken && !(await stdout.taken())) break;
    }
    return { data: null, text: "" };
  },
});
