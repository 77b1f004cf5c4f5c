import { defineUseCase, everyone, execute, pruneAudit, sweepExpired } from "@pepro/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { BASE_DOMAIN, OPERATOR } from "../harness/index.ts";
import { forge } from "./support/forge.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

// What an owner of the database does to a chain as a whole, so that it holds in itself, and where it shows.

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

let world: AuditWorld;
beforeAll(async () => {
  world = await openAuditWorld();
  for (let index = 1; index <= 6; index++) await world.write(`entry ${index}`);
  await sweep();
  for (const table of TABLES) await world.asOwner(`create table kept_${table} as table ${table}`);
});
afterAll(() => world.close());

const TABLES = ["audit_entries", "audit_heads", "audit_checkpoints"];

async function restore(): Promise<void> {
  for (const table of TABLES) {
    await world.asOwner(`delete from ${table}`);
    const how = table === "audit_entries" ? "overriding system value" : "";
    await world.asOwner(`insert into ${table} ${how} select * from kept_${table}`);
  }
}

/** A turn that takes the school, as the first one after somebody came to it. */
async function sweep(): Promise<void> {
  await world.asOwner("update tenants set last_accessed_at = now(), swept_at = null", "public");
  await sweepExpired(world.platform.core);
}

type Anchored = { trail: string; chain: string; seq: number; digest: string };

async function anchors(): Promise<Anchored[][]> {
  const rows = await world.asOwner<{ changes: { heads: Anchored[] } }>(
    "select changes from audit_entries where action = 'audit.anchor' and tenant_id is null order by chain_seq",
    "public",
  );
  return rows.map(({ changes }) => changes.heads);
}

/** Cuts off what comes after a place, and makes it the head. */
async function cutAfter(seq: number): Promise<void> {
  await world.asOwner(`delete from audit_entries where chain_seq > ${seq}`);
  await world.asOwner(
    `update audit_heads set (seq, hash) = (select chain_seq, hash from audit_entries where chain_seq = ${seq})`,
  );
}

describe("an anchor", () => {
  test("notes in the platform's chain where the trails of a school are at, once for each place", async () => {
    const head = (await world.verify()).head;
    const about = (await world.verifyPlatform(world.school.id)).head;
    expect((await anchors()).at(-1)).toEqual([
      { trail: "school", chain: world.school.id, seq: 6, digest: head?.hash, at: expect.any(String) },
      { trail: "platform", chain: world.school.id, seq: about?.seq, digest: about?.hash, at: expect.any(String) },
    ]);
    const before = (await anchors()).length;
    await sweep();
    expect(await anchors()).toHaveLength(before);
    expect((await world.verifyPlatform()).state).toBe("ok");
  });

  test.each([
    ["the tail was cut off and the head set back", () => cutAfter(4)],
    [
      "everything was removed, with the head",
      async () => {
        await world.asOwner("delete from audit_entries");
        await world.asOwner("delete from audit_heads");
      },
    ],
    [
      "the last entry was made anew, with its hash and the head",
      async () => {
        await world.asOwner("update audit_entries set target_id = 'x' where chain_seq = 6");
        await forge(world, 6);
        await world.asOwner("update audit_heads set hash = (select hash from audit_entries where chain_seq = 6)");
      },
    ],
  ])("shows that %s", async (_, tamper) => {
    await tamper();
    expect((await world.verify()).broken).toEqual({ kind: "anchor_lost", seq: 6, id: null });
    await restore();
    expect((await world.verify()).broken).toBeNull();
  });

  test("shows that what the platform's trail says of a school was cut off", async () => {
    const { id } = world.school;
    await world.writeOnPlatform("kept", id);
    await world.writeOnPlatform("cut off", id);
    await sweep();
    await world.asOwner(`delete from audit_entries where tenant_id = '${id}' and target_id = 'cut off'`, "public");
    await world.asOwner(
      `update audit_heads set (seq, hash) = (select chain_seq, hash from audit_entries
        where tenant_id = '${id}' order by chain_seq desc limit 1) where chain = '${id}'`,
      "public",
    );
    expect((await world.verifyPlatform(id)).broken?.kind).toBe("anchor_lost");
  });

  test("does not know of what came after it", async () => {
    await world.write("since");
    await cutAfter(6);
    expect((await world.verify()).broken).toBeNull();
  });
});

