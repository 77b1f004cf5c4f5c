import { createApp } from "@pepro/api";
import {
  type Ask,
  type Core,
  checkInstallation,
  examineIsolation,
  execute,
  type Finding,
  type ProbeResult,
} from "@pepro/core";
import { SILENT_LOG } from "@pepro/runtime";
import { findingsText, isFault, probesText, probeText } from "../doctor-output.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand, type Result } from "../program/command.ts";

type Flags = { isolation?: boolean };

/** The exit code where something is broken, or something got through. */
const UNSOUND = 9;

export const doctorCommand = defineCommand<Flags>({
  name: "doctor",
  summary: {
    fr: "vérifier l'installation, et avec --isolation tenter de passer d'un établissement à un autre",
    en: "check the installation, and with --isolation try to get from one school to another",
  },
  options: [
    {
      flags: "--isolation",
      text: {
        fr: "tenter l'impossible avec deux établissements jetables, invisibles des autres et retirés à la fin",
        en: "try the impossible with two throw-away schools, invisible to others and removed at the end",
      },
    },
  ],
  run: async (cli, { isolation }) => (isolation ? examine(cli) : check(cli)),
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
