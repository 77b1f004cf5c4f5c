import type { TenantView } from "@pepro/contracts";
import {
  type Call,
  type Core,
  compareHeads,
  defineUseCase,
  everyone,
  execute,
  pruneAudit,
  stateHeads,
  sweepExpired,
  verifyAudit,
} from "@pepro/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { OPERATOR } from "../harness/index.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

// What becomes of an anchor in time: it must not be outlived by what was put in the place of what it saw.

const OWN = "00000000-0000-0000-0000-000000000000";
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

let world: AuditWorld;
let school: TenantView;
let call: Call;
beforeAll(async () => {
  world = await openAuditWorld();
});
beforeEach(async () => {
  const { platform } = world;
  school = await platform.openSchool();
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  call = { ...OPERATOR, tenant: target.tenant };
});
afterAll(() => world.close());

const note = defineUseCase({
  name: "board.note",
  permission: everyone,
  access: "write",
  on: "tenant",
  input: z.object({}),
  output: z.void(),
  run: async () => {},
});
const write = (now = new Date()) => execute(world.platform.core, note, { ...call, now }, {});
const sql = <T>(text: string) => world.asOwner<T>(text, school.schemaName);
const broken = async () => {
  const input = { trail: "school", tenantId: school.id };
  return (await execute(world.platform.core, verifyAudit, OPERATOR, input)).broken;
};

async function sweep(now = new Date()): Promise<void> {
  await world.asOwner(
    `update tenants set last_accessed_at = now(), swept_at = null where id = '${school.id}'`,
    "public",
  );
  await sweepExpired(world.platform.core, now);
}

async function cutAfter(seq: number): Promise<void> {
  await sql(`delete from audit_entries where chain_seq > ${seq}`);
  await sql(
    `update audit_heads set (seq, hash) = (select chain_seq, hash from audit_entries where chain_seq = ${seq})`,
  );
}

test("a chain that was cut off and grew past its anchor again goes on showing it", async () => {
  for (let index = 0; index < 4; index++) await write();
  await sweep();
  await cutAfter(2);
  await sweep();
  for (let index = 0; index < 4; index++) await write();
  await sweep();
  expect(await broken()).toEqual({ kind: "anchor_lost", seq: 4, id: null });
});

test("what only old anchors saw is still known once they are pruned", async () => {
  const { core } = world.platform;
  for (let index = 0; index < 4; index++) await write(daysAgo(800));
  await world.asOwner("delete from audit_entries where tenant_id is null", "public");
  await world.asOwner(`delete from audit_heads where chain = '${OWN}'`, "public");
  await sweep(daysAgo(800));
  await cutAfter(2);
  const input = { trail: "platform", before: daysAgo(400).toISOString() };
  const { removed } = await execute(core, pruneAudit, OPERATOR, input);
  expect(removed).toBeGreaterThan(0);
  expect(await broken()).toEqual({ kind: "anchor_lost", seq: 4, id: null });
});

test("what the platform did about a school that nobody uses is anchored too", async () => {
  await world.asOwner("update tenants set last_accessed_at = null", "public");
  await world.writeOnPlatform("cut off", school.id);
  await sweepExpired(world.platform.core);
  const own = `tenant_id = '${school.id}'`;
  await world.asOwner(`delete from audit_entries where ${own} and target_id = 'cut off'`, "public");
  await world.asOwner(
    `update audit_heads set (seq, hash) = (select chain_seq, hash from audit_entries
      where ${own} order by chain_seq desc limit 1) where chain = '${school.id}'`,
    "public",
  );
  expect((await world.verifyPlatform(school.id)).broken?.kind).toBe("anchor_lost");
});

test("a pruning by hand that left older entries than it says shows", async () => {
  for (const days of [900, 800, 700]) await write(daysAgo(days));
  const before = daysAgo(500).toISOString();
  const [row] = await sql<{ digest: string }>(
    "select encode(hash, 'hex') as digest from audit_entries where chain_seq = 1",
  );
  await sql(`insert into audit_checkpoints (chain, seq, hash, entries, unchained, before)
    select '${school.id}', 1, hash, 1, 0, '${before}' from audit_entries where chain_seq = 1`);
  await sql("delete from audit_entries where chain_seq = 1");
  const told = { before, removed: 1, through: { seq: 1, digest: row?.digest } };
  const forged = defineUseCase({
    ...note,
    name: "audit.prune",
    run: async ({ note: tell }) => tell({ changes: told }),
  });
  await execute(world.platform.core, forged, call, {});
  expect(await broken()).toEqual({ kind: "checkpoint_unvouched", seq: 1, id: null });
});

test("a look at a school that failed is no loss of its chain", async () => {
  const { core } = world.platform;
  await write();
  const statement = await execute(core, stateHeads, OPERATOR, undefined);
  let asked = 0;
  const queryPlatform: Core["db"]["queryPlatform"] = (text) =>
    asked++ === 0 ? Promise.reject(new Error("the connection broke")) : core.db.queryPlatform(text);
  const failing = { ...core, db: { ...core.db, queryPlatform } };
  const heads = statement.heads.filter(({ trail }) => trail === "school");
  const { signature: _, ...rest } = { ...statement, heads };
  const signer = { ...core.signer, verify: async () => true };
  const given = { ...rest, signature: statement.signature };
  await expect(execute({ ...failing, signer }, compareHeads, OPERATOR, given)).rejects.toThrow("the connection broke");
});
