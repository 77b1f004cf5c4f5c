import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Connection } from "./connection.ts";
import { createPool, type Pool, type PoolOptions } from "./pool.ts";
import { isConnectionError } from "./sqlstate.ts";
import { sql } from "./statement.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";

let schools: TestSchools;
beforeAll(async () => {
  schools = await openSchools();
});
afterAll(() => schools.drop());

let pool: Pool;
let name = 0;
afterEach(async () => {
  vi.useRealTimers();
  await pool.end();
});

function open(options: Partial<PoolOptions>): { sessions: () => Promise<number> } {
  const applicationName = `pool-test-${name++}`;
  pool = createPool({ url: schools.runtimeUrl, applicationName, ...options });
  return { sessions: () => schools.sessions(applicationName) };
}

async function pidOf(connection: Connection): Promise<number> {
  const [row] = await connection.send<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

const borrowAll = (count: number) => Promise.all(Array.from({ length: count }, () => pool.borrow()));

describe("createPool", () => {
  test("connects to nothing until it is used", async () => {
    const { sessions } = open({});
    expect(await sessions()).toBe(0);
  });

  test("never holds more than its bound, and serves everybody in turn", async () => {
    const { sessions } = open({ max: 3 });
    let most = 0;
    const served = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const connection = await pool.borrow();
        most = Math.max(most, await sessions());
        pool.giveBack(connection, true);
        return true;
      }),
    );
    expect(served).toHaveLength(20);
    expect(most).toBe(3);
  });

  test("serves those who wait first come, first served", async () => {
    open({ max: 1 });
    const held = await pool.borrow();
    const order: string[] = [];
    const waiting = ["first", "second", "third"].map(async (who) => {
      const connection = await pool.borrow();
      order.push(who);
      pool.giveBack(connection, true);
    });
    pool.giveBack(held, true);
    await Promise.all(waiting);
    expect(order).toEqual(["first", "second", "third"]);
  });

  test("refuses a caller it kept waiting too long, and goes on with the others", async () => {
    open({ max: 1, waitMs: 20 });
    const held = await pool.borrow();
    await expect(pool.borrow()).rejects.toMatchObject({ code: "POOL_TIMEOUT" });
    const next = pool.borrow();
    pool.giveBack(held, true);
    expect(await next).toBe(held);
    pool.giveBack(held, true);
  });

  test("gives a slot back when no connection could be opened", async () => {
    const url = new URL(schools.runtimeUrl);
    url.password = "wrong";
    url.username = "nobody_of_that_name";
    pool = createPool({ url: url.href, max: 1, waitMs: 5_000 });
    const failures = await Promise.allSettled([pool.borrow(), pool.borrow(), pool.borrow()]);
    expect(failures.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    for (const failure of failures) expect(failure).not.toMatchObject({ reason: { code: "POOL_TIMEOUT" } });
  });

  test("lends a school the connection that served it last", async () => {
    open({ max: 3 });
    const [a, b, c] = await Promise.all([pool.borrow("a"), pool.borrow("b"), pool.borrow("c")]);
    const connections = { a, b, c };
    for (const connection of Object.values(connections)) pool.giveBack(connection, true);
    for (const school of ["a", "c", "b", "a"] as const) {
      const again = await pool.borrow(school);
      expect(again).toBe(connections[school]);
      pool.giveBack(again, true);
    }
  });

  test("lends any other connection rather than open one when the school's own is out", async () => {
    const { sessions } = open({ max: 2 });
    const [first, second] = await Promise.all([pool.borrow("a"), pool.borrow("b")]);
    pool.giveBack(second, true);
    expect(await pool.borrow("a")).toBe(second);
    expect(await sessions()).toBe(2);
    pool.giveBack(first, true);
    pool.giveBack(second, true);
  });

  test("closes what nobody used for a while", async () => {
    const { sessions } = open({ max: 2, idleMs: 10 });
    for (const connection of await borrowAll(2)) pool.giveBack(connection, true);
    await vi.waitFor(async () => expect(await sessions()).toBe(0), { timeout: 10_000, interval: 5 });
    const anew = await pool.borrow();
    expect(await pidOf(anew)).toBeGreaterThan(0);
    pool.giveBack(anew, true);
  });

  test("closes a connection that has outlived its time when it comes back, not before", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    open({ max: 1, lifetimeMs: 60_000 });
    const connection = await pool.borrow();
    const pid = await pidOf(connection);
    pool.giveBack(connection, true);
    expect(await pidOf(await pool.borrow())).toBe(pid);
    vi.setSystemTime(Date.now() + 60_001);
    expect(await pidOf(connection)).toBe(pid);
    pool.giveBack(connection, true);
    const next = await pool.borrow();
    expect(await pidOf(next)).not.toBe(pid);
    pool.giveBack(next, true);
  });

  test("closes a connection its borrower does not vouch for, and never lends it again", async () => {
    open({ max: 1 });
    const connection = await pool.borrow();
    pool.giveBack(connection, false);
    const next = await pool.borrow();
    expect(next).not.toBe(connection);
    await expect(connection.send(sql`select 1 as one`)).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    pool.giveBack(next, true);
  });

  test("passes over connections that died while idle", async () => {
    const { sessions } = open({ max: 2 });
    const idle = await borrowAll(2);
    const pids = await Promise.all(idle.map(pidOf));
    for (const connection of idle) pool.giveBack(connection, true);
    for (const pid of pids) await schools.terminate(pid);
    await vi.waitFor(() => expect(idle.every(({ closed }) => closed)).toBe(true), { timeout: 10_000, interval: 5 });
    const next = await pool.borrow();
    expect(pids).not.toContain(await pidOf(next));
    pool.giveBack(next, true);
    expect(await sessions()).toBe(1);
  });

  test("ignores a connection given back twice", async () => {
    open({ max: 1 });
    const connection = await pool.borrow();
    pool.giveBack(connection, true);
    pool.giveBack(connection, true);
    const held = await pool.borrow();
    const second = pool.borrow();
    pool.giveBack(held, true);
    pool.giveBack(await second, true);
  });
});

