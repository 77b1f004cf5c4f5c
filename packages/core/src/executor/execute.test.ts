import { isPeproError, PeproError } from "@pepro/contracts";
import type { Statement, Tx, WritingTx } from "@pepro/db";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Core } from "../core.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { ANONYMOUS } from "./actor.ts";
import { type Call, execute } from "./execute.ts";
import { everyone, superAdmin } from "./permission.ts";
import { defineUseCase, type Place, type UseCase } from "./use-case.ts";

const SCHOOL = {
  id: "0198c0de-0000-7000-8000-000000000001",
  schema: "zola",
  schemaVersion: 11,
  isActive: true,
  isProvisioned: true,
} as ResolvedTenant;
const META = { requestId: "r1", ipAddress: null, userAgent: null };
const OPERATOR: Call = { actor: { kind: "operator", label: "tests" }, tenant: undefined, meta: META };
const NOBODY: Call = { ...OPERATOR, actor: ANONYMOUS };

/** A core whose databases only write down what was done on them, in order. */
function open({ failing }: { failing?: RegExp } = {}) {
  const events: string[] = [];
  const entries: { on: string; values: unknown[] }[] = [];
  const take = (on: string) => async (statement: Statement) => {
    const table = [...statement.text.matchAll(/insert into ([\w.]+)/g)].at(-1)?.[1] ?? statement.text;
    events.push(`${on}: ${table}`);
    if (failing?.test(table)) throw new Error("the database failed");
    if (table === "rate_limits") return [{ passed: 1 }];
    entries.push({ on, values: [...statement.values] });
    return [];
  };
  const transaction = (on: string) => async (work: (tx: WritingTx) => Promise<unknown>) => {
    events.push(`${on}: begin`);
    let last: Statement | undefined;
    const atCommit = (statement: Statement) => {
      last = statement;
    };
    try {
      const tx = { query: take(on), execute: take(on), first: take(on), atCommit };
      const result = await work(tx as unknown as WritingTx);
      if (last) await take(on)(last);
      events.push(`${on}: commit`);
      return result;
    } catch (error) {
      events.push(`${on}: rollback`);
      throw error;
    }
  };
  const db = {
    withPlatform: transaction("platform"),
    readPlatform: transaction("platform, read only"),
    withTenant: (_: unknown, work: (tx: Tx) => Promise<unknown>) => transaction("school")(work),
    readTenant: (_: unknown, work: (tx: Tx) => Promise<unknown>) => transaction("school, read only")(work),
    queryPlatform: take("platform, alone"),
  };
  const logged: string[] = [];
  const log = { error: (event: string) => void logged.push(event) };
  return {
    core: { db, log, migrations: { public: [], tenant: [{ version: 12 }] } } as unknown as Core,
    events,
    entries,
    logged,
  };
}

function useCase<On extends Place>(
  on: On,
  more: Partial<UseCase<z.ZodType, unknown, On>> = {},
): UseCase<z.ZodType, unknown, On> {
  return defineUseCase({
    name: "test.run",
    permission: everyone,
    access: "write",
    on,
    input: z.object({ name: z.string() }),
    output: z.unknown(),
    run: async () => "ran",
    ...more,
  });
}

const codeOf = (error: unknown) => (isPeproError(error) ? error.code : error);

