import { execute, listChains, verifyAudit } from "@pepro/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { OPERATOR } from "../harness/index.ts";
import { forge } from "./support/forge.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

// What an owner of the database does by hand, and what `pepro audit verify` says of it. Each case begins with the
// chain as it was, put back from a copy.

let world: AuditWorld;
beforeAll(async () => {
  world = await openAuditWorld();
  for (let index = 1; index <= 9; index++) await world.write(`entry ${index}`);
  await sql("create table kept_entries as table audit_entries");
  await sql("create table kept_heads as table audit_heads");
});
beforeEach(() => restore());
afterAll(() => world.close());

const sql = (text: string) => world.asOwner(text);

async function restore(): Promise<void> {
  await sql("delete from audit_entries");
  await sql("insert into audit_entries overriding system value select * from kept_entries");
  await sql("delete from audit_heads");
  await sql("insert into audit_heads select * from kept_heads");
  await sql("delete from audit_checkpoints");
}

async function broken() {
  const state = await world.verify();
  if (state.broken) expect(state.state).toBe("broken");
  return state.broken && { kind: state.broken.kind, seq: state.broken.seq };
}

test("an untouched chain holds", async () => {
  expect(await world.verify()).toMatchObject({ state: "ok", broken: null, head: { seq: 9 }, entries: 9 });
});

test.each([
  ["what was done", "action = 'board.delete'"],
  ["how it ended", "outcome = 'refused'"],
  ["who did it", "actor_label = 'somebody else'"],
  ["whose doing it was said to be", "real_actor_label = 'x'"],
  ["what it was done to", "target_id = 'x'"],
  ["what changed", "changes = jsonb_set(changes, '{name,to}', '\"x\"')"],
  ["from where", "ip_address = '192.0.2.1'"],
  ["when", "at = at - interval '1 day'"],
  ["when, by less than a thousandth of a second", "at = at + interval '1 microsecond'"],
  ["its hash", "hash = sha256('x')"],
  ["its hash to none", "hash = null"],
])("an entry of which somebody changed %s is named", async (_, change) => {
  await sql("alter table audit_entries drop constraint if exists audit_entries_chained_check");
  await sql(`update audit_entries set ${change} where chain_seq = 5`);
  expect(await broken()).toEqual({ kind: "edited", seq: 5 });
});

test("the entry's own id is told, to be looked at", async () => {
  const [row] = await world.asOwner<{ id: number }>("select id from audit_entries where chain_seq = 5");
  await sql("update audit_entries set target_id = 'x' where chain_seq = 5");
  expect((await world.verify()).broken?.id).toBe(row?.id);
});

test("an edit whose own hash was made again shows at the next entry", async () => {
  await sql("update audit_entries set target_id = 'x', hash = sha256('made again') where chain_seq = 5");
  expect((await broken())?.seq).toBe(5);
  await forge(world, 5);
  expect(await broken()).toEqual({ kind: "edited", seq: 6 });
});

test.each([
  ["in the middle", "chain_seq = 5", { kind: "missing", seq: 5 }],
  ["several", "chain_seq in (3, 4, 8)", { kind: "missing", seq: 3 }],
  ["the first", "chain_seq = 1", { kind: "missing", seq: 1 }],
  ["the newest", "chain_seq >= 8", { kind: "head_mismatch", seq: 7 }],
  ["all of them", "true", { kind: "head_mismatch", seq: 0 }],
])("removed entries show: %s", async (_, which, expected) => {
  await sql(`delete from audit_entries where ${which}`);
  expect(await broken()).toEqual(expected);
});

test("a removed entry shows whose followers were numbered again", async () => {
  await sql("delete from audit_entries where chain_seq = 5");
  for (let seq = 6; seq <= 9; seq++)
    await sql(`update audit_entries set chain_seq = ${seq - 1} where chain_seq = ${seq}`);
  await sql("update audit_heads set seq = 8");
  expect(await broken()).toEqual({ kind: "edited", seq: 5 });
});

