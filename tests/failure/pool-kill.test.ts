import type { TenantView } from "@pepro/contracts";
import { createTenant, drainPool, execute, fillSpares, getPoolStatus, provisionTenant } from "@pepro/core";
import { type Connection, openConnection, type Row, sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import type { PoolChildOptions } from "./pool-child.ts";
import { buildDying, type Dying, MOMENTS } from "./support/dying.ts";

let platform: TestPlatform;
let owner: Connection;
let child: Dying<PoolChildOptions>;

beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  owner = await openConnection({ url: platform.databaseUrl });
  child = await buildDying("pool-child.ts", () => owner);
});
afterAll(async () => {
  await owner.end();
  child.remove();
  await platform.close();
});

type Point = { dieAt: number | undefined; moment: (typeof MOMENTS)[number] };
const TO_THE_END: Point = { dieAt: undefined, moment: "before" };

const elsewhere = (task: PoolChildOptions["task"], point: Point) => {
  const { databaseUrl, dataDir } = platform;
  return child.run({ databaseUrl, dataDir, migrations: SMALL_SCHOOLS, task, ...point });
};
const fill = (size: number) => execute(platform.core, fillSpares, OPERATOR, { size });
const status = () => execute(platform.core, getPoolStatus, OPERATOR, {});
const query = async <T = Row>(statement: ReturnType<typeof sql>) => [...(await owner.send<T>(statement))];
const register = async () => (await execute(platform.core, createTenant, OPERATOR, schoolInput())).tenant;

/** Schemas that bear a mark of ours, and our schools' roles, that neither a school nor a spare accounts for. */
const orphans = () =>
  query(sql`select n.nspname::text as name from pg_namespace n, public.installation i
      where obj_description(n.oid, 'pg_namespace') like 'pepro:' || i.installation_id || ':%'
        and n.nspname not in (select schema_name from public.tenants union all select schema_name from public.spare_schemas)
    union all select r.rolname::text from pg_roles r, public.installation i
      where r.rolname ~ ('^pepro_' || i.installation_id || '_[0-9a-f]{32}$')
        and r.rolname not in (select role_name from public.tenants union all select role_name from public.spare_schemas)`);

/** Every step that changes something, of the tables' own a sample; what ends something when it has left and when it is done. */
function pointsOf(steps: readonly string[]): (Point & { name: string })[] {
  const isTables = (step: string) =>
    /^cluster: (create (unique )?(table|index)|comment on (table|column)|revoke)/.test(step);
  const isEnd = (step: string) => /commit$|^storage$/.test(step);
  const seen = new Set<string>();
  return steps.flatMap((step, dieAt) => {
    const kind = step.replace(/[0-9a-f]{8,}\S*/g, "");
    const isRepeated = seen.has(kind) && !isEnd(step);
    seen.add(kind);
    if (/: (select|begin)/.test(step) || isRepeated || (isTables(step) && dieAt % 20 !== 0)) return [];
    const moments = isEnd(step) ? (["sent", "done"] as const) : [MOMENTS[dieAt % 3] ?? "before"];
    return moments.map((moment) => ({ dieAt, moment, name: `${moment} «${step.slice(0, 70)}»` }));
  });
}

describe("a process that opens a school with a spare", () => {
  let school: TenantView;
  beforeEach(async () => {
    await execute(platform.core, drainPool, OPERATOR, {});
    await fill(1);
    school = await register();
  });

  const stateOf = async ({ id, schemaName }: TenantView) => {
    const [row] = await query<{ spares: number; schema: boolean; isOwnRole: boolean; provisioned: boolean }>(sql`
      select (select count(*) from public.spare_schemas) as spares, to_regnamespace(${schemaName}) is not null as schema,
        role_name like '%' || replace(id::text, '-', '') as "isOwnRole", provisioned_at is not null as provisioned
      from public.tenants where id = ${id}`);
    return row;
  };

  test("killed at any step leaves a school or a spare, and running it again finishes", {
    timeout: 120_000,
  }, async () => {
    const { signal, steps } = await elsewhere({ kind: "open", tenantId: school.id }, TO_THE_END);
    expect([signal, steps.filter((step) => step.startsWith("cluster: alter schema"))]).toEqual([
      null,
      [expect.any(String)],
    ]);
    const seen = new Set<string>();
    const points = pointsOf(steps);
    expect(points.length).toBeGreaterThan(14);
    for (const { name, ...point } of points) {
      await fill(1);
      const tenant = await register();
      const killed = await elsewhere({ kind: "open", tenantId: tenant.id }, point);
      expect(killed.signal, name).toBe("SIGKILL");
      const left = await stateOf(tenant);
      seen.add(left?.provisioned ? "provisioned" : left?.schema ? "adopted" : "nothing");
      // A school that is there is no spare any more, even where a row still says so.
      if (left?.provisioned)
        expect(left, name).toEqual({ spares: 0, schema: true, isOwnRole: false, provisioned: true });
      const again = execute(platform.core, provisionTenant, OPERATOR, { id: tenant.id });
      if (left?.provisioned) await expect(again, name).rejects.toMatchObject({ code: "already_provisioned" });
      else expect((await again).admin?.password, name).toEqual(expect.any(String));
      // It was opened with the spare in the end, whoever did it, and nothing is left.
      expect(await stateOf(tenant), name).toEqual({ spares: 0, schema: true, isOwnRole: false, provisioned: true });
      expect(await orphans(), name).toEqual([]);
    }
    expect([...seen].sort()).toEqual(["adopted", "nothing", "provisioned"]);
  });

  test("leaves a school that another can still be opened beside", async () => {
    const { steps } = await elsewhere({ kind: "open", tenantId: (await register()).id }, TO_THE_END);
    await fill(1);
    // Its schema has been renamed, and nobody was told.
    const dieAt = steps.indexOf("cluster: commit");
    await elsewhere({ kind: "open", tenantId: school.id }, { dieAt, moment: "done" });
    expect(await status()).toMatchObject({ ready: 1 });
    const other = await platform.openSchool();
    expect(other.state).toBe("ready");
    expect(await status()).toMatchObject({ ready: 0 });
    const { tenant } = await execute(platform.core, provisionTenant, OPERATOR, { id: school.id });
    expect(tenant.state).toBe("ready");
    expect(await orphans()).toEqual([]);
  });
});

describe("a process that fills the pool", () => {
  const SIZE = 2;

  test("killed at any step leaves what the next filling finishes", { timeout: 120_000 }, async () => {
    await execute(platform.core, drainPool, OPERATOR, {});
    const { signal, steps } = await elsewhere({ kind: "fill", size: SIZE }, TO_THE_END);
    expect(signal).toBeNull();
    expect(await status()).toMatchObject({ ready: SIZE, building: 0 });
    const points = pointsOf(steps);
    expect(points.length).toBeGreaterThan(14);
    for (const { name, ...point } of points) {
      await execute(platform.core, drainPool, OPERATOR, {});
      const killed = await elsewhere({ kind: "fill", size: SIZE }, point);
      expect(killed.signal, name).toBe("SIGKILL");
      expect(await orphans(), name).toEqual([]);
      await fill(SIZE);
      expect(await status(), name).toMatchObject({ ready: SIZE, building: 0, unusable: 0 });
      const [there] = await query(sql`select count(*) from public.spare_schemas s
        where to_regnamespace(s.schema_name) is not null and to_regrole(s.role_name) is not null`);
      expect(there, name).toEqual({ count: SIZE });
    }
    await execute(platform.core, drainPool, OPERATOR, {});
    expect([await status(), await orphans()]).toMatchObject([{ ready: 0, building: 0 }, []]);
  });
});
