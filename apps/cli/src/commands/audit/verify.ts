import { readFileSync } from "node:fs";
import type { AuditChainState } from "@pepro/contracts";
import { compareHeads, execute, listChains, verifyAudit } from "@pepro/core";
import { chainText, comparisonText, verdictText } from "../../audit-output.ts";
import type { Cli } from "../../program/cli.ts";
import { defineCommand } from "../../program/command.ts";
import { UsageError } from "../../program/usage-error.ts";
import { findSchool } from "../../school.ts";
import { AUDIT, BROKEN } from "./options.ts";

type Flags = { school?: string; all?: boolean; heads?: string };

const EITHER = { fr: "--school et --all s'excluent.", en: "--school and --all exclude each other." };
const UNREADABLE = {
  fr: "{file} n'est pas un fichier de « pepro audit heads ».",
  en: "{file} is no file of `pepro audit heads`.",
};

export const auditVerifyCommand = defineCommand<Flags>({
  name: "audit verify",
  group: AUDIT,
  summary: {
    fr: "vérifier les chaînes du journal et nommer le premier maillon rompu",
    en: "verify the trail's chains and name the first broken link",
  },
  options: [
    {
      flags: "--school <school>",
      text: { fr: "les deux chaînes de cet établissement seulement", en: "this school's two chains only" },
    },
    {
      flags: "--heads <file>",
      text: { fr: "comparer aussi avec un fichier de audit heads", en: "compare with a file of audit heads as well" },
    },
    { flags: "--all", text: { fr: "toutes les chaînes (sinon aussi)", en: "every chain (so without it)" } },
  ],
  run: async (cli, { school, all, heads }) => {
    if (school !== undefined && all) throw new UsageError(EITHER);
    const statement = heads === undefined ? undefined : statementIn(cli, heads);
    const core = await cli.core();
    const chains = await chainsOf(cli, school);
    const states: AuditChainState[] = [];
    for (const chain of chains) {
      const state = await execute(core, verifyAudit, cli.call, chain);
      states.push(state);
      if (!cli.json) cli.world.stdout.write(`${chainText(cli, state)}\n`);
    }
    const comparison = statement === undefined ? undefined : await execute(core, compareHeads, cli.call, statement);
    const broken = states.filter(({ state }) => state === "broken");
    const isHeld = !comparison || (comparison.isGenuine && comparison.lost.length === 0);
    return {
      data: { chains: states, broken: broken.length, ...(comparison && { heads: comparison }) },
      text: ["", comparison && comparisonText(cli, comparison), verdictText(cli, states)]
        .filter((line) => line !== undefined)
        .join("\n"),
      exitCode: broken.length > 0 || !isHeld ? BROKEN : 0,
    };
  },
});

/** What is in a file, to be judged by the use case: a file that was changed is told from one that is none. */
function statementIn(cli: Cli, file: string): unknown {
  try {
    const statement: unknown = JSON.parse(readFileSync(file, "utf8"));
    cli.check(compareHeads, statement);
    return statement;
  } catch {
    throw new UsageError(UNREADABLE, { file });
  }
}

/** What the platform's trail says of a school, and the school's own; or all there are. */
export async function chainsOf(cli: Cli, school: string | undefined) {
  if (school === undefined) return execute(await cli.core(), listChains, cli.call, undefined);
  const { id: tenantId, isProvisioned } = await findSchool(cli, school);
  const about = { trail: "platform" as const, tenantId };
  return isProvisioned ? [about, { trail: "school" as const, tenantId }] : [about];
}
