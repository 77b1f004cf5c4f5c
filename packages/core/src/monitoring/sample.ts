import { sampleMonitoringOutput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { takeSamples } from "./sampling.ts";

/** Takes today's samples now, of every cluster, in place of those that were taken earlier today. */
export const sampleMonitoring = defineUseCase({
  name: "monitoring.sample",
  permission: superAdmin,
  access: "write",
  on: "none",
  input: z.object({}).optional(),
  output: sampleMonitoringOutput,
  run: async ({ core, now, note }) => {
    const began = performance.now();
    const taken = await takeSamples(core, { now, again: true });
    const { day, schools, needingAttention } = taken;
    note({ target: { kind: "monitoring", id: day }, changes: { schools, needingAttention } });
    return { ...taken, milliseconds: Math.round(performance.now() - began) };
  },
});
