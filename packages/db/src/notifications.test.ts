import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Listener, type ListenOptions, listen } from "./notifications.ts";
import { isConnectionError } from "./sqlstate.ts";
import { rawSql, sql } from "./statement.ts";
import { openProxy } from "./testing/proxy.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";

let schools: TestSchools;
beforeAll(async () => {
  schools = await openSchools();
});
afterAll(() => schools.drop());

const CHANNEL = 'a channel\'s "name"';
let listener: Listener;
let events: string[];
let losses: unknown[];
afterEach(() => listener.close());

function open(options: Partial<ListenOptions> = {}): void {
  events = [];
  losses = [];
  listener = listen({
    url: schools.runtimeUrl,
    channel: CHANNEL,
    onMessage: (payload) => events.push(payload),
    onTrust: (trusted) => events.push(trusted ? "trusted" : "lost"),
    log: (_line, error) => losses.push(error),
    ...options,
  });
}

const eventually = (expected: string[]) =>
  vi.waitFor(() => expect(events).toEqual(expected), { timeout: 10_000, interval: 5 });
const notify = (payload: string) => schools.admin.send(sql`select pg_notify(${CHANNEL}, ${payload})`);

async function listening(): Promise<number[]> {
  const rows = await schools.admin.send<{ pid: number }>(sql`select pid from pg_stat_activity
    where datname = current_database() and application_name = 'pepro-listen'`);
  return rows.map(({ pid }) => pid);
}

describe("listen", () => {
  test("hears what is said after it said that it listens, in order", async () => {
    open();
    await eventually(["trusted"]);
    await Promise.all(["one", "", "é\n2", "x".repeat(7_900)].map(notify));
    await eventually(["trusted", "one", "", "é\n2", "x".repeat(7_900)]);
  });

  test("hears nothing of a transaction that rolls back, nor of another channel", async () => {
    open();
    await eventually(["trusted"]);
    await schools.admin.send(rawSql("begin"));
    await notify("never");
    await schools.admin.send(rawSql("rollback"));
    await schools.admin.send(sql`select pg_notify('elsewhere', 'no')`);
    await notify("yes");
    await eventually(["trusted", "yes"]);
  });

  test("tells of a loss, logs why, and comes back by itself", async () => {
    open();
    await eventually(["trusted"]);
    for (const pid of await listening()) await schools.terminate(pid);
    await eventually(["trusted", "lost", "trusted"]);
    await notify("back");
    await eventually(["trusted", "lost", "trusted", "back"]);
    expect(losses).toHaveLength(1);
    expect(isConnectionError(losses[0])).toBe(true);
    expect(await listening()).toHaveLength(1);
  });

  test("goes on trying while the server refuses it, and is not trusted meanwhile", async () => {
    open();
    await eventually(["trusted"]);
    await schools.admin.send(rawSql(`alter role ${schools.runtimeRole} nologin`));
    for (const pid of await listening()) await schools.terminate(pid);
    await vi.waitFor(() => expect(losses.length).toBeGreaterThanOrEqual(3), { timeout: 5_000 });
    expect(events).toEqual(["trusted", "lost"]);
    await schools.admin.send(rawSql(`alter role ${schools.runtimeRole} login`));
    await eventually(["trusted", "lost", "trusted"]);
  });

  test("tries less and less often where nobody answers", async () => {
    const attempts: number[] = [];
    open({ url: "postgres://nobody@127.0.0.1:1/nothing", log: () => attempts.push(performance.now()) });
    await vi.waitFor(() => expect(attempts.length).toBe(5), { timeout: 10_000, interval: 5 });
    const gaps = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    // Timers may be a millisecond early.
    for (const [index, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual(50 * 2 ** index - 2);
    expect(events).toEqual([]);
  });

  test("takes a connection that stays silent for lost", async () => {
    const proxy = await openProxy(schools.runtimeUrl);
    open({ url: proxy.url, heartbeatMs: 100 });
    await eventually(["trusted"]);
    const held = proxy.hold();
    await vi.waitFor(() => expect(events.at(-1)).toBe("lost"), { timeout: 10_000 });
    expect(losses.at(-1)).toMatchObject({ message: "no answer to the heartbeat" });
    held.release();
    await vi.waitFor(() => expect(events.at(-1)).toBe("trusted"), { timeout: 10_000 });
    await listener.close();
    await proxy.close();
  });

  test("keeps a connection that answers its heartbeats", async () => {
    const proxy = await openProxy(schools.runtimeUrl);
    open({ url: proxy.url, heartbeatMs: 1_000 });
    await eventually(["trusted"]);
    const [pid] = await listening();
    await proxy.watch().statements(1);
    await notify("still here");
    await eventually(["trusted", "still here"]);
    expect(await listening()).toEqual([pid]);
    await listener.close();
    await proxy.close();
  });
});

describe("close", () => {
  test("ends the connection, and is no loss", async () => {
    open();
    await eventually(["trusted"]);
    await listener.close();
    await vi.waitFor(async () => expect(await listening()).toEqual([]), { timeout: 10_000, interval: 5 });
    expect([events, losses]).toEqual([["trusted"], []]);
  });

  test("while it is still connecting leaves nothing open and never says that it listens", async () => {
    open();
    await listener.close();
    await vi.waitFor(async () => expect(await listening()).toEqual([]), { timeout: 10_000, interval: 5 });
    expect(events).toEqual([]);
  });

  test("while it waits to try again ends at once", async () => {
    open({ url: "postgres://nobody@127.0.0.1:1/nothing" });
    // The pause behind the fifth refusal lasts 800 milliseconds.
    await vi.waitFor(() => expect(losses.length).toBe(5), { timeout: 10_000, interval: 5 });
    const started = performance.now();
    await listener.close();
    expect(performance.now() - started).toBeLessThan(700);
    expect(events).toEqual([]);
  });
});
