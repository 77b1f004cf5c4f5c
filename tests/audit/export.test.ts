import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Core, exportAudit } from "@pepro/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR } from "../harness/index.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

const ENTRIES = 10_000;
/** Characters that each entry says: all of them together are 50 million. */
const LENGTH = 5_000;
const MEGABYTE = 1024 * 1024;

let world: AuditWorld;
let input: Record<string, string>;
beforeAll(async () => {
  world = await openAuditWorld();
  input = { trail: "school", tenantId: world.school.id, format: "jsonl" };
  await world.asOwner(`insert into audit_entries (action, outcome, actor_kind, changes, chain_seq, hash)
    select 'filled.in', 'done', 'operator', jsonb_build_object('text', repeat('x', ${LENGTH})), n, sha256('x')
    from generate_series(1, ${ENTRIES}) n`);
});
afterAll(() => world.close());

const never = new AbortController().signal;

/** A core that counts the questions it puts to a school. */
function counting(): { core: Core; asked: () => number } {
  const { core } = world.platform;
  let asked = 0;
  const queryTenant: Core["db"]["queryTenant"] = (...question) => {
    asked++;
    return core.db.queryTenant(...question);
  };
  return { core: { ...core, db: { ...core.db, queryTenant } }, asked: () => asked };
}

test("an export of ten thousand entries holds one page of them at a time", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  let entries = 0;
  let characters = 0;
  let most = 0;
  const before = heap();
  for await (const piece of exportAudit(world.platform.core, OPERATOR, input, never)) {
    entries += piece.split("\n").length - 1;
    characters += piece.length;
    if (entries % 2_500 === 0) most = Math.max(most, heap() - before);
  }
  expect(entries).toBe(ENTRIES);
  expect(characters).toBeGreaterThan(ENTRIES * LENGTH);
  expect(most).toBeLessThan(15 * MEGABYTE);
});

test("an export reads no further than what was taken of it", async () => {
  const { core, asked } = counting();
  const pieces = exportAudit(core, OPERATOR, input, never);
  for (let taken = 1; taken <= 3; taken++) {
    await pieces.next();
    expect(asked()).toBe(taken);
  }
  await pieces.return();
  expect(asked()).toBe(3);
});

test("a download that its client leaves is read no further", async () => {
  const token = await world.platform.tokenOf(BASE_DOMAIN, `root@${BASE_DOMAIN}`);
  const response = await world.platform.fetch(BASE_DOMAIN, `/api/audit/export?${new URLSearchParams(input)}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value).split("\n")).toHaveLength(501);
  await reader?.cancel();
  const { open } = (
    await world.asOwner<{ open: number }>(
      "select count(*) as open from pg_stat_activity where datname = current_database() and state like 'idle in%'",
    )
  )[0] ?? { open: -1 };
  expect(open).toBe(0);
});
