import type { TenantView } from "@pepro/contracts";
import { createTenant, execute, getProvisioning, provisionTenant } from "@pepro/core";
import { type Connection, openConnection, sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import type { ChildOptions } from "./provisioning-child.ts";
import { buildDying, type Dying, MOMENTS } from "./support/dying.ts";

const bundle = bundleWith(SMALL_SCHOOLS, { tenant: [["create table clubs (name text)"]] });

let platform: TestPlatform;
let owner: Connection;
let child: Dying<ChildOptions>;

beforeAll(async () => {
  const bundled = buildDying<ChildOptions>("provisioning-child.ts", () => owner);
  platform = await openPlatform({ migrations: bundle });
  owner = await openConnection({ url: platform.databaseUrl });
  child = await bundled;
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  child.remove();
});

async function register(): Promise<TenantView> {
  const { tenant } = await execute(platform.core, createTenant, OPERATOR, schoolInput());
  return tenant;
}

/** Runs the child to its end or its death, and waits until the server has done with what it sent. */
function provisionElsewhere({ id }: TenantView, how: Partial<Pick<ChildOptions, "dieAt" | "moment">>) {
  const { databaseUrl, dataDir } = platform;
  const place = { databaseUrl, dataDir, migrations: bundle, tenantId: id };
  return child.run({ ...place, dieAt: undefined, moment: "before", ...how });
}

async function stateOf({ id, schemaName }: TenantView) {
  const role = platform.core.installation.roles.tenant(id);
  const [row] = await owner.send<{
    schema: boolean;
    role: boolean;
    tables: number;
    provisioned: boolean;
    state: string;
  }>(sql`
    select to_regnamespace(${schemaName}) is not null as schema, to_regrole(${role}) is not null as role,
      (select count(*) from pg_class where relnamespace = to_regnamespace(${schemaName})) as tables,
      provisioned_at is not null as provisioned, state
    from tenants where id = ${id}`);
  if (!row) throw new Error("the control row is gone");
  return row;
}

/** What is shown of the latest run; undefined where none got as far as being seen. */
async function runStateOf({ id }: TenantView): Promise<string | undefined> {
  return (await execute(platform.core, getProvisioning, OPERATOR, { id })).run?.state;
}

/** The whole of a finished school, to compare others with. */
let whole: { schema: boolean; role: boolean; tables: number };
let steps: string[];

test("a school that another process provisions is whole", async () => {
  const tenant = await register();
  const ended = await provisionElsewhere(tenant, {});
  expect(ended.signal).toBeNull();
  steps = ended.steps;
  const { provisioned, state, ...rest } = await stateOf(tenant);
  whole = rest;
  expect([provisioned, state, rest.schema, rest.role]).toEqual([true, "ready", true, true]);
  expect(steps.filter((step) => step === "cluster: commit")).toHaveLength(1);
  // What is answered is read behind it.
  expect(steps.findLast((step) => !/^control:\s+select/.test(step))).toBe("control: commit");
});

/** Every step around the tables, those that end something at each moment, and of the tables' own a sample. */
function chosen(): { dieAt: number; moment: (typeof MOMENTS)[number] }[] {
  const isTables = (step: string) => /^cluster: (create (unique )?(table|index)|comment on|revoke)/.test(step);
  const isEnd = (step: string) => /commit$|^storage$/.test(step);
  const numbered = steps.map((step, dieAt) => ({ step, dieAt }));
  const tables = numbered.filter(({ step }) => isTables(step));
  const sampled = tables.filter((_, index) => index % Math.ceil(tables.length / 4) === 0);
  const around = numbered.filter(({ step }) => !isTables(step) && !isEnd(step));
  return [
    ...[...around, ...sampled].map(({ dieAt }, index) => ({ dieAt, moment: MOMENTS[index % 3] ?? "before" })),
    ...numbered.filter(({ step }) => isEnd(step)).flatMap(({ dieAt }) => MOMENTS.map((moment) => ({ dieAt, moment }))),
  ];
}

test("killed at any step it leaves nothing half done, and running it again finishes", {
  timeout: 120_000,
}, async () => {
  const points = chosen();
  expect(points.length).toBeGreaterThan(20);
  const seen = new Set<string>();
  const worker = async () => {
    for (let point = points.pop(); point; point = points.pop()) {
      const name = `${point.moment} «${steps[point.dieAt]?.slice(0, 60)}»`;
      const tenant = await register();
      const { signal } = await provisionElsewhere(tenant, point);
      expect(signal, name).toBe("SIGKILL");
      const { provisioned, state: _, ...left } = await stateOf(tenant);
      expect([whole, { schema: false, role: false, tables: 0 }], name).toContainEqual(left);
      if (provisioned) expect(left, name).toEqual(whole);
      expect([undefined, provisioned ? "done" : "interrupted"], name).toContain(await runStateOf(tenant));
      seen.add(provisioned ? "provisioned" : left.schema ? "schema only" : "nothing");
      await finishes(tenant, { provisioned, hadSchema: left.schema }, name);
    }
  };
  await Promise.all([worker(), worker()]);
  expect([...seen].sort()).toEqual(["nothing", "provisioned", "schema only"]);
});

async function finishes(
  tenant: TenantView,
  { provisioned, hadSchema }: { provisioned: boolean; hadSchema: boolean },
  name: string,
): Promise<void> {
  const again = execute(platform.core, provisionTenant, OPERATOR, { id: tenant.id });
  if (provisioned) {
    await expect(again, name).rejects.toMatchObject({ code: "already_provisioned" });
  } else {
    const { admin } = await again;
    expect(admin?.password, name).toEqual(expect.any(String));
    expect(await runStateOf(tenant), name).toBe("done");
    // The password of the first run was never shown: the one of this run must be the one that opens.
    if (hadSchema) await platform.tokenOf(tenant.domainUrl, admin?.email ?? "", admin?.password ?? "");
  }
  expect(await stateOf(tenant), name).toEqual({ ...whole, provisioned: true, state: "ready" });
  const response = await platform.fetch(tenant.domainUrl, "/api/v1/current-tenant/theme/");
  expect(response.status, name).toBe(200);
}
