import { defineUseCase, execute, logIn, newId, superAdmin, updateProfile, verifyAudit } from "@pepro/core";
import { rawSql, sql } from "@pepro/db";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANYBODY, OPERATOR } from "../harness/index.ts";
import { type AuditWorld, openAuditWorld, renameBoard } from "./support/trail.ts";

let world: AuditWorld;
beforeAll(async () => {
  world = await openAuditWorld();
});
afterAll(() => world.close());

type Place = { seq: number; id: number };
const places = () => world.asOwner<Place>("select chain_seq as seq, id from audit_entries order by chain_seq");

describe("a school's chain", () => {
  test("has no gap and holds after 64 writers at once", async () => {
    const before = (await places()).length;
    await Promise.all(Array.from({ length: 64 }, (_, index) => world.write(`writer ${index}`)));
    const after = await places();
    expect(after.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 64 }, (_, index) => index + 1));
    const ids = after.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((left, right) => left - right));
    expect(await world.verify()).toMatchObject({ state: "ok", entries: before + 64, broken: null });
  });

  test("takes writers from several processes in turns", async () => {
    const other = await world.platform.another();
    const before = (await places()).length;
    const cores = [world.platform.core, other.core];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        execute(cores[index % 2] ?? world.platform.core, renameBoard, world.call, { name: `p ${index}` }),
      ),
    );
    await other.close();
    expect(await world.verify()).toMatchObject({ state: "ok", entries: before + 20 });
  });

  test("gets nothing of a change that was undone, and goes on without a gap", async () => {
    const before = (await places()).length;
    const { db } = world.platform.core;
    const failing = {
      ...world.platform.core,
      db: {
        ...db,
        withTenant: ((place, work) =>
          db.withTenant(place, async (tx) => {
            await work(tx);
            throw new Error("cut off before the commit");
          })) as typeof db.withTenant,
      },
    };
    await expect(execute(failing, renameBoard, world.call, { name: "undone" })).rejects.toThrow("cut off");
    expect(await places()).toHaveLength(before);
    await world.write("done");
    expect(await world.verify()).toMatchObject({ state: "ok", entries: before + 1, head: { seq: before + 1 } });
  });

  test("is undone with a change whose entry cannot be written", async () => {
    await world.asOwner("alter table audit_entries add constraint no_board check (target_id <> 'impossible')");
    const stamp = () => world.asOwner<{ at: Date }>("select updated_at as at from storage_counters");
    const before = await stamp();
    await expect(world.write("impossible")).rejects.toMatchObject({ code: "23514" });
    expect(await stamp()).toEqual(before);
    await world.asOwner("alter table audit_entries drop constraint no_board");
    expect(await world.verify()).toMatchObject({ state: "ok" });
  });

  test("can be recomputed from its rows whatever was noted", async () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const changes = fc.dictionary(text, fc.jsonValue(), { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(text, changes, async (name, noted) => {
        await execute(world.platform.core, renameBoard, world.call, { name, changes: noted });
      }),
      { numRuns: 60 },
    );
    expect(await world.verify()).toMatchObject({ state: "ok", broken: null });
  });

  test("holds with numbers, depths and lengths that JSON and PostgreSQL write differently", async () => {
    const changes = {
      numbers: [1e21, 1e-7, 0.1, -0, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER + 2, 100, 1.5],
      long: "é".repeat(50_000),
      keys: { b: 1, a: 2, "\u{1f600}": 3, "\uffff": 4, "": 5, __proto__x: 6, "10": 7, "9": 8 },
      deep: { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } },
    };
    await execute(world.platform.core, renameBoard, world.call, { name: "odd", changes });
    expect(await world.verify()).toMatchObject({ state: "ok" });
  });
});

describe("the platform's trail", () => {
  test("has a chain for each school concerned and one of its own", async () => {
    const other = await world.platform.openSchool();
    await Promise.all([
      ...Array.from({ length: 8 }, (_, index) => world.writeOnPlatform(`own ${index}`)),
      ...Array.from({ length: 8 }, (_, index) => world.writeOnPlatform(`school ${index}`, world.school.id)),
      ...Array.from({ length: 8 }, (_, index) => world.writeOnPlatform(`other ${index}`, other.id)),
    ]);
    for (const id of [undefined, world.school.id, other.id]) {
      const state = await world.verifyPlatform(id);
      expect(state).toMatchObject({ state: "ok", broken: null, unchained: 0 });
      expect(state.entries).toBe(state.head?.seq);
    }
    expect((await world.verifyPlatform(other.id)).entries).toBe(10);
  });

  test("says of a school nobody ever did anything about that its chain is empty", async () => {
    expect(await world.verifyPlatform(newId())).toMatchObject({ state: "empty", entries: 0, head: null });
  });
});