/** An entry as pruning leaves one, of the right hash: anybody who read docs/audit.md can make it. */
const forgedPrune = defineUseCase({
  name: "audit.prune",
  permission: everyone,
  access: "write",
  on: "tenant",
  input: z.object({ before: z.string(), seq: z.int(), digest: z.string() }),
  output: z.void(),
  run: async ({ note }, { before, ...through }) => note({ changes: { before, removed: through.seq, through } }),
});

async function pruneByHand(seq: number, before: Date): Promise<void> {
  const [row] = await world.asOwner<{ digest: string }>(
    `select encode(hash, 'hex') as digest from audit_entries where chain_seq = ${seq}`,
  );
  await world.asOwner(`insert into audit_checkpoints (chain, seq, hash, entries, unchained, before)
    select '${world.school.id}', ${seq}, hash, ${seq}, 0, '${before.toISOString()}'
    from audit_entries where chain_seq = ${seq}`);
  await world.asOwner(`delete from audit_entries where chain_seq <= ${seq}`);
  const input = { before: before.toISOString(), seq, digest: row?.digest ?? "" };
  await execute(world.platform.core, forgedPrune, world.call, input);
}

describe("a pruning by hand", () => {
  test("of what has to be kept shows, also where its entry says what it did", async () => {
    await pruneByHand(4, new Date());
    expect((await world.verify()).broken).toEqual({ kind: "checkpoint_unvouched", seq: 4, id: null });
    await restore();
  });

  test("shows where an anchor saw an entry that was not as old as its entry says", async () => {
    await pruneByHand(6, daysAgo(200));
    expect((await world.verify()).broken).toEqual({ kind: "anchor_lost", seq: 6, id: null });
    await restore();
  });

  test("shows where entry and checkpoint do not say the same", async () => {
    await pruneByHand(4, daysAgo(200));
    await world.asOwner("update audit_checkpoints set before = before - interval '1 day'");
    expect((await world.verify()).broken).toEqual({ kind: "checkpoint_unvouched", seq: 4, id: null });
    await restore();
  });
});

test("a pruning by the program anchors the chain it shortened, and holds", async () => {
  const { platform } = world;
  const school = await platform.openSchool();
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  const note = defineUseCase({ ...forgedPrune, name: "board.note", input: z.object({}), run: async () => {} });
  const call = { ...OPERATOR, tenant: target.tenant };
  for (const days of [900, 800, 1]) await execute(platform.core, note, { ...call, now: daysAgo(days) }, {});
  await sweep();
  const before = daysAgo(500).toISOString();
  const input = { trail: "school", tenantId: school.id, before };
  expect(await execute(platform.core, pruneAudit, OPERATOR, input)).toMatchObject({ removed: 2 });
  const last = (await anchors()).at(-1);
  expect(last).toMatchObject([{ trail: "school", chain: school.id, seq: 4 }]);
});

describe("the platform's own chain", () => {
  test("that is gone shows, since somebody was made a super-admin", async () => {
    await world.platform.tokenOf(BASE_DOMAIN, `root@${BASE_DOMAIN}`);
    await world.asOwner("delete from audit_entries where tenant_id is null", "public");
    await world.asOwner("delete from audit_heads where chain = '00000000-0000-0000-0000-000000000000'", "public");
    expect((await world.verifyPlatform()).broken).toEqual({ kind: "missing", seq: 1, id: null });
  });
});

describe("an entry of the platform's outside of any chain", () => {
  const insert = () =>
    world.asOwner(
      `insert into audit_entries (id, action, outcome, actor_kind) overriding system value
        values (-1, 'forged', 'done', 'operator')`,
      "public",
    );

  test("is refused by the table, and shows where the owner took that away", async () => {
    await expect(insert()).rejects.toThrow("audit_entries_chained_check");
    await world.asOwner("alter table audit_entries drop constraint audit_entries_chained_check", "public");
    await insert();
    await world.writeOnPlatform("after");
    expect((await world.verifyPlatform()).broken).toEqual({ kind: "unchained", seq: null, id: -1 });
  });
});
