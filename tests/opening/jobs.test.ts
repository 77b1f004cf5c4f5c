import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type OpeningEvent, type OpeningJob, openingJobAfter } from "@pepro/contracts";
import {
  type Call,
  cancelOpening,
  checkOpening,
  createTenant,
  deleteTenant,
  execute,
  getOpening,
  listOpenings,
  resumeOpening,
  startOpening,
  subscribe,
  takeOpeningPasswords,
  watchOpening,
} from "@pepro/core";
import { type Connection, openConnection, type Row, rawSql, sql } from "@pepro/db";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { fileOf, schoolsFile } from "./schools-file.ts";

let platform: TestPlatform;
/** Another process on the same database. */
let other: TestPlatform;
let owner: Connection;
beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  other = await platform.another();
  owner = await openConnection({ url: platform.databaseUrl });
});
afterAll(async () => {
  await owner.end();
  await other.close();
  await platform.close();
});

/** What a test that failed leaves must not fail the next. */
afterEach(async () => {
  await owner.send(
    rawSql("update public.opening_jobs set state = 'cancelled', ended_at = now() where ended_at is null"),
  );
});

const query = async <T = Row>(statement: ReturnType<typeof sql>) => [...(await owner.send<T>(statement))];
const check = (csv: string) => execute(platform.core, checkOpening, OPERATOR, { csv });
const start = (csv: string, on = platform, more = {}) =>
  execute(on.core, startOpening, OPERATOR, { csv, fileName: "ecoles.csv", ...more });
const rowsOf = async ({ id }: OpeningJob) => {
  const { rows } = await execute(platform.core, getOpening, OPERATOR, { id, pageSize: 200 });
  return rows.items;
};
const jobOf = async ({ id }: OpeningJob) => (await execute(platform.core, getOpening, OPERATOR, { id })).job;

/** Runs a file to its end. */
async function open(csv: string): Promise<OpeningJob> {
  const job = await start(csv);
  await platform.core.openings.settled(job.id);
  return jobOf(job);
}

async function eventsOf(job: OpeningJob, lastEventId?: string): Promise<OpeningEvent[]> {
  const events: OpeningEvent[] = [];
  const input = { id: job.id, ...(lastEventId && { lastEventId }) };
  const signal = new AbortController().signal;
  for await (const event of subscribe(platform.core, watchOpening, OPERATOR, input, signal)) events.push(event);
  return events;
}

const schoolsOf = (subdomains: readonly string[]) =>
  query<{ subdomain: string; state: string; name: string }>(sql`select subdomain, state, school_name as name
    from public.tenants where subdomain = any(${subdomains as string[]}) order by subdomain`);

describe("a file with faults", () => {
  test("is told of each, conflicts with schools that are there among them, and opens nothing", async () => {
    const taken = await platform.openSchool();
    const deleted = await platform.openSchool();
    await execute(platform.core, deleteTenant, OPERATOR, { id: deleted.id });
    const moved = schoolInput();
    await owner.send(sql`update public.tenants set subdomain = ${moved.subdomain} where id = ${taken.id}`);
    const { subdomains, csv } = schoolsFile(2, (line, at) => (at === 1 ? line.replace("75001", "abc") : line));
    const formerly = `\r\nÉcole X;${taken.school.subdomain};college;1 rue Zola;75001;Paris;0123456789;a@b.fr;1`;
    const gone = `\r\nÉcole Y;${deleted.school.subdomain};college;1 rue Zola;75001;Paris;0123456789;a@b.fr;1`;
    const wrong = csv.trimEnd() + formerly + gone;
    const { faults } = await check(wrong);
    expect(faults.map(({ line, column, rule }) => [line, column, rule])).toEqual([
      [3, "postal_code", "postal_code_invalid"],
      // Its host is still the other's, though its subdomain has changed.
      [4, "subdomain", "subdomain_taken"],
      [5, "subdomain", "subdomain_deleted"],
    ]);
    await expect(start(wrong)).rejects.toMatchObject({
      code: "validation_failed",
      fields: { issues: [{ path: ["csv", 3, "postal_code"], rule: "postal_code_invalid" }, {}, {}] },
    });
    expect(await schoolsOf(subdomains)).toEqual([]);
    expect((await query(sql`select id from public.opening_jobs`)).length).toBe(0);
  });
});

