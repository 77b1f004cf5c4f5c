import { fleetOptions } from "@pepro/contracts";
import * as z from "zod";
import type { FleetStart } from "../../../data/fleet.ts";

export const CANARIES = ["none", "count", "percent", "schools"] as const;
export type Canary = (typeof CANARIES)[number];

/** What the form holds; an empty number is `NaN`. */
export type StartValues = {
  canary: Canary;
  count: number;
  percent: number;
  schools: string;
  concurrency: number;
  batch: number;
  lockTimeoutMs: number;
  budget: number;
};

export const START: StartValues = {
  canary: "count",
  count: 1,
  percent: 5,
  schools: "",
  concurrency: 4,
  batch: Number.NaN,
  lockTimeoutMs: 2_000,
  budget: Number.NaN,
};

const options = fleetOptions.shape;
const unset = z.nan().transform(() => undefined);

/** Of the canary only what was chosen is looked at: what is typed of another choice does not count. */
const RULES: Record<Canary, z.ZodType> = {
  none: z.unknown(),
  count: z.object({ count: z.int().min(1) }),
  percent: z.object({ percent: z.int().min(1).max(100) }),
  schools: z.object({ schools: z.string().trim().min(1) }),
};

/** Each field by the rules of the server's own options. */
export const startForm = z
  .object({
    canary: z.enum(CANARIES),
    count: z.number().or(z.nan()),
    percent: z.number().or(z.nan()),
    schools: z.string(),
    concurrency: options.concurrency.unwrap(),
    batch: unset.or(z.int().min(1)),
    lockTimeoutMs: options.lockTimeoutMs.unwrap(),
    budget: unset.or(z.int().min(0)),
  })
  .check(({ value, issues }) => {
    const verdict = RULES[value.canary].safeParse(value);
    for (const issue of verdict.error?.issues ?? []) issues.push({ ...issue, input: value } as never);
  });

/** What the server is asked, of what was typed. */
export function startOf(values: z.output<typeof startForm>): FleetStart {
  const { canary, count, percent, schools, concurrency, batch, lockTimeoutMs, budget } = values;
  return {
    concurrency,
    lockTimeoutMs,
    ...(batch !== undefined && { batch }),
    ...(budget !== undefined && { failureBudget: { count: budget } }),
    ...(canary === "count" && { canary: { count } }),
    ...(canary === "percent" && { canary: { percent } }),
    ...(canary === "schools" && { canary: { schools: schools.trim().split(/[\s,;]+/) } }),
  };
}