describe("execute", () => {
  test("asks for the permission before it looks at the input, and for the input before it opens anything", async () => {
    const { core, events } = open();
    const guarded = useCase("platform", { permission: superAdmin, access: "read" });
    expect(codeOf(await execute(core, guarded, NOBODY, "nonsense").catch((e) => e))).toBe("unauthenticated");
    expect(codeOf(await execute(core, guarded, OPERATOR, "nonsense").catch((e) => e))).toBe("validation_failed");
    expect(events).toEqual([]);
  });

  test("runs in one transaction with the entry of what it did", async () => {
    const { core, events, entries } = open();
    const noting = useCase("platform", {
      run: async ({ note }, input) => {
        note({ target: { kind: "school", id: "7" }, tenantId: SCHOOL.id });
        note({ changes: { name: (input as { name: string }).name } });
        return "ran";
      },
    });
    expect(await execute(core, noting, OPERATOR, { name: "Zola" })).toBe("ran");
    expect(events).toEqual(["platform: begin", "platform: public.audit_entries", "platform: commit"]);
    expect(entries[0]?.values).toEqual(
      expect.arrayContaining([SCHOOL.id, "test.run", "done", "operator", "tests", "school", "7", "r1"]),
    );
  });

  test("writes a school's entry into the school, in its own transaction", async () => {
    const { core, events } = open();
    await execute(core, useCase("tenant"), { ...OPERATOR, tenant: SCHOOL }, { name: "x" });
    expect(events).toEqual(["school: begin", "school: audit_entries", "school: commit"]);
  });

  test("writes the entry after the work where that has no transaction", async () => {
    const { core, events } = open();
    await execute(core, useCase("none"), OPERATOR, { name: "x" });
    expect(events).toEqual(["platform, alone: public.audit_entries"]);
  });

  test("writes it in a transaction of the work's own where that says so, and there alone", async () => {
    const { core, events, entries } = open();
    const own = useCase("none", {
      run: ({ core: same, note, writeEntryIn }) =>
        same.db.withTenant(SCHOOL, async (tx) => {
          note({ target: { kind: "user", id: "7" } });
          writeEntryIn(tx, SCHOOL);
        }),
    });
    await execute(core, own, OPERATOR, { name: "x" });
    expect(events).toEqual(["school: begin", "school: audit_entries", "school: commit"]);
    expect(entries[0]?.values).toEqual(expect.arrayContaining(["test.run", "done", "user", "7"]));
  });

  test("writes no entry for what is composed", async () => {
    const { core, events } = open();
    await execute(core, useCase("platform", { access: "composed" }), OPERATOR, { name: "x" });
    expect(events).toEqual(["platform: begin", "platform: commit"]);
  });

  test("runs what reads where PostgreSQL refuses every change, and writes no entry", async () => {
    const { core, events } = open();
    await execute(core, useCase("platform", { access: "read" }), OPERATOR, { name: "x" });
    await execute(core, useCase("tenant", { access: "read" }), { ...OPERATOR, tenant: SCHOOL }, { name: "x" });
    const inside = (on: string) => [`${on}, read only: begin`, `${on}, read only: commit`];
    expect(events).toEqual([...inside("platform"), ...inside("school")]);
  });

  test("undoes the work when its entry cannot be written", async () => {
    const { core, events } = open({ failing: /audit_entries/ });
    await expect(execute(core, useCase("platform"), OPERATOR, { name: "x" })).rejects.toThrow("the database failed");
    expect(events).toContain("platform: rollback");
    expect(events).not.toContain("platform: commit");
  });

  test("writes down what failed by a fault of ours, outside what was rolled back, and passes its error on", async () => {
    const { core, events, entries } = open();
    const fault = new TypeError("a bug, with what somebody typed");
    const failing = useCase("platform", {
      run: ({ note }) => {
        note({ changes: { name: "Zola" } });
        return Promise.reject(fault);
      },
    });
    await expect(execute(core, failing, OPERATOR, { name: "x" })).rejects.toBe(fault);
    expect(events).toEqual(["platform: begin", "platform: rollback", "platform, alone: public.audit_entries"]);
    expect(entries[0]?.values).toEqual(expect.arrayContaining(["test.run", "failed"]));
    expect(JSON.stringify(entries)).toContain('"failure":"TypeError"');
    expect(JSON.stringify(entries)).not.toContain("somebody typed");
  });

  test.each([
    ["a wrong state", new PeproError("already_provisioned", { tenantId: "t" })],
    ["a database that is away", Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" })],
    ["an account that is gone", new PeproError("user_not_found", {})],
  ])("writes no entry of %s", async (_, error) => {
    const { core, entries } = open();
    const failing = useCase("platform", { run: () => Promise.reject(error) });
    await expect(execute(core, failing, OPERATOR, { name: "x" })).rejects.toBe(error);
    expect(entries).toEqual([]);
  });

  test("passes a failure on where it cannot be written down, and logs that", async () => {
    const { core, logged } = open({ failing: /audit_entries/ });
    const fault = new TypeError("a bug");
    const failing = useCase("platform", { run: () => Promise.reject(fault) });
    await expect(execute(core, failing, OPERATOR, { name: "x" })).rejects.toBe(fault);
    expect(logged).toEqual(["failure not written into the audit trail"]);
  });

  test("tells of no failure once all is committed", async () => {
    const { core, entries } = open();
    const later = useCase("platform", {
      run: async ({ afterCommit }) => afterCommit(() => Promise.reject(new Error("too late"))),
    });
    await expect(execute(core, later, OPERATOR, { name: "x" })).rejects.toThrow("too late");
    expect(entries).toHaveLength(1);
    expect(entries[0]?.values).toContain("done");
  });

  test("writes into a school whose tables are older than chains without naming what they lack", async () => {
    const { core, entries } = open();
    const old = { ...SCHOOL, schemaVersion: 10 };
    await execute(core, useCase("tenant"), { ...OPERATOR, tenant: old }, { name: "x" });
    expect(entries[0]?.values).toHaveLength(11);
  });

  test("does what was put off only once all is committed, in order", async () => {
    const { core, events } = open();
    const later = useCase("platform", {
      run: async ({ afterCommit }) => {
        afterCommit(() => void events.push("first"));
        afterCommit(async () => void events.push("second"));
      },
    });
    await execute(core, later, OPERATOR, { name: "x" });
    expect(events.slice(-3)).toEqual(["platform: commit", "first", "second"]);
    const { core: failing, events: seen } = open({ failing: /audit_entries/ });
    const notReached = useCase("platform", {
      run: async ({ afterCommit }) => afterCommit(() => void seen.push("never")),
    });
    await execute(failing, notReached, OPERATOR, { name: "x" }).catch(() => {});
    expect(seen).not.toContain("never");
  });

  test("gives the use case its parsed input, the caller and the time", async () => {
    const { core } = open();
    const now = new Date("2026-11-23T08:00:00Z");
    const echo = useCase("none", {
      access: "read",
      input: z.object({ name: z.string().trim(), size: z.number().default(3) }),
      run: async ({ actor, meta, now: at }, input) => ({ actor, meta, at, input }),
    });
    expect(await execute(core, echo, { ...OPERATOR, now }, { name: " x " })).toEqual({
      actor: OPERATOR.actor,
      meta: META,
      at: now,
      input: { name: "x", size: 3 },
    });
  });

  test("refuses what belongs to a school where there is none", async () => {
    const { core, events } = open();
    expect(codeOf(await execute(core, useCase("tenant"), OPERATOR, { name: "x" }).catch((e) => e))).toBe(
      "tenant_required",
    );
    expect(events).toEqual([]);
  });
});

describe("a refusal", () => {
  const forbidden = {
    name: "nobody",
    check: () => {
      throw new PeproError("forbidden", {});
    },
  };

  test("of a write is written down, outside the transaction it never had", async () => {
    const { core, events, entries } = open();
    const refused = useCase("platform", { permission: forbidden });
    expect(codeOf(await execute(core, refused, OPERATOR, {}).catch((e) => e))).toBe("forbidden");
    expect(events).toEqual(["platform, alone: public.audit_entries"]);
    expect(entries[0]?.values).toEqual(expect.arrayContaining(["test.run", "refused"]));
  });

  test.each([["password_incorrect"], ["two_factor_invalid"], ["two_factor_required"], ["api_key_invalid"]] as const)(
    "for %s is one as well",
    async (code) => {
      const { core, entries } = open();
      const refusing = useCase("none", { run: () => Promise.reject(new PeproError(code, {})) });
      await execute(core, refusing, OPERATOR, { name: "x" }).catch(() => {});
      expect(entries[0]?.values).toEqual(expect.arrayContaining(["test.run", "refused"]));
    },
  );

  test("of a read is written down of whoever is somebody, and counted", async () => {
    const { core, events } = open();
    const looking = useCase("platform", { permission: forbidden, access: "read" });
    await execute(core, looking, NOBODY, {}).catch(() => {});
    expect(events).toEqual([]);
    await execute(core, looking, OPERATOR, {}).catch(() => {});
    expect(events).toEqual(["platform, alone: rate_limits", "platform, alone: public.audit_entries"]);
  });

  test("of nobody's write is written down, and counted", async () => {
    const { core, events } = open();
    const code = await execute(core, useCase("platform", { permission: superAdmin }), NOBODY, {}).catch(codeOf);
    expect(code).toBe("unauthenticated");
    expect(events).toEqual(["platform, alone: rate_limits", "platform, alone: public.audit_entries"]);
  });

  test("of a read that fails of its own is none", async () => {
    const { core, events } = open();
    const failing = useCase("none", { access: "read", run: () => Promise.reject(new TypeError("x is undefined")) });
    await execute(core, failing, OPERATOR, { name: "x" }).catch(() => {});
    expect(events).toEqual([]);
  });

  test("by the use case itself survives the rollback of its work", async () => {
    const { core, events, entries } = open();
    const refusing = useCase("platform", {
      run: ({ note }) => {
        note({ target: { kind: "account", id: "jeanne@zola.fr" } });
        return Promise.reject(new PeproError("invalid_credentials", {}));
      },
    });
    expect(codeOf(await execute(core, refusing, OPERATOR, { name: "x" }).catch((e) => e))).toBe("invalid_credentials");
    expect(events).toEqual(["platform: begin", "platform: rollback", "platform, alone: public.audit_entries"]);
    expect(entries[0]?.values).toEqual(expect.arrayContaining(["refused", "account", "jeanne@zola.fr"]));
  });

  test("is written once where use cases are composed", async () => {
    const { core, entries } = open();
    const part = useCase("platform", { name: "test.part", permission: forbidden });
    const whole = useCase("none", {
      name: "test.whole",
      access: "composed",
      run: ({ core: same }) => execute(same, part, OPERATOR, {}),
    });
    await execute(core, whole, OPERATOR, { name: "x" }).catch(() => {});
    expect(entries.map(({ values }) => values.filter((value) => String(value).startsWith("test.")))).toEqual([
      ["test.part"],
    ]);
  });
});
