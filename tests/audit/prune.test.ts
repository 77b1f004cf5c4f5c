import { AUDIT_KEPT_DAYS } from "@pepro/contracts";
import { execute, newId, pruneAudit } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANYBODY, OPERATOR } from "../harness/index.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

const DAY_MS = 86_400_000;
const NOW = new Date();
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

let world: AuditWorld;
beforeAll(async () => {
  world = await openAuditWorld();
  for (const [index, days] of [900, 800, 700, 200, 600, 10].entries()) await world.write(`${index + 1}`, daysAgo(days));
});
afterAll(() => world.close());

const prune = (before: Date, force = false) =>
  execute(world.platform.core, pruneAudit, OPERATOR, {
    trail: "school",
    tenantId: world.school.id,
    before: before.toISOString(),
    force,
  });
const left = async () =>
  (await world.asOwner<{ name: string }>("select target_id as name from audit_entries order by chain_seq")).map(
    ({ name }) => name,
  );

describe("pruning", () => {
  test("is refused nearer than a year, with force nearer than half a year, and to whoever is no super-admin", async () => {
    const { unlessForced, always } = AUDIT_KEPT_DAYS;
    await expect(prune(daysAgo(unlessForced - 1))).rejects.toMatchObject({
      code: "audit_too_recent",
      fields: { keptDays: unlessForced },
    });
    await expect(prune(daysAgo(always - 1), true)).rejects.toMatchObject({
      code: "audit_too_recent",
      fields: { keptDays: always },
    });
    const input = { trail: "platform", before: daysAgo(999).toISOString() };
    await expect(execute(world.platform.core, pruneAudit, ANYBODY, input)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await left()).toHaveLength(6);
  });

  test("leaves a broken chain as it is", async () => {
    await world.asOwner("update audit_entries set outcome = 'refused' where chain_seq = 2");
    await expect(prune(daysAgo(750))).rejects.toMatchObject({
      code: "audit_broken",
      fields: { chain: world.school.id, kind: "edited", seq: 2 },
    });
    await world.asOwner("update audit_entries set outcome = 'done' where chain_seq = 2");
    expect(await left()).toHaveLength(6);
  });

  test("removes the chain's beginning and nothing past a newer entry, and the chain goes on from a checkpoint", async () => {
    const { removed, checkpoint } = await prune(daysAgo(500));
    expect({ removed, seq: checkpoint?.seq }).toEqual({ removed: 3, seq: 3 });
    expect(await left()).toEqual(["4", "5", "6", "school"]);
    await world.write("after");
    expect(await world.verify()).toMatchObject({
      state: "ok",
      entries: 5,
      checkpoint: { seq: 3, hash: checkpoint?.hash, removed: 3, before: daysAgo(500).toISOString() },
      head: { seq: 8 },
    });
  });

  test("is itself in the chain, with how far it went", async () => {
    const [entry] = await world.asOwner<{ changes: unknown; actor: string }>(
      "select changes, actor_label as actor from audit_entries where action = 'audit.prune'",
    );
    expect(entry).toEqual({
      actor: "tests",
      changes: {
        before: daysAgo(500).toISOString(),
        removed: 3,
        through: { seq: 3, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
  });

  test("a second time with nothing older left does nothing", async () => {
    expect(await prune(daysAgo(500))).toMatchObject({ removed: 0, checkpoint: null });
    expect((await world.verify()).head?.seq).toBe(8);
  });

  test("again goes on from the checkpoint, and counts what all have removed", async () => {
    expect(await prune(daysAgo(190), true)).toMatchObject({ removed: 2, checkpoint: { seq: 5 } });
    expect(await world.verify()).toMatchObject({ state: "ok", checkpoint: { seq: 5, removed: 5 } });
  });

  test("leaves what shows when somebody undoes it by hand", async () => {
    await world.asOwner("create table kept as table audit_checkpoints");
    await world.asOwner("delete from audit_checkpoints");
    expect((await world.verify()).broken).toMatchObject({ kind: "missing", seq: 1 });
    await world.asOwner("insert into audit_checkpoints select * from kept");
    await world.asOwner("update audit_checkpoints set hash = sha256('x') where seq = 5");
    expect((await world.verify()).broken).toMatchObject({ kind: "edited", seq: 6 });
  });
});

test("a chain of the platform's is pruned alone, with what was written before there were chains", async () => {
  const { platform } = world;
  const tenantId = newId();
  // What is older than the constraint was not asked.
  await world.asOwner("alter table audit_entries drop constraint audit_entries_chained_check", "public");
  await world.asOwner(
    `insert into audit_entries (at, action, outcome, actor_kind, tenant_id)
      values (now() - interval '3 years', 'ancient', 'done', 'operator', '${tenantId}')`,
    "public",
  );
  await world.writeOnPlatform("old", tenantId, daysAgo(800));
  await world.writeOnPlatform("new", tenantId);
  expect(await world.verifyPlatform(tenantId)).toMatchObject({ state: "ok", entries: 2, unchained: 1 });
  const others = [await world.verifyPlatform(), await world.verifyPlatform(world.school.id)];

  const input = { trail: "platform", tenantId, before: daysAgo(400).toISOString() };
  expect(await execute(platform.core, pruneAudit, OPERATOR, input)).toMatchObject({
    removed: 2,
    checkpoint: { seq: 1 },
  });
  expect(await world.verifyPlatform(tenantId)).toMatchObject({ state: "ok", entries: 2, unchained: 0 });
  const [own, about] = [await world.verifyPlatform(), await world.verifyPlatform(world.school.id)];
  expect(about).toEqual(others[1]);
  // The anchor of what is left.
  expect([own.state, own.entries]).toEqual(["ok", (others[0]?.entries ?? 0) + 1]);
});
