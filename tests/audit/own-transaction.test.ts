import { type Call, newId } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATOR } from "../harness/index.ts";
import { CHANGES, openStage, runNamed, type Stage } from "./support/changes.ts";
import { type AuditWorld, openAuditWorld } from "./support/trail.ts";

const TABLES = [
  ...["users", "accounts", "sessions", "verifications", "token_families", "refresh_tokens", "two_factors"],
  "recovery_codes",
];
const TRAIL = ["audit_entries", "audit_heads"];

let world: AuditWorld;
let stage: Stage;
/** Goes on seeing rows as they were: a row that was removed since shows by whom. */
let before: Connection;
let schemas: { school: string; platform: string };
beforeAll(async () => {
  world = await openAuditWorld();
  stage = openStage(world);
  schemas = { school: world.school.schemaName, platform: "public" };
  before = await openConnection({ url: world.platform.databaseUrl });
  await world.asOwner(
    `create function cut_off() returns trigger language plpgsql security definer as $$
      begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(30); return null; end $$`,
    "public",
  );
  for (const schema of Object.values(schemas)) {
    await world.asOwner(
      `create constraint trigger cut_off after insert on audit_entries deferrable initially deferred
        for each row execute function public.cut_off()`,
      schema,
    );
  }
  await cutting("disable");
});
afterAll(async () => {
  await before.end();
  await world.close();
});

/** Whether the server cuts the connection of whoever commits an entry, at that commit. */
async function cutting(how: "enable" | "disable"): Promise<void> {
  for (const schema of Object.values(schemas))
    await world.asOwner(`alter table audit_entries ${how} trigger cut_off`, schema);
}

/** Everything there is but the counters of attempts. */
async function everything(): Promise<string[]> {
  const tables = Object.values(schemas).flatMap((schema) => [...TABLES, ...TRAIL].map((table) => `${schema}.${table}`));
  const rows = [...tables, "public.impersonations"].map(
    (table) => `select '${table} ' || t::text as row from ${table} t`,
  );
  const all = await world.asOwner<{ row: string }>(rows.join(" union all "));
  return all.map(({ row }) => row).sort();
}

type Entry = { place: string; action: string; outcome: string; xmin: string };

async function entriesOf(requestId: string): Promise<Entry[]> {
  const entries = Object.entries(schemas).map(
    ([place, schema]) =>
      `select '${place}' as place, action, outcome, xmin::text as xmin from ${schema}.audit_entries where request_id = '${requestId}'`,
  );
  return world.asOwner<Entry>(entries.join(" union all "));
}

/** The tables of which a transaction made, changed or removed a row. */
async function touchedBy(xmin: string | undefined, schema: string): Promise<string[]> {
  const in_ = (column: string) =>
    TABLES.map((table) => `select '${table}' as name from ${schema}.${table} where ${column}::text = '${xmin}'`);
  const made = await world.asOwner<{ name: string }>(in_("xmin").join(" union all "));
  const gone = await before.send<{ name: string }>(rawSql(in_("xmax").join(" union all ")));
  return [...new Set([...made, ...gone].map(({ name }) => name))];
}

const titled = CHANGES.map((change) => [[change.action, change.when].filter(Boolean).join(" "), change] as const);

describe.each(titled)("%s", (_, { action, where, touches, prepare }) => {
  test("is done with its entry or not at all", async () => {
    const { core } = world.platform;
    const { actor, tenant, input } = await prepare(stage);
    const requestId = newId();
    const call: Call = { actor, tenant, meta: { ...OPERATOR.meta, requestId } };

    const untouched = await everything();
    await cutting("enable");
    await expect(runNamed(core, action, call, input)).rejects.toThrow();
    await cutting("disable");
    expect(await everything()).toEqual(untouched);

    await before.script("begin isolation level repeatable read");
    await before.send(sql`select 1 from public.users`);
    try {
      await runNamed(core, action, call, input);
      const entries = await entriesOf(requestId);
      expect(entries).toEqual([{ place: where, action, outcome: "done", xmin: expect.any(String) }]);
      expect(await touchedBy(entries[0]?.xmin, schemas[where])).toContain(touches);
    } finally {
      await before.script("rollback");
    }
  });
});

test("a refresh token in two hands ends its family with an entry of that, beside the refusal's", async () => {
  const { core } = world.platform;
  const { actor, tenant, input } = await prepareReuse();
  const requestId = newId();
  const call: Call = { actor, tenant, meta: { ...OPERATOR.meta, requestId } };
  await expect(runNamed(core, "auth.refresh", call, input)).rejects.toMatchObject({ code: "token_invalid" });
  const [ended, refused, ...others] = (await entriesOf(requestId)).sort((a, b) => b.place.localeCompare(a.place));
  expect([ended, refused, others]).toMatchObject([
    { place: "school", outcome: "done" },
    { place: "platform", outcome: "refused" },
    [],
  ]);
  expect(await touchedBy(ended?.xmin, schemas.school)).toContain("token_families");
});

/** A token that was used a minute ago. */
async function prepareReuse() {
  const refreshing = CHANGES.find(({ action }) => action === "auth.refresh");
  if (!refreshing) throw new Error("nothing refreshes");
  const prepared = await refreshing.prepare(stage);
  await stage.run("auth.refresh", prepared.actor, prepared.input);
  await world.asOwner("update refresh_tokens set used_at = used_at - interval '1 minute' where used_at is not null");
  return prepared;
}

test("a first administrator who comes in meanwhile keeps the password and is not put out", async () => {
  const { core } = world.platform;
  const school = await world.platform.openSchool();
  const target = await core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  const hashes = () => world.asOwner("select password from accounts", school.schemaName);
  const known = await hashes();
  const renewed = await core.db.withTenant(target.tenant, async (tx) => {
    await tx.execute(sql`update users set last_login_at = now() where username = 'admin'`);
    const renewing = runNamed(core, "tenants.renewFirstAdmin", OPERATOR, { id: school.id });
    const ended = renewing.catch((error: { code: string }) => error.code);
    await expect.poll(waitingForLocks, { timeout: 20_000 }).not.toEqual([]);
    return { ended };
  });
  expect(await renewed.ended).toBe("not_found");
  expect(await hashes()).toEqual(known);
});

const waitingForLocks = () =>
  world.asOwner(
    "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' order by pid",
  );
