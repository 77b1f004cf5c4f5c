import { readFileSync } from "node:fs";
import { type Call, type Core, execute, newId, type UseCase } from "@pepro/core";
import { type Row, sql, type Tx } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { CHANGES } from "./support/changes.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";
import { findUseCases, SOURCES, useCaseFiles } from "./support/use-cases.ts";

/**
 * Writes of several transactions, each found done when it is run again. Their entry is in the last of these, or is
 * written once they have done their work; every other write has it in the transaction of its change.
 */
const SEVERAL = ["doctor.isolation", "monitoring.sample", "pool.drain", "pool.fill", "tenants.provision"];

/** Writes that open the transaction of their change themselves: `own-transaction.test.ts` runs each of them. */
const OWN = [...new Set(CHANGES.map(({ action }) => action))];

/** What only ever refuses: there is no change that its entry could go with. */
const REFUSING = ["apiKeys.present", "origins.present"];

/** Writes in a transaction of the platform's that reach into a school as well. */
const IN_BOTH = ["impersonation/end.ts"];

const all = await findUseCases();
const writes = all.filter(({ useCase }) => useCase.access === "write");

let world: AuditWorld;
beforeAll(async () => {
  world = await openAuditWorld();
  await world.asOwner("create table marks (name text, entered xid8 default pg_current_xact_id())", "public");
  const runtime = world.platform.core.installation.roles.runtime;
  await world.asOwner(`grant select, insert on marks to "${runtime}"`, "public");
  await world.asOwner("create table marks (name text, entered xid8 default pg_current_xact_id())");
});
afterAll(() => world.close());

/** The use case with its own name, place and access, doing nothing but leaving a mark. */
function marking(useCase: UseCase, name: string): UseCase {
  const run = async ({ tx }: { tx?: Tx }) => {
    await tx?.query(sql`insert into marks (name) values (${name})`);
  };
  return { ...useCase, input: z.any(), permission: { name: "anybody", check: () => {} }, run: run as UseCase["run"] };
}

type Left = { action: string; isTogether: boolean };

/** Marks and entries that a call has left, in the platform's tables and in the school's. */
async function leftBy(requestId: string, name: string): Promise<{ marks: number; entries: Left[] }> {
  const look = sql`select e.action, coalesce(e.xmin::text::bigint = (m.entered::text::bigint & 4294967295), false) as "isTogether"
    from audit_entries e left join marks m on m.name = ${name} where e.request_id = ${requestId}`;
  const count = sql`select name from marks where name = ${name}`;
  const { db } = world.platform.core;
  const [entries, ownEntries] = [
    await db.queryPlatform<Left>(look),
    await db.queryTenant<Left>(world.call.tenant, look),
  ];
  const marks = [...(await db.queryPlatform<Row>(count)), ...(await db.queryTenant<Row>(world.call.tenant, count))];
  return { marks: marks.length, entries: [...entries, ...ownEntries] };
}

function callOf(requestId: string): Call {
  const actor = { kind: "member", tenantId: world.school.id, userId: newId(), email: "a@b.fr", role: "admin" } as const;
  return { ...world.call, actor: { ...actor, sessionId: newId() }, meta: { ...world.call.meta, requestId } };
}

/** The same core, cut off after the work and before the commit. */
function cutOff(core: Core): Core {
  const cut = async () => {
    throw Object.assign(new Error("cut off"), { code: "CONNECTION_CLOSED" });
  };
  const withPlatform: Core["db"]["withPlatform"] = (work) => core.db.withPlatform((tx) => work(tx).then(cut));
  const withTenant: Core["db"]["withTenant"] = (place, work) => core.db.withTenant(place, (tx) => work(tx).then(cut));
  return { ...core, db: { ...core.db, withPlatform, withTenant } };
}

describe("every use case", () => {
  test("is exported from its file, so that it is found here", () => {
    const hidden = useCaseFiles().flatMap((file) => {
      const text = readFileSync(SOURCES + file, "utf8");
      return [...text.matchAll(/^const (\w+)[^=\n]* = defineUseCase/gm)].map(([, name]) => `${file}: ${name}`);
    });
    expect(hidden).toEqual([]);
    expect(all.length).toBeGreaterThan(30);
  });

  test("has a name of its own", () => {
    const names = all.map(({ useCase }) => useCase.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("that writes runs in one transaction, given or its own, or is one of the few of several", () => {
    const without = writes.filter(({ useCase }) => useCase.on === "none").map(({ useCase }) => useCase.name);
    expect(without.sort()).toEqual([...SEVERAL, ...OWN, ...REFUSING].sort());
  });

  test("that writes in the transaction it is given opens no other", () => {
    const own = /\bdb\.(withPlatform|withTenant|queryPlatform|queryTenant|owner)\(/;
    const files = new Set(writes.filter(({ useCase }) => useCase.on !== "none").map(({ file }) => file));
    const mixed = writes.filter(({ useCase }) => useCase.on === "none").map(({ file }) => file);
    const opening = [...files].filter(
      (file) => !mixed.includes(file) && own.test(readFileSync(SOURCES + file, "utf8")),
    );
    expect(opening).toEqual(IN_BOTH);
  });
});

const others = writes.filter(({ useCase }) => !OWN.includes(useCase.name));

describe.each(others.map(({ useCase }) => [useCase.name, useCase] as const))("%s", (name, useCase) => {
  test("writes one entry, in the transaction of its change", async () => {
    const requestId = newId();
    await execute(world.platform.core, marking(useCase, requestId), callOf(requestId), {});
    const { marks, entries } = await leftBy(requestId, requestId);
    expect(entries).toEqual([{ action: name, isTogether: useCase.on !== "none" }]);
    expect(marks).toBe(useCase.on === "none" ? 0 : 1);
  });

  test.runIf(useCase.on !== "none")("writes none where its change is undone", async () => {
    const requestId = newId();
    const core = cutOff(world.platform.core);
    await expect(execute(core, marking(useCase, requestId), callOf(requestId), {})).rejects.toThrow("cut off");
    expect(await leftBy(requestId, requestId)).toEqual({ marks: 0, entries: [] });
  });
});
