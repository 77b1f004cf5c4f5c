import type { TenantView } from "@pepro/contracts";
import { execute, getFleetRun, type Migration, type MigrationBundle, startFleetRun } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { HttpServer } from "../../apps/api/src/server/listen.ts";
import { migrations } from "../../migrations/bundle.gen.ts";
import { bundleWith } from "../harness/bundle.ts";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "../http/support/app.ts";
import { type Answered, type Visitors, visit } from "./support/visitors.ts";

const GATE = 4_712;

let platform: TestPlatform;
let owner: Connection;
let school: TenantView;
let server: HttpServer;
let token: string;
/** What the server was deployed with. */
let bundle: MigrationBundle = migrations;

beforeEach(() => skipElsewhere("the server is deployed with other migrations, in this process"));
beforeAll(async () => {
  platform = await openPlatform();
  owner = await openConnection({ url: platform.databaseUrl });
  school = await platform.openSchool();
  await platform.addMember(school, "camille@exemple.fr", "teacher");
  token = await platform.tokenOf(school.domainUrl, "camille@exemple.fr");
  const deployed = watchedApp(platform, { core: (core) => ({ ...core, migrations: bundle }) });
  server = await deployed.listen();
});
afterAll(async () => {
  await server?.close();
  await owner.end();
  await platform.close();
});

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 5 });

/** A run in the server's own process. */
async function migrate() {
  const core = { ...platform.core, migrations: bundle };
  const { id } = await execute(core, startFleetRun, OPERATOR, { lockTimeoutMs: 30_000 });
  return async () => {
    await core.fleet.settled(id);
    return (await execute(core, getFleetRun, OPERATOR, { id })).run;
  };
}

/** How many changes of a profile the trail tells of. */
async function changesWritten(): Promise<number> {
  const text = `select count(*) as many from ${school.schemaName}.audit_entries where action = 'auth.updateProfile' and outcome = 'done'`;
  const [row] = await owner.send<{ many: number }>(rawSql(text));
  return Number(row?.many);
}

/** Sessions that wait for a lock on the school's users. */
async function waiting(): Promise<number> {
  const rows = await owner.send(sql`select pid from pg_locks
    where relation = ${`${school.schemaName}.users`}::regclass and not granted`);
  return rows.length;
}

const ofKind = (answers: readonly Answered[], kind: Answered["kind"]) => answers.filter((each) => each.kind === kind);

async function moreOfEach(visitors: Visitors, many: number): Promise<void> {
  const before = visitors.answers.length;
  await until(() => {
    const since = visitors.answers.slice(before);
    expect(Math.min(ofKind(since, "read").length, ofKind(since, "write").length)).toBeGreaterThanOrEqual(many);
  });
}

/** Every request was answered, and every change that was answered is there. */
async function nothingLost(visitors: Visitors, before: number): Promise<void> {
  await visitors.leave();
  expect(new Set(visitors.answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await changesWritten()) - before).toBe(ofKind(visitors.answers, "write").length);
}

test("a school's requests wait out what locks its table, and none is lost", async () => {
  const before = await changesWritten();
  bundle = bundleWith(bundle, {
    tenant: [["alter table users add column nickname text", `select pg_advisory_xact_lock_shared(${GATE})`]],
  });
  const gate = await openConnection({ url: platform.databaseUrl });
  await gate.send(rawSql(`select pg_advisory_lock(${GATE})`));
  const visitors = visit(server.port, school, token);
  await moreOfEach(visitors, 5);
  const settled = await migrate();
  // The table is locked now, and stays so until the gate opens.
  await until(async () => expect(await waiting()).toBeGreaterThanOrEqual(3));
  const opened = performance.now();
  const waited = visitors.underWay;
  await gate.end();
  expect(await settled()).toMatchObject({ state: "done", counts: { done: 1 } });
  await moreOfEach(visitors, 5);
  await nothingLost(visitors, before);
  const overlapping = visitors.answers.filter(({ began, ended }) => began < opened && ended > opened);
  expect(waited).toBeGreaterThanOrEqual(3);
  expect(overlapping.length).toBe(waited);
});

test("a school reads and writes on while its index is built, and nothing is lost", async () => {
  const before = await changesWritten();
  const after = bundleWith(bundle, { tenant: [["create index concurrently users_nickname_idx on users (nickname)"]] });
  bundle = { ...after, tenant: after.tenant.map(concurrently) };
  const visitors = visit(server.port, school, token);
  await moreOfEach(visitors, 5);
  // A build waits for whoever may still need what was there before it.
  const keeper = await openConnection({ url: platform.databaseUrl });
  await keeper.send(rawSql("begin isolation level repeatable read"));
  await keeper.send(rawSql(`select id from ${school.schemaName}.users limit 1`));
  const settled = await migrate();
  await until(async () => expect(await isIndexValid()).toBe(false));
  const building = performance.now();
  await moreOfEach(visitors, 20);
  expect(await isIndexValid()).toBe(false);
  const left = performance.now();
  await keeper.send(rawSql("commit"));
  await keeper.end();
  expect(await settled()).toMatchObject({ state: "done", counts: { done: 1 } });
  expect(await isIndexValid()).toBe(true);
  await nothingLost(visitors, before);
  const within = visitors.answers.filter(({ began, ended }) => began > building && ended < left);
  expect(ofKind(within, "read").length).toBeGreaterThanOrEqual(15);
  expect(ofKind(within, "write").length).toBeGreaterThanOrEqual(15);
});

function concurrently(migration: Migration): Migration {
  const index = "users_nickname_idx";
  if (!migration.statements[0]?.text.includes(`concurrently ${index}`)) return migration;
  const statements = migration.statements.map((each) => ({
    ...each,
    concurrently: { action: "create" as const, index },
  }));
  return { ...migration, concurrent: true, statements };
}

/** Undefined where it is not there yet. */
async function isIndexValid(): Promise<boolean | undefined> {
  const [row] = await owner.send<{ valid: boolean }>(sql`select i.indisvalid as valid from pg_index i
    where i.indexrelid = to_regclass(${`${school.schemaName}.users_nickname_idx`})`);
  return row?.valid;
}
