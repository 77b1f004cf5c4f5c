import { openConnection, rawSql } from "@pepro/db";
import { expect, test, vi } from "vitest";
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
    ...{ latest: 0, current: 0, schools: [], waves: [], files: [] },
    public: { files: migrations.public.map(({ file }) => file), skipped: false },
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
  expect(planned.out).toContain(`${tenantFile}\n  1: create table extra (id uuid primary key)\n`);
  expect(planned.out).toContain("Rien n'a été exécuté.");
  expect([await tableExists(failing, "public.extra_shared"), await tableExists(failing, `${good}.extra`)]).toEqual([
    false,
    false,
  ]);

  const migrated = await run(["migrate-tenants", "--concurrency", "1", "--text"], use);
  expect(migrated).toMatchObject({ code: 7, err: "" });
  const lines = migrated.out.split("\n");
  expect(lines[0]).toBe("public : 1 migration appliquée");
  expect(lines[1]).toMatch(new RegExp(`^\\[1/3\\] ${good} : 1 migration en [\\d,]+ m?s$`));
  expect(lines[2]).toMatch(
    new RegExp(`^\\[2/3\\] ${bad} : La migration ${tenantFile} a échoué ligne 1 dans ${bad} \\(42P07\\)`),
  );
  expect(lines[3]).toContain("--fake");
  expect(lines[4]).toMatch(new RegExp(`^\\[3/3\\] ${other} : 1 migration en`));
  expect(lines[5]).toBe("3 établissements : 2 migrés, 1 en échec.");
  expect(lines[6]).toContain("relancez : pepro migrate-tenants");
  expect([await tableExists(failing, `${good}.extra`), await tableExists(failing, `${other}.extra`)]).toEqual([
    true,
    true,
  ]);

  await query(`drop table "${bad}".extra`);
  const again = await run(["migrate-tenants", "--json"], use);
  expect(again).toMatchObject({ code: 0, err: "" });
  const [result, ...events] = jsonLines(again.out).reverse();
  // A school that takes longer than a batch of events is told to have begun.
  const kinds = events.reverse().flatMap(({ kind }) => (kind === "school.started" ? [] : [kind]));
  expect(kinds).toEqual(["run.taken", "wave.started", "school.done", "wave.done", "run.ended"]);
  expect(result).toMatchObject({
    kind: "result",
    public: { files: [], skipped: false },
    run: { state: "done", schools: 1, current: 2 },
    schools: [{ schema: bad, state: "done", files: [tenantFile] }],
  });
  const idle = await run(["migrate-tenants", "--text"], use);
  expect(idle).toMatchObject({ code: 0, out: "public : à jour\n3 établissements : 3 à jour.\n" });
});

// biome-ignore lint/suspicious/noExplicitAny: assertions read what they expect to be there.
function jsonLines(out: string): any[] {
  return out
    .trimEnd()
    .split("\n")
    .map((each) => JSON.parse(each));
}

test("migrate-tenants tells a pipe in JSON lines, and an error to people", async () => {
  const school = await single.openSchool();
  const use = withFile("create table piped (id uuid primary key)");
  const piped = await single.run(["migrate-tenants", "--schema", school], use);
  expect(piped).toMatchObject({ code: 0, err: "" });
  const lines = jsonLines(piped.out);
  expect(lines.slice(0, -1).map(({ kind }) => kind)).toEqual(expect.arrayContaining(["run.taken", "school.done"]));
  expect(lines.at(-1)).toMatchObject({ kind: "result", run: { state: "done" }, schools: [{ schema: school }] });
  const wrong = await single.run(["migrate-tenants", "--schema", "nope"], use);
  expect(wrong).toMatchObject({ code: 3, out: "", err: expect.stringContaining("nope") });
  const planned = await single.run(["migrate-tenants", "--plan", "--schema", school], use);
  expect(planned.out).toContain("Rien n'a été exécuté.");
});

const withFile = (statement: string) => ({ migrations: bundleWith(migrations, { tenant: [[statement]] }) });

test("migrate-tenants --json tells a failed school's fault in fields", async () => {
  const school = await single.openSchool();
  const failed = await single.run(["migrate-tenants", "--schema", school, "--json"], withFile("select nothing"));
  expect(failed).toMatchObject({ code: 7, err: "" });
  const fault = { code: "migration_failed", line: 1, sqlstate: "42703", statement: "select nothing" };
  const lines = jsonLines(failed.out);
  expect(lines.at(-1).schools).toMatchObject([{ schema: school, state: "failed", fault }]);
  expect(lines.find(({ kind }) => kind === "school.failed")).toMatchObject({ schema: school, fault });
});

