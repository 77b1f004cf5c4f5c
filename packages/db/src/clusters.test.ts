import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "./clusters.ts";
import { sqlstateOf } from "./sqlstate.ts";
import { rawSql, sql } from "./statement.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";

let first: TestSchools;
let second: TestSchools;
let db: Database;
const opened: string[] = [];
beforeAll(async () => {
  [first, second] = await Promise.all([openSchools(), openSchools()]);
  db = createDatabase({
    control: { id: "one", ownerUrl: first.ownerUrl, runtimeUrl: first.runtimeUrl },
    cluster: (id) => {
      opened.push(id);
      return id === "two" ? { runtimeUrl: second.runtimeUrl } : undefined;
    },
    applicationName: "clusters-test",
  });
  await second.admin.send(rawSql("update a.pupils set name = 'of a, elsewhere'"));
});
afterAll(async () => {
  await db.close();
  await first.drop();
  await second.drop();
});

const PUPILS = sql`select name from pupils`;

describe("createDatabase", () => {
  test("finds each school on its own cluster, also where two have a schema of one name", async () => {
    const [here, there] = await Promise.all([
      db.queryTenant({ ...first.a, clusterId: "one" }, PUPILS),
      db.queryTenant({ ...second.a, clusterId: "two" }, PUPILS),
    ]);
    expect([here, there]).toEqual([[{ name: "of a" }], [{ name: "of a, elsewhere" }]]);
  });

  test("a school of one cluster is nobody on another", async () => {
    const misplaced = await db.queryTenant({ ...first.a, clusterId: "two" }, PUPILS).catch((error) => error);
    expect(sqlstateOf(misplaced)).toBe("42501");
  });

  test("schools of a further cluster are apart as on the first", async () => {
    const place = { ...second.a, clusterId: "two" };
    const other = db.withTenant(place, (tx) => tx.query(sql`select name from b.pupils`));
    expect(sqlstateOf(await other.catch((error) => error))).toBe("42501");
    const climbed = db.withTenant(place, (tx) => tx.query(sql`select word from public.secrets`));
    expect(sqlstateOf(await climbed.catch((error) => error))).toBe("42501");
  });

  test("the platform's statements go to the control cluster, with the runtime login", async () => {
    const where = sql`select current_database() as database, current_user as user`;
    const [row] = await db.queryPlatform(where);
    expect(row).toEqual({ database: new URL(first.runtimeUrl).pathname.slice(1), user: first.runtimeRole });
    expect(await db.withPlatform((tx) => tx.query(where))).toEqual([row]);
  });

  test("the control cluster is never looked up elsewhere", async () => {
    expect(opened).not.toContain("one");
  });

  test("an unknown cluster, and an owner login that this process does not have, are errors of their own", async () => {
    await expect(db.queryTenant({ ...first.a, clusterId: "three" }, PUPILS)).rejects.toThrow("unknown cluster: three");
    expect(() => db.owner("two")).toThrow("no owner login for cluster: two");
  });

  test("owner and runtime logins use pools of their own", async () => {
    const owner = db.owner("one");
    const connection = await owner.borrow();
    const [row] = await connection.send(sql`select current_user = ${first.runtimeRole} as "isRuntime"`);
    owner.giveBack(connection, true);
    expect(row).toEqual({ isRuntime: false });
    expect(db.owner("one")).toBe(owner);
  });

  test("bounds the connections of each cluster", async () => {
    const few = createDatabase({
      control: { id: "one", runtimeUrl: first.runtimeUrl },
      maxConnections: 2,
      applicationName: "clusters-few",
    });
    const counts = await Promise.all(
      Array.from({ length: 12 }, () =>
        few.withTenant({ ...first.a, clusterId: "one" }, async (tx) => {
          await tx.query(PUPILS);
          return first.sessions("clusters-few");
        }),
      ),
    );
    await few.close();
    expect(Math.max(...counts)).toBe(2);
  });

  test("takes nothing any more once closed", async () => {
    const closed = createDatabase({ control: { id: "one", runtimeUrl: first.runtimeUrl } });
    await closed.queryPlatform(sql`select 1 as one`);
    await closed.close();
    await expect(closed.queryPlatform(sql`select 1 as one`)).rejects.toThrow("the pool is closed");
  });
});
