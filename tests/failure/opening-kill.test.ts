import { execute, getOpening, startOpening, takeOpeningPasswords } from "@pepro/core";
import { type Connection, openConnection, sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import { schoolsFile } from "../opening/schools-file.ts";
import type { OpeningChildOptions } from "./opening-child.ts";
import { buildDying, type Dying, type MOMENTS } from "./support/dying.ts";

const SCHOOLS = 2;

let platform: TestPlatform;
let owner: Connection;
let child: Dying<OpeningChildOptions>;
beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  owner = await openConnection({ url: platform.databaseUrl });
  child = await buildDying("opening-child.ts", () => owner);
});
afterAll(async () => {
  await owner.end();
  child.remove();
  await platform.close();
});

type Point = { dieAt: number | undefined; moment: (typeof MOMENTS)[number] };

const elsewhere = (csv: string, point: Point) => {
  const { databaseUrl, dataDir } = platform;
  return child.run({ databaseUrl, dataDir, migrations: SMALL_SCHOOLS, csv, ...point });
};

/** Whoever takes up a job before that waits for seconds. */
function leaseOver(): Promise<void> {
  const held = sql`select id from public.opening_jobs where lease_until >= now()`;
  return vi.waitFor(async () => expect(await owner.send(held)).toEqual([]), { timeout: 5_000, interval: 20 });
}

/** Commits and what is written between them, for the second school; of the tables one step. */
function pointsOf(steps: readonly string[]): (Point & { name: string })[] {
  const half = steps.findIndex(
    (step, at) => at > 0 && step.includes("for no key update") && steps.slice(0, at).some((s) => s === "storage"),
  );
  const isChosen = (step: string, at: number) =>
    /commit$|^storage$|insert into (tenants|opening)|update (tenants|opening)|create table users/.test(step) &&
    (at >= half || at < 6);
  return steps.flatMap((step, dieAt) => {
    if (!isChosen(step, dieAt)) return [];
    const moment = /commit$/.test(step) ? ("done" as const) : (["sent", "before"] as const)[dieAt % 2];
    return [{ dieAt, moment: moment ?? "sent", name: `${moment} «${step.slice(0, 90)}»` }];
  });
}

test("killed at any step, the same file again opens the rest, each school once, and every password is handed over", {
  timeout: 120_000,
}, async () => {
  const { signal, steps } = await elsewhere(schoolsFile(SCHOOLS).csv, { dieAt: undefined, moment: "before" });
  expect(signal).toBeNull();
  const points = pointsOf(steps);
  expect(points.length).toBeGreaterThan(12);
  const left = new Set<string>();
  for (const { name, ...point } of points) {
    const { csv, subdomains } = schoolsFile(SCHOOLS);
    expect((await elsewhere(csv, point)).signal, name).toBe("SIGKILL");
    const opened = sql`select subdomain, state, schema_name as schema from public.tenants
      where subdomain = any(${subdomains as string[]}) order by subdomain`;
    left.add((await owner.send<{ state: string }>(opened)).map(({ state }) => state).join());
    await leaseOver();
    const job = await execute(platform.core, startOpening, OPERATOR, { csv });
    await platform.core.openings.settled(job.id);
    const { job: ended } = await execute(platform.core, getOpening, OPERATOR, { id: job.id });
    expect([ended.state, ended.counts.done + ended.counts.present], name).toEqual(["done", SCHOOLS]);
    expect(await owner.send(opened), name).toMatchObject(Array(SCHOOLS).fill({ state: "ready" }));
    const { admins } = await execute(platform.core, takeOpeningPasswords, OPERATOR, { id: job.id });
    expect(
      admins.map(({ subdomain }) => subdomain),
      name,
    ).toEqual(subdomains);
    for (const { host, email, password } of admins) await platform.tokenOf(host, email, password);
    const [twice] = await owner.send(sql`select count(*) from public.audit_entries
      where action = 'tenants.provision' and outcome = 'done' and tenant_id in (
        select id from public.tenants where subdomain = any(${subdomains as string[]}))`);
    expect(twice, name).toEqual({ count: SCHOOLS });
  }
  // Before anything, between registering and opening, with one open, and with all.
  expect([...left]).toEqual(
    expect.arrayContaining(["", "ready", "ready,created", "ready,provisioning", "ready,ready"]),
  );
});