test("migrate-tenants --schema migrates that school alone, however it is named", async () => {
  const use = withFile("create table alone (id uuid primary key)");
  const [school, other] = [await single.openSchool(), await single.openSchool()];
  const host = `${school}.peproscolaire.fr`;
  const { code, out } = await single.run(["migrate_tenants", "--schema", host, "--lang", "en", "--text"], use);
  expect(code).toBe(0);
  const lines = `public: up to date\n\\[1/1\\] ${school}: 1 migration in [\\d.]+ m?s\n1 school: 1 migrated\\.\n`;
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
  const faked = await single.run([...only, "--fake", "--text"], use);
  expect(faked).toMatchObject({ code: 0, out: expect.stringContaining("public : laissé tel quel (--skip-public)\n") });
  expect(await tableExists(single, "public.skipped")).toBe(false);
  expect(await tableExists(single, `${school}.faked`)).toBe(false);
  expect((await single.run([...only, "--text"], use)).out).toContain(`${school} : à jour`);
  const planned = await single.run([...only, "--plan", "--json"], use);
  expect(planned.json()).toMatchObject({
    public: { files: [], skipped: true },
    schools: [{ schema: school, files: [], fault: null }],
    files: [],
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
  [["--lock-timeout", "bientôt"], "--lock-timeout : Un nombre entier est attendu."],
  [["--retries", "21"], "--retries : 20 au plus."],
  [["--failure-budget", "quelques"], "--failure-budget : "],
  [["--canary", "101%"], "--canary : "],
  [["--pause", "--cancel"], "--pause et --cancel ne vont pas ensemble."],
  [["--resume", "--fake"], "--resume et --fake ne vont pas ensemble."],
  [["--run", "moi"], "--run : "],
  [["--pause"], "Aucune migration n'est en cours ni en pause."],
])("migrate-tenants %j is refused", async (flags, err) => {
  expect(await single.run(["migrate-tenants", ...flags])).toMatchObject({
    code: 2,
    err: expect.stringContaining(err),
  });
});

const WAITING = `select pid from pg_stat_activity
  where datname = current_database() and application_name = 'pepro-cli' and wait_event_type = 'Lock'`;

test("an interruption ends a migration that waits for a lock, with nothing done, and it can be resumed", async () => {
  const school = await single.openSchool();
  const use = withFile("create table late (id uuid primary key)");
  const holder = await openConnection({ url: single.env().DATABASE_URL ?? "" });
  try {
    await holder.send(rawSql("begin"));
    await holder.send(rawSql(`lock table "${school}".migration_ledger in access exclusive mode`));
    const stop = new AbortController();
    const running = single.run(["migrate-tenants", "--schema", school, "--text"], {
      ...use,
      interruption: stop.signal,
    });
    await vi.waitFor(async () => expect(await single.query(WAITING)).toHaveLength(1), { timeout: 10_000, interval: 5 });
    stop.abort(new Interrupted(2));
    expect(await running).toMatchObject({ code: 130, out: "public : à jour\n", err: "Interrompu.\n" });
  } finally {
    await holder.end();
  }
  expect(await tableExists(single, `${school}.late`)).toBe(false);
  expect((await single.run(["status", "--json"], use)).json().active).toMatchObject({
    state: "paused",
    pauseReason: { kind: "interrupted" },
    isWorking: false,
  });
  expect(await single.run(["migrate-tenants", "--resume"], use)).toMatchObject({ code: 0, err: "" });
  expect(await tableExists(single, `${school}.late`)).toBe(true);
});

const waves = useInstallation();

test("migrate-tenants pauses after a canary that failed, is refused meanwhile, and goes on when told to", async () => {
  const { openSchool, query, run } = waves;
  const [first, second, third] = [await openSchool(), await openSchool(), await openSchool()].sort() as [
    string,
    string,
    string,
  ];
  await query(`create table "${second}".extra ()`);
  const use = { migrations: withExtra };

  const paused = await run(
    ["migrate-tenants", "--canary", `${second},${second}.peproscolaire.fr`, "--batch", "1", "--text"],
    use,
  );
  expect(paused).toMatchObject({ code: 7, err: "" });
  expect(paused.out).toContain("\nÉtablissements pilotes : 1 établissement\n[1/3] ");
  expect(paused.out).toContain("3 établissements : 1 en échec, 2 à faire.\nEn pause d'elle-même : 1 échec");
  expect(paused.out).toContain("--resume");

  const refused = await run(["migrate-tenants", "--text"], use);
  expect(refused).toMatchObject({ code: 5, out: "public : à jour\n" });
  expect(refused.err).toContain("pepro status");

  const status = await run(["status"], use);
  expect(status.code).toBe(0);
  expect(status.out).toContain("3 établissements, 3 en retard sur la version");
  expect(status.out).toContain(`En échec (1) :\n  ${second} : La migration ${tenantFile}`);
  expect(status.out).toContain("en pause, 1 sur 3, Vague 1, 1 en échec.");
  const latest = withExtra.tenant.length;
  const each = [first, second, third].map((schema) => ({ schema, version: latest - 1 }));
  expect((await run(["status", "--all"], use)).out).toMatch(new RegExp(`\n${first} +● +Lycée Victor Hugo\n`));
  expect((await run(["status", "--json", "--all"], use)).json()).toMatchObject({
    ...{ schools: 3, behind: 3, ahead: 0, failedCount: 1, each },
    active: { state: "paused", pauseReason: { kind: "budget", wave: 0, failed: 1, allowed: 0 } },
  });

  const resumed = await run(["migrate-tenants", "--resume", "--text"], use);
  expect(resumed.code).toBe(7);
  expect(resumed.out).toContain(`Vague 1 : 1 établissement\n[2/3] ${first} : 1 migration`);
  expect(resumed.out).toContain(`Vague 2 : 1 établissement\n[3/3] ${third} : 1 migration`);
  expect(resumed.out).toContain("3 établissements : 2 migrés, 1 en échec.");

  await query(`drop table "${second}".extra`);
  const retried = await run(["migrate-tenants", "--retry-failed", "--text"], use);
  expect(retried).toMatchObject({ code: 0, err: "" });
  expect(retried.out).toContain("3 établissements : 3 migrés.");
  expect((await run(["status"], use)).out).toContain("3 établissements, à jour (version ");
});

const budget = useInstallation();

test("migrate-tenants --failure-budget takes so many failures and pauses at the next", async () => {
  const { openSchool, query, run } = budget;
  const schools: string[] = [];
  for (let made = 0; made < 4; made++) schools.push(await openSchool());
  schools.sort();
  for (const school of schools.slice(1, 3)) await query(`create table "${school}".extra ()`);
  const use = { migrations: withExtra };
  const only = ["migrate-tenants", "--concurrency", "1", "--failure-budget", "25%", "--text"];
  const paused = await run(only, use);
  expect(paused).toMatchObject({ code: 7, err: "" });
  expect(paused.out).toContain("4 établissements : 1 migré, 2 en échec, 1 à faire.\nEn pause d'elle-même : 2 échecs");
  expect(paused.out).toContain(" 1 admis.");
  const tables = await Promise.all([0, 3].map((at) => tableExists(budget, `${schools[at]}.extra`)));
  expect(tables).toEqual([true, false]);
  expect((await run(["status", "--json"], use)).json()).toMatchObject({
    failed: schools.slice(1, 3).map((schema) => ({ schema, fault: { file: tenantFile, line: 1, sqlstate: "42P07" } })),
    active: { state: "paused", pauseReason: { kind: "budget", failed: 2, allowed: 1 } },
  });
  for (const school of schools.slice(1, 3)) await query(`drop table "${school}".extra`);
  expect((await run(["migrate-tenants", "--retry-failed", "--text"], use)).out).toContain(
    "4 établissements : 4 migrés.",
  );
});

test("migrate-tenants --cancel gives up what has not begun", async () => {
  const { run, query } = waves;
  const other = { migrations: bundleWith(withExtra, { tenant: [["create table another (id uuid primary key)"]] }) };
  const [school] = await query<{ schema_name: string }>("select schema_name from tenants order by schema_name limit 1");
  await query(`create table "${school?.schema_name}".never ()`);
  const wide = { migrations: bundleWith(withExtra, { tenant: [["create table never (id uuid primary key)"]] }) };
  expect((await run(["migrate-tenants", "--canary", school?.schema_name ?? ""], wide)).code).toBe(7);
  expect((await run(["migrate-tenants", "--resume"], other)).err).toContain("avec d'autres fichiers");
  const cancelled = await run(["migrate-tenants", "--cancel"], wide);
  expect(cancelled).toMatchObject({ code: 0, err: "" });
  expect(cancelled.out).toMatch(/^La migration [0-9a-f-]{36} est annulée\.\n$/);
  expect((await run(["migrate-tenants", "--cancel"], wide)).code).toBe(2);
});
