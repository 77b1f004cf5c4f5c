import type { AuditStatement } from "@pepro/contracts";
import { compareHeads, createSecrets, createSigner, execute, stateHeads } from "@pepro/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ANYBODY, OPERATOR } from "../harness/index.ts";
import { forge } from "./support/forge.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

const PLATFORM = "00000000-0000-0000-0000-000000000000";

let world: AuditWorld;
let statement: AuditStatement;
beforeAll(async () => {
  world = await openAuditWorld();
  for (let index = 1; index <= 6; index++) await world.write(`entry ${index}`);
  statement = await execute(world.platform.core, stateHeads, OPERATOR, undefined);
  await world.asOwner("create table kept as table audit_entries");
});
beforeEach(async () => {
  await world.asOwner("delete from audit_entries");
  await world.asOwner("insert into audit_entries overriding system value select * from kept");
});
afterAll(() => world.close());

const compare = (given: AuditStatement = statement) =>
  execute(world.platform.core, compareHeads, OPERATOR, JSON.parse(JSON.stringify(given)));
const ofSchool = { trail: "school", seq: 6 };

test("a statement names the head of every chain, the platform's too", async () => {
  const { head } = await world.verifyPlatform();
  expect(statement.heads).toContainEqual({ trail: "platform", chain: PLATFORM, ...head, at: expect.any(String) });
  expect(statement.heads.filter(({ chain }) => chain === world.school.id)).toMatchObject([
    { trail: "platform" },
    ofSchool,
  ]);
  await expect(execute(world.platform.core, stateHeads, ANYBODY, undefined)).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

test("all is there while chains only grow", async () => {
  await world.writeOnPlatform("more");
  expect(await compare()).toEqual({ isGenuine: true, at: statement.at, compared: statement.heads.length, lost: [] });
});

test("it shows a chain that was cut off behind every anchor", async () => {
  await world.asOwner("delete from audit_entries where chain_seq > 4");
  expect((await compare()).lost).toEqual([{ ...ofSchool, chain: world.school.id, how: "cut" }]);
});

test("it shows a chain that was made anew to its head", async () => {
  await world.asOwner("update audit_entries set target_id = 'x' where chain_seq = 6");
  await forge(world, 6);
  expect((await compare()).lost).toEqual([{ ...ofSchool, chain: world.school.id, how: "rewritten" }]);
});

test("it shows a school whose registration is gone, and none that was deleted in order", async () => {
  const { id } = world.school;
  await world.asOwner(`update tenants set deleted_at = now(), purge_after = now() where id = '${id}'`, "public");
  expect((await compare()).lost).toEqual([{ ...ofSchool, chain: id, how: "cut" }]);
  await world.asOwner(
    `insert into audit_entries (chain_seq, hash, tenant_id, action, outcome, actor_kind)
      values (900, '', '${id}', 'tenants.delete', 'done', 'operator')`,
    "public",
  );
  expect((await compare()).lost).toEqual([]);
  await world.asOwner("delete from audit_entries where chain_seq = 900", "public");
  await world.asOwner(`update tenants set deleted_at = null, purge_after = null where id = '${id}'`, "public");
});

test.each<[string, (given: AuditStatement) => AuditStatement]>([
  ["a line taken out", (given) => ({ ...given, heads: given.heads.slice(1) })],
  ["another moment", (given) => ({ ...given, at: new Date(0).toISOString() })],
  ["another hash", (given) => ({ ...given, heads: given.heads.map((head) => ({ ...head, hash: "0".repeat(64) })) })],
])("a statement with %s is not taken for one", async (_, change) => {
  expect(await compare(change(statement))).toMatchObject({ isGenuine: false, compared: 0, lost: [] });
});

test("one that another secret signed is not taken for one", async () => {
  const other = createSigner(await createSecrets("the secret of another installation, 32 bytes"));
  const { signature: _, ...rest } = statement;
  const forged = { ...statement, signature: await other.sign(JSON.stringify(rest)) };
  expect(await compare(forged)).toMatchObject({ isGenuine: false });
});