describe("end", () => {
  test("closes every connection, refuses who waits and who comes later", async () => {
    const { sessions } = open({ max: 2 });
    const [idle, lent] = await borrowAll(2);
    if (idle) pool.giveBack(idle, true);
    await pool.borrow();
    const waiting = expect(pool.borrow()).rejects.toThrow("the pool is closed");
    await pool.end();
    await waiting;
    await expect(pool.borrow()).rejects.toThrow("the pool is closed");
    if (lent) pool.giveBack(lent, true);
    await vi.waitFor(async () => expect(await sessions()).toBe(0), { timeout: 10_000, interval: 5 });
  });

  test("leaves a statement under way the time to finish", async () => {
    open({ max: 1 });
    const connection = await pool.borrow();
    const running = connection.send(sql`select pg_sleep(0.05)::text as slept`);
    await pool.end();
    expect(await running).toHaveLength(1);
  });

  test("cuts off a statement that takes longer than a second", async () => {
    const { sessions } = open({ max: 1 });
    const connection = await pool.borrow();
    const running = connection.send(sql`select pg_sleep(60)`).catch((error) => error);
    await pool.end();
    expect(isConnectionError(await running)).toBe(true);
    await schools.admin.send(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${schools.runtimeRole}`,
    );
    await vi.waitFor(async () => expect(await sessions()).toBe(0), { timeout: 10_000, interval: 5 });
  });

  test("does not lend a connection that was opening meanwhile", async () => {
    const { sessions } = open({ max: 1 });
    const opening = pool.borrow();
    await pool.end();
    await expect(opening).rejects.toThrow("the pool is closed");
    await vi.waitFor(async () => expect(await sessions()).toBe(0), { timeout: 10_000, interval: 5 });
  });
});