describe("an entry", () => {
  test("names both who acted and who really did, where a super-admin acts in a member's place", async () => {
    const impersonator = { userId: newId(), email: "root@peproscolaire.fr" };
    const userId = newId();
    const member = {
      kind: "member",
      tenantId: world.school.id,
      userId,
      email: "eleve@hugo.fr",
      role: "student",
    } as const;
    const actor = { ...member, sessionId: newId(), impersonator };
    await execute(world.platform.core, renameBoard, { ...world.call, actor }, { name: "by proxy" });
    const [entry] = await world.asOwner(`select actor_kind as kind, actor_id as id, actor_label as label,
      real_actor_id as "realId", real_actor_label as "realLabel" from audit_entries where target_id = 'by proxy'`);
    expect(entry).toEqual({
      kind: "student",
      id: userId,
      label: "eleve@hugo.fr",
      realId: impersonator.userId,
      realLabel: "root@peproscolaire.fr",
    });
  });

  test("is written whatever was typed: a null character, half a character, far too much", async () => {
    const name = `\u0000\ud800${"x".repeat(5_000)}`;
    await execute(world.platform.core, renameBoard, world.call, { name });
    const [entry] = await world.asOwner<{ id: string }>(
      "select target_id as id from audit_entries order by audit_entries.id desc limit 1",
    );
    expect(entry?.id).toMatch(/^\ufffd\ufffdx+…$/);
    expect(entry?.id.length).toBe(501);
  });
});

describe("what was refused or failed", () => {
  const latest = () =>
    world.asOwner(
      `select action, outcome, tenant_id as "tenantId", target_id as name, changes from audit_entries
        order by id desc limit 1`,
      "public",
    );

  test("by a fault of the database is in the platform's trail, with its code and what was tried", async () => {
    const broken = defineUseCase({
      ...renameBoard,
      name: "board.break",
      run: async ({ tx, note }) => {
        note({ target: { kind: "board", id: "broken" }, changes: { name: { from: "a", to: "b" } } });
        await tx.query(sql`select * from nowhere`);
      },
    });
    const failing = execute(world.platform.core, broken, world.call, { name: "x" });
    await expect(failing).rejects.toMatchObject({ code: "42P01" });
    expect(await latest()).toEqual([
      {
        action: "board.break",
        outcome: "failed",
        tenantId: world.school.id,
        name: "broken",
        changes: { name: { from: "a", to: "b" }, failure: "42P01" },
      },
    ]);
    expect(await world.verifyPlatform(world.school.id)).toMatchObject({ state: "ok" });
  });

  test("by a permission is there too, also of anybody's sign-in", async () => {
    const guarded = defineUseCase({ ...renameBoard, name: "board.guard", permission: superAdmin });
    const actor = {
      kind: "member",
      tenantId: world.school.id,
      userId: newId(),
      email: "a@b.fr",
      role: "parent",
    } as const;
    const refused = execute(
      world.platform.core,
      guarded,
      { ...world.call, actor: { ...actor, sessionId: newId() } },
      {},
    );
    await expect(refused).rejects.toMatchObject({ code: "forbidden" });
    expect(await latest()).toMatchObject([{ action: "board.guard", outcome: "refused", tenantId: world.school.id }]);
    const nobody = { ...world.call, actor: ANYBODY.actor };
    const credentials = { email: "x@y.fr\u0000", password: "Secret!2026" };
    await expect(execute(world.platform.core, logIn, nobody, credentials)).rejects.toMatchObject({
      name: "PeproError",
    });
    const [entry] = await latest();
    expect(entry).toMatchObject({ action: "auth.logIn", outcome: "refused" });
    expect(JSON.stringify(entry)).not.toContain("Secret!2026");
    expect(await world.verifyPlatform(world.school.id)).toMatchObject({ state: "ok" });
  });
});

test("what people change of their own account is in their school's trail, from what to what", async () => {
  const userId = await world.platform.addMember(world.school, "louise@hugo.fr", "teacher", "Louise");
  const member = {
    kind: "member",
    tenantId: world.school.id,
    userId,
    email: "louise@hugo.fr",
    role: "teacher",
  } as const;
  const call = { ...world.call, actor: { ...member, sessionId: newId() } };
  await execute(world.platform.core, updateProfile, call, { firstName: "Louise", phoneNumber: "+33612345678" });
  const [entry] = await world.asOwner(`select changes, target_id as target from audit_entries
    where action = 'auth.updateProfile'`);
  expect(entry).toEqual({ target: userId, changes: { phoneNumber: { from: "", to: "+33612345678" } } });
});

test("a school whose tables are older than chains is written to, and its entries counted apart once it has one", async () => {
  const school = await world.platform.openSchool();
  // A program that still works with such tables.
  const core = { ...world.platform.core, migrations: { ...world.platform.core.migrations, servedFrom: 10 } };
  const target = await core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("no school");
  const call = { ...OPERATOR, tenant: target.tenant };
  const path = `"${school.schemaName}".audit_entries`;
  await world.asOwner(`alter table ${path} drop constraint audit_entries_chained_check`);
  const old = { ...call, tenant: { ...target.tenant, schemaVersion: 10 } };
  await execute(core, renameBoard, old, { name: "old" });
  await world.asOwner(`alter table ${path} add constraint audit_entries_chained_check
    check (chain_seq is not null and hash is not null) not valid`);
  await execute(core, renameBoard, call, { name: "new" });
  const late = execute(core, renameBoard, old, { name: "too late" });
  await expect(late).rejects.toMatchObject({ code: "tenant_unavailable" });
  const rows = await core.db.queryTenant(
    target.tenant,
    rawSql("select target_id as name from audit_entries order by id"),
  );
  expect(rows.map(({ name }) => name)).toEqual(["old", "new"]);
  const state = await execute(core, verifyAudit, OPERATOR, { trail: "school", tenantId: school.id });
  expect(state).toMatchObject({ state: "ok", entries: 1, unchained: 1 });
});
