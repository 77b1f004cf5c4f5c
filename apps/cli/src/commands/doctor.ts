import { createApp } from "@pepro/api";
import {
  type Ask,
  type Core,
  checkInstallation,
  examineIsolation,
  execute,
  type Finding,
  findDrift,
  findTenantByName,
  type ProbeResult,
} from "@pepro/core";
import { SILENT_LOG } from "@pepro/runtime";
import { findingsText, isFault, probesText, probeText } from "../doctor-output.ts";
import { driftsText } from "../drift-output.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand, type Result } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";

type Flags = { isolation?: boolean; drift?: boolean; school?: string };

/** The exit code where something is broken, something got through, or a school is not what its version says. */
const UNSOUND = 9;

const APART = {
  fr: "--isolation et --drift sont deux examens : lancez-les l'un après l'autre.",
  en: "--isolation and --drift are two examinations: run one after the other.",
};
const SCHOOL_OF_DRIFT = { fr: "--school va avec --drift.", en: "--school goes with --drift." };

export const doctorCommand = defineCommand<Flags>({
  name: "doctor",
  summary: {
    fr: "vérifier l'installation ; tenter de passer d'un établissement à un autre ; comparer les schémas à leur version",
    en: "check the installation; try to get from one school to another; compare schemas with their version",
  },
  options: [
    {
      flags: "--isolation",
      text: {
        fr: "tenter l'impossible avec deux établissements jetables, invisibles des autres et retirés à la fin",
        en: "try the impossible with two throw-away schools, invisible to others and removed at the end",
      },
    },
    {
      flags: "--drift",
      text: {
        fr: "comparer le schéma de chaque établissement à un schéma neuf de même version, et écrire le SQL qui le réparerait",
        en: "compare each school's schema with a new one of its version, and write the SQL that would repair it",
      },
    },
    {
      flags: "--school <school>",
      text: { fr: "avec --drift : cet établissement seulement", en: "with --drift: this school alone" },
    },
  ],
  run: async (cli, { isolation, drift, school }) => {
    if (isolation && drift) throw new UsageError(APART);
    if (school !== undefined && !drift) throw new UsageError(SCHOOL_OF_DRIFT);
    if (drift) return compare(cli, school);
    return isolation ? examine(cli) : check(cli);
  },
});

async function check(cli: Cli): Promise<Result> {
  // Looked at as it is: preparing it would first mend what is to be found.
  const core = await cli.core({ prepare: false });
  const { findings } = await execute(core, checkInstallation, cli.call, undefined);
  return { data: { findings }, text: findingsText(cli, findings), exitCode: exitCodeOf(findings, []) };
}

async function examine(cli: Cli): Promise<Result> {
  const core = await cli.core({ prepare: false });
  const say = cli.json ? () => {} : (result: ProbeResult) => cli.world.stdout.write(`${probeText(cli, result)}\n`);
  const data = await execute(core, examineIsolation, cli.call, { app: askerOf, onProbe: say });
  const text = [findingsText(cli, data.findings), "", probesText(cli, data)].join("\n");
  return { data, text: `\n${text}`, exitCode: exitCodeOf(data.findings, data.probes) };
}

async function compare(cli: Cli, name: string | undefined): Promise<Result> {
  if (name !== undefined) cli.check(findTenantByName, { name });
  const core = await cli.core({ prepare: false });
  const school = name === undefined ? undefined : (await execute(core, findTenantByName, cli.call, { name })).id;
  const data = await execute(core, findDrift, cli.call, { ...(school && { school }) });
  const isSound = data.schools.every(({ state }) => state === "same" || state === "ahead");
  return { data, text: driftsText(cli, data), exitCode: isSound ? 0 : UNSOUND };
}

/** The application as a server makes it, for this process alone. */
function askerOf(core: Core): Ask {
  const app = createApp({
    core: () => core,
    accessLog: () => undefined,
    ready: async () => true,
    asset: async () => undefined,
    log: SILENT_LOG,
    mainHosts: core.config.mainHosts,
    trustedProxies: [],
  });
  return async (request, peer) => app.fetch(request, { remoteAddress: peer });
}

function exitCodeOf(findings: readonly Finding[], probes: readonly ProbeResult[]): number {
  return findings.some(({ verdict }) => verdict === "broken") || probes.some(isFault) ? UNSOUND : 0;
}