describe("a file of schools", () => {
  test("opens each of them, and tells of each as it happens", async () => {
    const { subdomains, csv } = schoolsFile(5);
    expect((await check(csv)).rows.map(({ outcome }) => outcome)).toEqual(Array(5).fill("open"));
    expect(await schoolsOf(subdomains)).toEqual([]);
    const begun = await start(csv);
    expect(begun).toMatchObject({
      state: "running",
      rows: 5,
      createdBy: "tests",
      fileName: "ecoles.csv",
      isWorking: true,
    });
    const events = await eventsOf(begun);
    const job = await jobOf(begun);
    expect(job).toMatchObject({
      state: "done",
      counts: { done: 5, pending: 0, failed: 0 },
      passwords: 5,
      isWorking: false,
    });
    expect((await schoolsOf(subdomains)).map(({ state }) => state)).toEqual(Array(5).fill("ready"));
    expect(events.map(({ kind }) => kind).sort()).toEqual(
      [
        ...["job.started", "job.taken", "job.ended"],
        ...Array(5).fill("row.done"),
        ...Array(5).fill("row.started"),
      ].sort(),
    );
    // Who follows the events knows what who asks is told.
    const after = events.reduce(openingJobAfter, begun);
    expect(after).toEqual({ ...job, isWorking: false });
    const [third] = events.slice(2);
    expect(await eventsOf(job, third?.id)).toEqual(events.slice(3));
    expect((await rowsOf(job)).map(({ line, state, host }) => [line, state, host])).toEqual(
      subdomains.map((subdomain, at) => [at + 2, "done", `${subdomain}.peproscolaire.fr`]),
    );
  });

  test("shows the administrators' passwords once; until then they are nowhere in plain", async () => {
    const { subdomains, csv } = schoolsFile(2);
    const job = await open(csv);
    const { admins } = await execute(platform.core, takeOpeningPasswords, OPERATOR, { id: job.id });
    expect(admins.map(({ subdomain }) => subdomain)).toEqual(subdomains);
    for (const { host, email, password } of admins) await platform.tokenOf(host, email, password);
    expect(await execute(platform.core, takeOpeningPasswords, OPERATOR, { id: job.id })).toEqual({ admins: [] });
    expect(await jobOf(job)).toMatchObject({ passwords: 0 });
  });

  test("keeps no password that can be read, in any table", async () => {
    const { csv } = schoolsFile(1);
    const job = await open(csv);
    const tables = await query<{ name: string }>(sql`select format('%I.%I', schemaname, tablename) as name
      from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
    const before = await Promise.all(
      tables.map(async ({ name }) => {
        const [row] = await owner.send<{ text: string }>(
          rawSql(`select coalesce(string_agg(t::text, ' '), '') as text from ${name} t`),
        );
        return row?.text ?? "";
      }),
    );
    const [admin] = (await execute(platform.core, takeOpeningPasswords, OPERATOR, { id: job.id })).admins;
    expect(before.join(" ")).toContain(admin?.email);
    expect(before.join(" ")).not.toContain(admin?.password);
  });

  test("leaves entries in the trail that name the job and whoever asked", async () => {
    const { csv } = schoolsFile(1);
    const job = await open(csv);
    const entries = await query(sql`select action, actor_label as by from public.audit_entries
      where request_id = ${job.id} order by id`);
    expect(entries).toEqual([
      { action: "tenants.create", by: "opening:tests" },
      { action: "tenants.provision", by: "opening:tests" },
    ]);
  });
});

describe("the same file again", () => {
  test("opens only what is missing, and says what was there", async () => {
    const { subdomains, csv } = schoolsFile(3);
    await open(csv);
    const more = fileOf([...subdomains, `${subdomains[0]}-b`]);
    const job = await open(more);
    expect(job).toMatchObject({ state: "done", counts: { done: 1, present: 3 } });
    const nothing = await open(more);
    expect(nothing).toMatchObject({ state: "done", rows: 4, counts: { done: 0, present: 4 } });
    expect((await eventsOf(nothing)).map(({ kind }) => kind)).toEqual(["job.started", "job.ended"]);
  });

  test("reports schools that have other values by now, and changes nothing of them", async () => {
    const { subdomains, csv } = schoolsFile(2);
    await open(csv);
    const changed = csv.replace(`École ${subdomains[0]}`, "Lycée Neuf").replace(/400\r\n/, "500\r\n");
    const { rows } = await check(changed);
    expect(rows.map(({ outcome, differences }) => [outcome, differences])).toEqual([
      ["different", ["school_name", "max_students"]],
      ["present", []],
    ]);
    const job = await open(changed);
    expect(job).toMatchObject({ state: "done", counts: { different: 1, present: 1, done: 0 } });
    expect((await schoolsOf(subdomains))[0]?.name).toBe(`École ${subdomains[0]}`);
  });

  test("finishes a school that was registered and never provisioned", async () => {
    const { subdomains, csv } = schoolsFile(1);
    const [subdomain = ""] = subdomains;
    const input = {
      ...schoolInput(subdomain),
      schoolName: `École ${subdomain}`,
      schoolType: "college",
      address: "1 rue Zola",
    };
    await execute(platform.core, createTenant, OPERATOR, { ...input, maxStudents: 400 });
    expect(await open(csv)).toMatchObject({ state: "done", counts: { done: 1 } });
    expect(await schoolsOf(subdomains)).toMatchObject([{ state: "ready" }]);
  });

  test("hands over passwords of an earlier job that nobody fetched", async () => {
    const { csv } = schoolsFile(2);
    await open(csv);
    const job = await open(csv);
    const { admins } = await execute(platform.core, takeOpeningPasswords, OPERATOR, { id: job.id });
    expect(admins).toHaveLength(2);
    for (const { host, email, password } of admins) await platform.tokenOf(host, email, password);
  });
});

describe("a school that cannot be opened", () => {
  const block = async (subdomain: string) => {
    await owner.send(rawSql(`create schema "${subdomain.replaceAll("-", "_")}"`));
    return () => owner.send(rawSql(`drop schema "${subdomain.replaceAll("-", "_")}"`));
  };

  test("stops no other, is told with its reason, and gets another turn", async () => {
    const { subdomains, csv } = schoolsFile(4);
    const clear = await block(subdomains[1] ?? "");
    const job = await open(csv);
    expect(job).toMatchObject({ state: "failed", counts: { done: 3, failed: 1 } });
    const [failed] = (await rowsOf(job)).filter(({ state }) => state === "failed");
    expect(failed).toMatchObject({
      line: 3,
      fault: {
        code: "provisioning_failed",
        fields: { step: "schema", reason: expect.stringContaining("not this school's") },
      },
    });
    await clear();
    const resumed = await execute(platform.core, resumeOpening, OPERATOR, { id: job.id });
    expect(resumed).toMatchObject({ state: "running", counts: { done: 3, failed: 0, pending: 1 } });
    await platform.core.openings.settled(job.id);
    expect(await jobOf(job)).toMatchObject({ state: "done", counts: { done: 4, failed: 0 }, passwords: 4 });
  });

  test("because its files cannot be stored is finished by the same file once they can", async () => {
    const { subdomains, csv } = schoolsFile(1);
    const area = join(platform.dataDir, "mediafiles");
    rmSync(area, { recursive: true, force: true });
    writeFileSync(area, "in the way");
    expect(await open(csv)).toMatchObject({ state: "failed", counts: { failed: 1 } });
    rmSync(area);
    mkdirSync(area);
    expect(await open(csv)).toMatchObject({ state: "done", counts: { done: 1 } });
    expect(await schoolsOf(subdomains)).toMatchObject([{ state: "ready" }]);
  });
});

describe("several at once", () => {
  test("the same file begun twice is one job, and no school is opened twice", async () => {
    const { subdomains, csv } = schoolsFile(4);
    const begun = await Promise.allSettled([start(csv), start(csv, other)]);
    const jobs = begun.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const [job] = jobs;
    if (!job) throw new Error("neither was begun");
    // A process that was a moment later is told to ask again.
    for (const each of begun)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "unavailable" });
    for (const each of jobs) expect(each.id).toBe(job.id);
    await Promise.all([platform, other].map(({ core }) => core.openings.settled(job.id)));
    expect(await jobOf(job)).toMatchObject({ state: "done", counts: { done: 4 } });
    expect(await schoolsOf(subdomains)).toHaveLength(4);
  });

  test("another file waits while somebody works on one", async () => {
    const job = await start(schoolsFile(3).csv);
    const refused = start(schoolsFile(1).csv, other);
    await expect(refused).rejects.toMatchObject({ code: "opening_active", fields: { jobId: job.id } });
    await platform.core.openings.settled(job.id);
  });

  test("another file takes the place of one that nobody works on, which is cancelled", async () => {
    const { csv } = schoolsFile(2);
    const job = await start(csv);
    await platform.core.openings.settled(job.id);
    await owner.send(sql`update public.opening_jobs set state = 'paused', ended_at = null where id = ${job.id}`);
    const second = await open(schoolsFile(1).csv);
    expect([await jobOf(job), second]).toMatchObject([{ state: "cancelled" }, { state: "done" }]);
  });
});

test("a cancelled job ends what is under way and leaves out the rest", async () => {
  const { csv, subdomains } = schoolsFile(12);
  const job = await start(csv, platform, { concurrency: 1 });
  const signal = new AbortController();
  for await (const event of subscribe(platform.core, watchOpening, OPERATOR, { id: job.id }, signal.signal)) {
    if (event.kind !== "row.done") continue;
    await execute(platform.core, cancelOpening, OPERATOR, { id: job.id });
    break;
  }
  await platform.core.openings.settled(job.id);
  const ended = await jobOf(job);
  const { done, skipped } = ended.counts;
  expect([ended.state, done + skipped, ended.isWorking]).toEqual(["cancelled", 12, false]);
  expect(skipped).toBeGreaterThan(0);
  expect(await schoolsOf(subdomains)).toHaveLength(done);
  await expect(execute(platform.core, resumeOpening, OPERATOR, { id: job.id })).rejects.toMatchObject({
    code: "opening_state",
  });
  const { items } = await execute(platform.core, listOpenings, OPERATOR, { pageSize: 1 });
  expect(items).toMatchObject([{ id: job.id, state: "cancelled" }]);
});

test("a job's rows are found by state and by name", async () => {
  const { csv, subdomains } = schoolsFile(3);
  const job = await open(csv);
  const of = async (input: object) =>
    (await execute(platform.core, getOpening, OPERATOR, { id: job.id, ...input })).rows;
  expect(await of({ state: ["failed"] })).toEqual({ count: 0, items: [] });
  expect(await of({ search: subdomains[1] })).toMatchObject({ count: 1, items: [{ subdomain: subdomains[1] }] });
  expect(await of({ page: 2, pageSize: 2 })).toMatchObject({ count: 3, items: [{ line: 4 }] });
  const nobody: Call = { ...OPERATOR, actor: { kind: "anonymous" } };
  await expect(execute(platform.core, takeOpeningPasswords, nobody, { id: job.id })).rejects.toMatchObject({
    code: "unauthenticated",
  });
});
