import type { AuditChainState } from "@pepro/contracts";
import { execute, listChains, verifyAudit } from "@pepro/core";
import { chainText, verdictText } from "../../audit-output.ts";
import type { Cli } from "../../program/cli.ts";
import { defineCommand } from "../../program/command.ts";
import { UsageError } from "../../program/usage-error.ts";
import { findSchool } from "../../school.ts";
import { AUDIT, BROKEN } from "./options.ts";

type Flags = { school?: string; all?: boolean };

const EITHER = { fr: "--school et --all s'excluent.", en: "--school and --all exclude each other." };

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
    { flags: "--all", text: { fr: "toutes les chaînes (sinon aussi)", en: "every chain (so without it)" } },
  ],
  run: async (cli, { school, all }) => {
    if (school !== undefined && all) throw new UsageError(EITHER);
    const core = await cli.core();
    const chains = await chainsOf(cli, school);
    const states: AuditChainState[] = [];
    for (const chain of chains) {
      const state = await execute(core, verifyAudit, cli.call, chain);
      states.push(state);
      if (!cli.json) cli.world.stdout.write(`${chainText(cli, state)}\n`);
    }
    const broken = states.filter(({ state }) => state === "broken");
    return {
      data: { chains: states, broken: broken.length },
      text: `\n${verdictText(cli, states)}`,
      exitCode: broken.length > 0 ? BROKEN : 0,
    };
  },
});

/** What the platform's trail says of a school, and the school's own; or all there are. */
export async function chainsOf(cli: Cli, school: string | undefined) {
  if (school === undefined) return execute(await cli.core(), listChains, cli.call, undefined);
  const { id: tenantId, isProvisioned } = await findSchool(cli, school);
  const about = { trail: "platform" as const, tenantId };
  return isProvisioned ? [about, { trail: "school" as const, tenantId }] : [about];
}
