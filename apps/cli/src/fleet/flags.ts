import { UsageError } from "../program/usage-error.ts";
import { wholeNumber } from "../program/values.ts";

export type FleetFlags = {
  schema?: string;
  plan?: boolean;
  fake?: boolean;
  skipPublic?: boolean;
  concurrency?: string;
  canary?: readonly string[];
  batch?: string;
  lockTimeout?: string;
  retries?: string;
  failureBudget?: string;
  wait?: boolean;
  pause?: boolean;
  resume?: boolean;
  retryFailed?: boolean;
  cancel?: boolean;
  run?: string;
  text?: boolean;
  app?: string;
};

/** What is done to a run that there is; each but `watch` has a flag of its own. */
export type Order = "pause" | "resume" | "retryFailed" | "cancel" | "watch";

const ORDERS = [
  ["pause", "--pause"],
  ["resume", "--resume"],
  ["retryFailed", "--retry-failed"],
  ["cancel", "--cancel"],
] as const;

const OF_A_NEW_RUN = [
  ["schema", "--schema"],
  ["plan", "--plan"],
  ["fake", "--fake"],
  ["concurrency", "--concurrency"],
  ["canary", "--canary"],
  ["batch", "--batch"],
  ["lockTimeout", "--lock-timeout"],
  ["retries", "--retries"],
  ["failureBudget", "--failure-budget"],
  ["wait", "--wait"],
] as const;

const APART = {
  fr: "{first} et {second} ne vont pas ensemble.",
  en: "{first} and {second} do not go together.",
};

/** What is asked of a run that there is; undefined where a new one is. @throws UsageError */
export function orderOf(flags: FleetFlags): Order | undefined {
  const given = ORDERS.filter(([field]) => flags[field]);
  const of = given[0]?.[1] ?? (flags.run === undefined ? undefined : "--run");
  const other = given[1]?.[1] ?? OF_A_NEW_RUN.find(([field]) => flags[field] !== undefined)?.[1];
  if (of && other) throw new UsageError(APART, { first: of, second: other });
  return given[0]?.[0] ?? (of && "watch");
}

/** The options of a new run as its input takes them; what is no number goes through, for the input's own rule to refuse. */
export function inputOf(flags: FleetFlags) {
  const { fake, canary, failureBudget } = flags;
  return {
    fake,
    concurrency: wholeNumber(flags.concurrency),
    canary: canary && (canary.length === 1 ? (shareOf(canary[0] ?? "") ?? { schools: canary }) : { schools: canary }),
    batch: wholeNumber(flags.batch),
    lockTimeoutMs: wholeNumber(flags.lockTimeout),
    retries: wholeNumber(flags.retries),
    failureBudget: failureBudget === undefined ? undefined : (shareOf(failureBudget) ?? failureBudget),
  };
}

/** `12` schools, or `5%` of them. */
function shareOf(text: string): { count: number } | { percent: number } | undefined {
  const [, number = "", sign] = /^(\d{1,9}(?:\.\d{1,3})?)(%?)$/.exec(text) ?? [];
  if (number === "") return undefined;
  if (sign) return { percent: Number(number) };
  return number.includes(".") ? undefined : { count: Number(number) };
}
