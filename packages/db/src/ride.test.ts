import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createPool, type Pool } from "./pool.ts";
import { sqlstateOf } from "./sqlstate.ts";
import { sql } from "./statement.ts";
import { platformReading, tenantReading, tenantTransaction } from "./tenant.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";
import type { Tx } from "./transaction.ts";

let schools: TestSchools;
let pool: Pool;
beforeAll(async () => {
  schools = await openSchools();
});
afterAll(() => schools.drop());
beforeEach(() => {
  pool = createPool({ url: schools.runtimeUrl, max: 10, prepares: true, applicationName: "ride-test" });
});
afterEach(() => pool.end());

type Place = { pid: number; role: string; schema: string; began: string };
const PLACE = sql`select pg_backend_pid() as pid, current_user as role, current_schema() as schema, now()::text as began`;
const NAMES = sql`select name from pupils`;

const times = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, index) => one(index));
const placeOf = (school: TestSchools["a"]) => tenantReading(pool, school, (tx) => tx.first<Place>(PLACE));
const rides = (places: readonly (Place | undefined)[]) =>
  new Set(places.map((place) => `${place?.pid} ${place?.began}`));
const failing = (tx: Tx) => tx.query(sql`select 1 / ${0}::int as n`);

describe("reads of one school that begin together", () => {
  test("share one connection and one transaction, eight at the most", async () => {
    expect(rides(await Promise.all(times(8, () => placeOf(schools.a)))).size).toBe(1);
    expect(rides(await Promise.all(times(17, () => placeOf(schools.a)))).size).toBe(3);
  });

  test("are apart from another school's, the platform's, and what may write", async () => {
    const work = times(60, (index) => {
      if (index % 4 === 3) return tenantTransaction(pool, schools.b, (tx) => tx.first<Place>(PLACE));
      if (index % 4 === 2) return platformReading(pool, (tx) => tx.first<Place>(PLACE));
      return placeOf(index % 4 ? schools.b : schools.a);
    });
    const places = await Promise.all(work);
    const as = ({ role, schema }: TestSchools["a"]) => ({ role, schema });
    const platform = { role: schools.runtimeRole, schema: "public" };
    const expected = [as(schools.a), as(schools.b), platform, as(schools.b)];
    expect(places.map((place) => ({ role: place?.role, schema: place?.schema }))).toEqual(
      times(60, (index) => expected[index % 4]),
    );
  });

  test("share while the first of them waits for a connection", async () => {
    const single = createPool({ url: schools.runtimeUrl, max: 1, applicationName: "ride-test" });
    const held = await single.borrow();
    const reads = times(4, () => tenantReading(single, schools.a, (tx) => tx.first<Place>(PLACE)));
    await new Promise((resolve) => setImmediate(resolve));
    reads.push(tenantReading(single, schools.a, (tx) => tx.first<Place>(PLACE)));
    single.giveBack(held, true);
    expect(rides(await Promise.all(reads)).size).toBe(1);
    await single.end();
  });

  test("go on alone, and once, where another's statement failed", async () => {
    const runs = vi.fn();
    const good = times(4, () =>
      tenantReading(pool, schools.a, async (tx) => {
        runs();
        return tx.query(NAMES);
      }),
    );
    const [bad, ...rest] = await Promise.allSettled([tenantReading(pool, schools.a, failing), ...good]);
    expect(bad.status === "rejected" && sqlstateOf(bad.reason)).toBe("22012");
    expect(rest).toEqual(times(4, () => ({ status: "fulfilled", value: [{ name: "of a" }] })));
    expect(runs.mock.calls.length).toBeLessThanOrEqual(8);
  });

  test("hear nothing of it where they had their answer before", async () => {
    const [before, bad] = await Promise.allSettled([
      tenantReading(pool, schools.a, (tx) => tx.query(NAMES)),
      tenantReading(pool, schools.a, failing),
    ]);
    expect(before).toMatchObject({ value: [{ name: "of a" }] });
    expect(bad.status).toBe("rejected");
  });

  test("are done again where their work hid what another's failure did to them", async () => {
    const [bad, hiding] = await Promise.allSettled([
      tenantReading(pool, schools.a, failing),
      tenantReading(pool, schools.a, (tx) => tx.query(NAMES).catch(() => "nothing")),
    ]);
    expect(bad.status).toBe("rejected");
    expect(hiding).toMatchObject({ value: [{ name: "of a" }] });
  });

  test("fail alone where the fault is their own, hidden or not", async () => {
    const hiding = (tx: Tx) => failing(tx).catch(() => "hidden");
    const ended = await Promise.allSettled(times(5, () => tenantReading(pool, schools.a, hiding)));
    expect(ended.map(({ status }) => status)).toEqual(times(5, () => "rejected"));
  });

  test("are not disturbed by one whose work fails without the database", async () => {
    const broken = tenantReading(pool, schools.a, async (tx) => {
      await tx.query(NAMES);
      throw new Error("a bug");
    });
    const [bad, ...rest] = await Promise.allSettled([broken, ...times(3, () => placeOf(schools.a))]);
    expect(bad).toMatchObject({ reason: { message: "a bug" } });
    const places = rest.map((each) => (each.status === "fulfilled" ? each.value : undefined));
    expect(rides(places).size).toBe(1);
  });

  test("leave a connection on which nobody joins what is over", async () => {
    const idle = tenantReading(pool, schools.a, async () => "asked nothing");
    const refused = tenantReading(pool, schools.a, () => Promise.reject(new Error("at once"))).catch(() => "refused");
    expect(await Promise.all([idle, refused])).toEqual(["asked nothing", "refused"]);
    for (let turn = 0; turn < 20; turn++) {
      await tenantReading(pool, schools.a, () => Promise.reject(new Error("at once"))).catch(() => {});
      expect(await tenantReading(pool, schools.a, (tx) => tx.query(NAMES))).toEqual([{ name: "of a" }]);
    }
  });

  test("all fail with the loss of their connection", async () => {
    const lost = (pid: number) => schools.admin.send(sql`select pg_terminate_backend(${pid})`);
    const riders = times(4, () =>
      tenantReading(pool, schools.a, async (tx) => {
        const place = await tx.first<Place>(PLACE);
        await lost(place?.pid ?? 0);
        return tx.query(NAMES);
      }),
    );
    const ended = await Promise.allSettled(riders);
    expect(ended.map(({ status }) => status)).toEqual(times(4, () => "rejected"));
    expect(await tenantReading(pool, schools.a, (tx) => tx.query(NAMES))).toEqual([{ name: "of a" }]);
  });

  test("are kept waiting by a slow one only within one turn", async () => {
    // With a connection at hand nobody waits for one.
    await placeOf(schools.a);
    const order: string[] = [];
    const slow = tenantReading(pool, schools.a, (tx) => tx.query(sql`select pg_sleep(0.3)`)).then(() =>
      order.push("slow"),
    );
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
    await placeOf(schools.a).then(() => order.push("quick"));
    await slow;
    expect(order).toEqual(["quick", "slow"]);
  });
});
