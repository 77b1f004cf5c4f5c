import { PeproError } from "@pepro/contracts";
import { transaction } from "@pepro/db";
import * as z from "zod";
import type { Core } from "../../core.ts";
import { defineUseCase, superAdmin } from "../../executor/index.ts";
import { finding } from "../finding.ts";
import { lookAt } from "../look.ts";
import { cacheProbes } from "./cache.ts";
import { credentialProbes, credentialsOf } from "./credentials.ts";
import { databaseProbes, poolProbes } from "./database.ts";
import { fileProbes } from "./files.ts";
import { type Ask, coreOf, hostProbes } from "./hosts.ts";
import { type Planted, plant } from "./plant.ts";
import { make, type Probe, type ProbeResult, probeResult } from "./probe.ts";
import { tryDoctorLock } from "./queries.ts";
import { sweep } from "./sweep.ts";

/**
 * Tries to get from one school to another at every layer, with two throw-away schools that nobody else can see, and
 * takes them away again. A run that was killed is swept up by the next.
 */
export const examineIsolation = defineUseCase({
  name: "doctor.isolation",
  permission: superAdmin,
  access: "write",
  on: "none",
  input: z.object({
    /** The HTTP application over a core. */
    app: z.custom<(core: Core) => Ask>((given) => typeof given === "function"),
    onProbe: z.custom<(result: ProbeResult) => void>((given) => typeof given === "function").optional(),
  }),
  output: z.object({
    probes: z.array(probeResult),
    findings: z.array(finding),
    /** Throw-away schools that an earlier run had left. */
    swept: z.int(),
  }),
  run: async ({ core, note }, { app, onProbe }) => {
    const owner = core.db.owner(core.installation.controlClusterId);
    const result = await transaction(owner, [], async (tx) => {
      if (!(await tryDoctorLock(tx))) throw new PeproError("unavailable", { retryAfterSeconds: 10 });
      const swept = await sweep(core, tx);
      const findings = await lookAt(core);
      try {
        const schools = await Promise.all([plant(core), plant(core)]);
        const isOurs = findings.every(({ verdict }) => verdict !== "possible");
        const results: ProbeResult[] = [];
        for (const probe of await probesOf(core, app, schools)) {
          const result = await make(probe, schools[1].word, isOurs);
          results.push(result);
          onProbe?.(result);
        }
        return { probes: results, findings, swept };
      } finally {
        await sweep(core, tx);
      }
    });
    const through = result.probes.filter(({ outcome }) => outcome === "through" || outcome === "failed");
    note({
      target: { kind: "isolation", id: "doctor" },
      changes: { probes: result.probes.length, through: through.length },
    });
    return result;
  },
});

async function probesOf(
  core: Core,
  app: (core: Core) => Ask,
  [a, b]: readonly [Planted, Planted],
): Promise<readonly Probe[]> {
  const held = await credentialsOf(core, a);
  const served = coreOf(core, [a, b]);
  return [
    ...databaseProbes(core, a, b),
    ...poolProbes(core, a, b),
    ...cacheProbes(a, b, core.config.mainHosts),
    ...credentialProbes(core, a, b, held),
    ...fileProbes(core, a, b),
    ...hostProbes(app(served), served, a, b, held),
  ];
}
