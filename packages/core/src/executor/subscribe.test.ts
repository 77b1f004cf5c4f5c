import { isPeproError } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Core } from "../core.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { ANONYMOUS } from "./actor.ts";
import type { Call } from "./execute.ts";
import { everyone, type Permission, requireModule, superAdmin } from "./permission.ts";
import { subscribe } from "./subscribe.ts";
import { defineSubscription } from "./subscription.ts";

const away = () => Promise.reject(new Error("no database here"));
const CORE = { db: { queryPlatform: away }, log: { error: () => {} } } as unknown as Core;
const META = { requestId: "r1", ipAddress: null, userAgent: null };
const OPERATOR: Call = { actor: { kind: "operator", label: "tests" }, tenant: undefined, meta: META };
const NOBODY: Call = { ...OPERATOR, actor: ANONYMOUS };

/** Tells numbers from one up, until nobody listens. */
function counting(permission: Permission = everyone) {
  const seen = { started: 0, closed: 0 };
  const subscription = defineSubscription({
    name: "test.count",
    permission,
    input: z.object({ upTo: z.int().max(10) }),
    event: z.number(),
    idOf: String,
    run: async function* ({ signal }, { upTo }) {
      seen.started++;
      try {
        for (let number = 1; number <= upTo && !signal.aborted; number++) yield number;
      } finally {
        seen.closed++;
      }
    },
  });
  return { subscription, seen };
}

async function allOf(told: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = [];
  for await (const number of told) all.push(number);
  return all;
}

const never = new AbortController().signal;
const codeOf = (work: () => unknown) => {
  try {
    work();
    return "none";
  } catch (error) {
    return isPeproError(error) ? error.code : error;
  }
};

describe("subscribe", () => {
  test("tells what the use case tells, with its input parsed", async () => {
    const { subscription, seen } = counting();
    const told = await allOf(subscribe(CORE, subscription, OPERATOR, { upTo: 3 }, never));
    expect(told).toEqual([1, 2, 3]);
    expect(seen).toEqual({ started: 1, closed: 1 });
  });

  test("asks for the permission before it looks at the input, and for both before anything is told", () => {
    const { subscription, seen } = counting(superAdmin);
    expect(codeOf(() => subscribe(CORE, subscription, NOBODY, "nonsense", never))).toBe("unauthenticated");
    expect(codeOf(() => subscribe(CORE, subscription, OPERATOR, { upTo: 11 }, never))).toBe("validation_failed");
    expect(seen.started).toBe(0);
  });

  test("checks a school's modules as a call is checked", () => {
    const tenant = { id: "0198c0de-0000-7000-8000-000000000001", modulesEnabled: {} } as ResolvedTenant;
    const { id: tenantId } = tenant;
    const actor = { kind: "member", tenantId, userId: "u", email: "x@y.fr", role: "teacher", sessionId: "s" } as const;
    const { subscription } = counting(requireModule("messaging"));
    const call = { ...OPERATOR, actor, tenant };
    expect(codeOf(() => subscribe(CORE, subscription, call, { upTo: 1 }, never))).toBe("module_disabled");
    const other = { ...call, tenant: { ...tenant, id: "0198c0de-0000-7000-8000-000000000002" } };
    expect(codeOf(() => subscribe(CORE, subscription, other, { upTo: 1 }, never))).toBe("forbidden");
  });

  test("lets the use case clean up when its listener stops early", async () => {
    const { subscription, seen } = counting();
    for await (const number of subscribe(CORE, subscription, OPERATOR, { upTo: 9 }, never)) if (number === 2) break;
    expect(seen.closed).toBe(1);
  });

  test("passes a failure on, but to nobody once nobody listens", async () => {
    const leaving = new AbortController();
    const failing = defineSubscription({
      ...counting().subscription,
      run: async function* () {
        yield 1;
        throw new Error("the database went away");
      },
    });
    const all = (signal: AbortSignal) => allOf(subscribe(CORE, failing, OPERATOR, { upTo: 1 }, signal));
    await expect(all(leaving.signal)).rejects.toThrow("went away");
    leaving.abort();
    expect(await all(leaving.signal)).toEqual([1]);
  });
});
