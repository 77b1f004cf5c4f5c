import { openConnection, rawSql } from "@pepro/db";
import { expect, test } from "vitest";
import { migrations } from "../../../../migrations/bundle.gen.ts";
import { bundleWith } from "../../../../tests/harness/bundle.ts";
import { type Installation, useInstallation } from "../testing/installation.ts";
import { Interrupted } from "../world.ts";

const fresh = useInstallation();
const failing = useInstallation();
const single = useInstallation();

const withExtra = bundleWith(migrations, {
  public: [["create table extra_shared (id uuid primary key)"]],
  tenant: [["create table extra (id uuid primary key)"]],
});
const tenantFile = withExtra.tenant.at(-1)?.file ?? "";
const publicFile = withExtra.public.at(-1)?.file ?? "";

const tableExists = async ({ query }: Installation, name: string) =>
  (await query<{ found: boolean }>(`select to_regclass('${name}') is not null as found`))[0]?.found === true;

test("migrate-tenants --plan of a fresh database shows everything and writes nothing", async () => {
  const planned = await fresh.run(["migrate_tenants", "--plan", "--json"]);
  expect(planned.json()).toEqual({
    public: { files: migrations.public.map(({ file }) => file), skipped: false },
    schools: [],
  });
  expect(await fresh.query("select relname from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);
});

test("migrate-tenants plans, migrates the others when one school fails, and exits with its failure", async () => {
  const { run, openSchool, query } = failing;
  const [good, bad, other] = [await openSchool(), await openSchool(), await openSchool()].sort() as [
    string,
    string,
    string,
  ];
  await query(`create table "${bad}".extra ()`);
  const use = { migrations: withExtra };

  const planned = await run(["migrate-tenants", "--plan"], use);
  expect(planned.code).toBe(0);
  expect(planned.out).toContain(`public : 1 migration\n  ${publicFile}\n`);
  expect(planned.out).toContain(`${good} : 1 migration\n  ${tenantFile}\n`);
  expect(planned.out).toContain("Rien n'a été exécuté.");
  expect([await tableExists(failing, "public.extra_shared"), await tableExists(failing, `${good}.extra`)]).toEqual([
    false,
    false,
  ]);

  const migrated = await run(["migrate-tenants", "--concurrency", "1"], use);
  expect(migrated).toMatchObject({ code: 7, err: "" });
  const lines = migrated.out.split("\n");
  expect(lines[0]).toBe("public : 1 migration appliquée");
  expect(lines[1]).toMatch(new RegExp(`^\\[1/3\\] ${good} : 1 migration en [\\d,]+ s$`));
  expect(lines[2]).toMatch(
    new RegExp(`^\\[2/3\\] ${bad} : La migration ${tenantFile} a échoué ligne 1 dans ${bad} \\(42P07\\)`),
  );
  expect(lines[3]).toMatch(new RegExp(`^\\[3/3\\] ${other} : 1 migration en`));
  expect(lines[4]).toBe("3 établissements : 2 migrés, 1 en échec.");
  expect(lines[5]).toContain("relancez : pepro migrate-tenants");
  expect([await tableExists(failing, `${good}.extra`), await tableExists(failing, `${other}.extra`)]).toEqual([
    true,
    true,
  ]);

  await query(`drop table "${bad}".extra`);
  const again = await run(["migrate-tenants", "--json"], use);
  expect(again).toMatchObject({ code: 0, err: "" });
  expect(again.json()).toMatchObject({ public: { files: [], skipped: false } });
  const states = (again.json().schools as { schema: string; state: string }[]).map(({ schema, state }) => [
    schema,
    state,
  ]);
  expect(states).toEqual([
    [good, "current"],
    [bad, "done"],
    [other, "current"],
  ]);
});

const withFile = (statement: string) => ({ migrations: bundleWith(migrations, { tenant: [[statement]] }) });

test("migrate-tenants --json tells a failed school's fault in fields", async () => {
  const school = await single.openSchool();
  const failed = await single.run(["migrate-tenants", "--schema", school, "--json"], withFile("select nothing"));
  expect(failed).toMatchObject({ code: 7, err: "" });
  const fault = { code: "migration_failed", fields: { schema: school, line: 1, sqlstate: "42703" } };
  expect(failed.json().schools).toMatchObject([{ schema: school, state: "failed", fault }]);
});

test("migrate-tenants --schema migrates that school alone, however it is named", async () => {
  const use = withFile("create table alone (id uuid primary key)");
  const [school, other] = [await single.openSchool(), await single.openSchool()];
  const host = `${school}.peproscolaire.fr`;
  const { code, out } = await single.run(["migrate_tenants", "--schema", host, "--lang", "en"], use);
  expect(code).toBe(0);
  const lines = `public: up to date\n\\[1/1\\] ${school}: 1 migration in [\\d.]+ s\n1 school: 1 migrated\\.\n`;
  expect(out).toMatch(new RegExp(`^${lines}$`));
  expect(await tableExists(single, `${school}.alone`)).toBe(true);
  expect(await tableExists(single, `${other}.alone`)).toBe(false);
  expect((await single.run(["migrate-tenants", "--schema", "nope"], use)).code).toBe(3);
});

test("migrate-tenants --fake records without running, and --skip-public leaves the shared tables alone", async () => {
  const school = await single.openSchool();
  const [shared, own] = ["create table skipped (id uuid primary key)", "create table faked (id uuid primary key)"];
  const use = { migrations: bundleWith(migrations, { public: [[shared]], tenant: [[own]] }) };
  const only = ["migrate-tenants", "--schema", school, "--skip-public"];
  const faked = await single.run([...only, "--fake"], use);
  expect(faked).toMatchObject({ code: 0, out: expect.stringContaining("public : laissé tel quel (--skip-public)\n") });
  expect(await tableExists(single, "public.skipped")).toBe(false);
  expect(await tableExists(single, `${school}.faked`)).toBe(false);
  expect((await single.run(only, use)).out).toContain(`${school} : à jour`);
  const planned = await single.run([...only, "--plan", "--json"], use);
  expect(planned.json()).toEqual({
    public: { files: [], skipped: true },
    schools: [{ schema: school, files: [], fault: null }],
  });
});

test("migrate-tenants draws a bar on a terminal", async () => {
  const school = await single.openSchool();
  const { out } = await single.run(["migrate-tenants", "--schema", school], { terminal: 100, env: { NO_COLOR: "1" } });
  const erase = "\r\u001b[K";
  const bar = `${erase}${"█".repeat(24)} 1/1  ${school} : à jour${erase}`;
  expect(out).toBe(`public : à jour\n${bar}1 établissement : 1 à jour.\n`);
});

test.each([
  [["--app", "grades"], "--app n'existe plus"],
  [["--concurrency", "0"], "--concurrency : Il faut au moins 1."],
  [["--concurrency", "beaucoup"], "--concurrency : Un nombre entier est attendu."],
  [["--concurrency", "33"], "--concurrency : 32 au plus."],
])("migrate-tenants %j is refused", async (flags, err) => {
  expect(await single.run(["migrate-tenants", ...flags])).toMatchObject({
    code: 2,
    err: expect.stringContaining(err),
  });
});

test("an interruption ends a migration that waits for a lock, with nothing done", async () => {
  const school = await single.openSchool();
  const holder = await openConnection({ url: single.env().DATABASE_URL ?? "" });
  try {
    await holder.send(rawSql("begin"));
    await holder.send(rawSql(`lock table "${school}".migration_ledger in access exclusive mode`));
    const stop = new AbortController();
    const running = single.run(["migrate-tenants", "--schema", school], {
      ...withFile("create table late (id uuid primary key)"),
      interruption: stop.signal,
      onWrite: () => stop.abort(new Interrupted(2)),
    });
    expect(await running).toMatchObject({ code: 130, out: "public : à jour\n", err: "Interrompu.\n" });
  } finally {
    await holder.end();
  }
  expect(await tableExists(single, `${school}.late`)).toBe(false);
});