test("two entries that changed places show", async () => {
  await sql("update audit_entries set chain_seq = -5 where chain_seq = 5");
  await sql("update audit_entries set chain_seq = 5 where chain_seq = 6");
  await sql("update audit_entries set chain_seq = 6 where chain_seq = -5");
  expect(await broken()).toEqual({ kind: "reordered", seq: 5 });
});

test("two entries whose contents changed places show, whether or not their hashes went along", async () => {
  const swap = (columns: string) =>
    sql(`update audit_entries e set (${columns}) = (select ${columns} from kept_entries k
      where k.chain_seq = case e.chain_seq when 4 then 7 else 4 end) where e.chain_seq in (4, 7)`);
  await swap("target_id, changes");
  expect(await broken()).toEqual({ kind: "edited", seq: 4 });
  await restore();
  await swap("at, action, target_id, changes, request_id, hash");
  expect(await broken()).toEqual({ kind: "reordered", seq: 4 });
});

test("an entry that was put in shows: outside the chain, at its end, or where another one is", async () => {
  const insert = (seq: string, hash: string) =>
    sql(`insert into audit_entries (action, outcome, actor_kind, chain_seq, hash)
      values ('forged', 'done', 'operator', ${seq}, ${hash})`);
  await sql("alter table audit_entries drop constraint if exists audit_entries_chained_check");
  await insert("null", "null");
  expect(await broken()).toEqual({ kind: "unchained", seq: null });
  await restore();
  await insert("10", "sha256('x')");
  expect(await broken()).toEqual({ kind: "edited", seq: 10 });
  await restore();
  await sql("drop index audit_entries_chain_seq_key");
  await insert("4", "sha256('x')");
  expect(await broken()).toEqual({ kind: "duplicate", seq: 4 });
  await sql("delete from audit_entries where action = 'forged'");
  await sql("create unique index audit_entries_chain_seq_key on audit_entries (chain_seq)");
});

test("a head that was moved or taken away shows", async () => {
  await sql("update audit_heads set seq = 12");
  expect(await broken()).toEqual({ kind: "head_mismatch", seq: 9 });
  await restore();
  await sql("update audit_heads set hash = sha256('x')");
  expect(await broken()).toEqual({ kind: "head_mismatch", seq: 9 });
  await restore();
  await sql("delete from audit_heads");
  expect(await broken()).toEqual({ kind: "head_mismatch", seq: 9 });
});

test("older entries removed behind a checkpoint of one's own making show", async () => {
  await sql(`insert into audit_checkpoints (chain, seq, hash, entries, unchained, before)
    select '${world.school.id}', 4, hash, 4, 0, now() from audit_entries where chain_seq = 4`);
  await sql("delete from audit_entries where chain_seq <= 4");
  expect(await broken()).toEqual({ kind: "checkpoint_unvouched", seq: 4 });
});

test("a whole chain of the platform's that is gone with its head shows, as one that a school must have", async () => {
  const { platform, school } = world;
  await world.asOwner(`delete from audit_entries where tenant_id = '${school.id}'`, "public");
  await world.asOwner(`delete from audit_heads where chain = '${school.id}'`, "public");
  const found = [];
  for (const chain of await execute(platform.core, listChains, OPERATOR, undefined)) {
    const state = await execute(platform.core, verifyAudit, OPERATOR, chain);
    if (state.broken) found.push([state.trail, state.chain, state.broken.kind, state.broken.seq]);
  }
  expect(found).toEqual([["platform", school.id, "missing", 1]]);
});

test("an entry of the platform's that was made another school's shows in its own chain", async () => {
  await world.writeOnPlatform("one");
  await world.writeOnPlatform("two");
  await world.asOwner(
    `update audit_entries set tenant_id = '${world.school.id}', chain_seq = 900 where target_id = 'one'`,
    "public",
  );
  expect((await world.verifyPlatform()).broken?.kind).toBe("missing");
});
