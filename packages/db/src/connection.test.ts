import { createServer, type Server, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openConnection } from "./connection.ts";
import { statementsBefore } from "./run.ts";
import { isConnectionError, isDatabaseError, sqlstateOf } from "./sqlstate.ts";
import { type Parameter, rawSql, Statement, sql } from "./statement.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";

let schools: TestSchools;
beforeAll(async () => {
  schools = await openSchools();
});
afterAll(() => schools.drop());

async function serve(onConnection: (socket: Socket) => unknown): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { url: `postgres://nobody@127.0.0.1:${port}/nothing`, server };
}

describe("openConnection", () => {
  test.each([
    ["hangs up at once", (socket: Socket) => socket.destroy()],
    ["never answers", (socket: Socket) => socket.resume()],
  ])("gives up on something that accepts and %s", async (_, onConnection) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { url, server } = await serve(onConnection);
    const failed = openConnection({ url }).catch((error) => error);
    await vi.advanceTimersByTimeAsync(10);
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    expect(isConnectionError(await failed)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
  });

  test("says that nobody listens", async () => {
    const { url, server } = await serve(() => {});
    await new Promise((resolve) => server.close(resolve));
    await expect(openConnection({ url })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("passes on why the server refused", async () => {
    const url = new URL(schools.ownerUrl);
    url.pathname = "/no_such_database";
    expect(sqlstateOf(await openConnection({ url: url.href }).catch((error) => error))).toBe("3D000");
  });

  test("reads dates alike whatever the database is set to", async () => {
    const [row] = await schools.admin.send<{ name: string }>(sql`select current_database() as name`);
    await schools.admin.send(rawSql(`alter database ${row?.name} set timezone = 'Europe/Paris'`));
    await schools.admin.send(rawSql(`alter database ${row?.name} set datestyle = 'German, DMY'`));
    const connection = await openConnection({ url: schools.ownerUrl });
    const moments = ["2026-11-03T10:20:30.123Z", "2026-07-14T22:30:00.000Z", "1900-01-01T00:00:00.000Z"];
    const read = await Promise.all(
      moments.map((moment) =>
        connection.send(sql`select ${new Date(moment)}::timestamptz as at, ${moment}::date as day`),
      ),
    );
    await connection.end();
    await schools.admin.send(rawSql(`alter database ${row?.name} reset all`));
    const days = moments.map((moment) => new Date(moment.slice(0, 10)));
    expect(read).toEqual(moments.map((moment, index) => [{ at: new Date(moment), day: days[index] }]));
  });
});

describe("a connection", () => {
  test("answers statements in order, more of them at once than the driver keeps under way", async () => {
    const connection = await openConnection({ url: schools.runtimeUrl });
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, n) => connection.send<{ n: number }>(sql`select ${n}::int as n`)),
    );
    await connection.end();
    expect(answers.map(([row]) => row?.n)).toEqual(answers.map((_, n) => n));
  });

  test("refuses more parameters than a statement can have, and later answers stay their own", async () => {
    const connection = await openConnection({ url: schools.runtimeUrl });
    const many = (count: number) => {
      const values: Parameter[] = Array.from({ length: count }, () => 1);
      return new Statement(
        ["select array_length(array[", ...values.slice(1).map(() => "::int, "), "::int], 1) as n"],
        values,
      );
    };
    const [before, tooMany, most, after] = await Promise.allSettled([
      connection.send(sql`select 'before' as at`),
      connection.send(many(65_534)),
      connection.send(many(65_533)),
      connection.send(sql`select 'after' as at`),
    ]);
    await connection.end();
    expect(tooMany).toMatchObject({ status: "rejected", reason: expect.any(RangeError) });
    expect([before, most, after]).toMatchObject(
      [{ at: "before" }, { n: 65_533 }, { at: "after" }].map((row) => ({ value: [row] })),
    );
  });

  test("keeps no answer for longer than its receiver does", async () => {
    const connection = await openConnection({ url: schools.runtimeUrl });
    const answers: WeakRef<object>[] = [];
    for (let n = 0; n < 20; n++) answers.push(new WeakRef(await connection.send(sql`select ${n}::int as n`)));
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    await vi.waitFor(
      () => {
        collect();
        const kept = answers.filter((answer) => answer.deref());
        // The driver itself holds the newest.
        expect(kept.length).toBeLessThanOrEqual(2);
      },
      { timeout: 10_000, interval: 5 },
    );
    await connection.end();
  });

  test.each([
    ["select 1; select nope; select 2", 1],
    ["begin; set local lock_timeout to 5; create temp table t (n int); insert into t values (1), (1 / 0); commit", 3],
    ["insert into nobody values (1)", 0],
    ["select 1; this cannot be read", 0],
  ])("tells of the batch «%s» that %i statements were answered before it failed", async (text, before) => {
    const connection = await openConnection({ url: schools.runtimeUrl });
    const error = await connection.batch(text).catch((thrown: unknown) => thrown);
    await connection.send(rawSql("rollback"));
    await connection.batch("select 1; select 2");
    const [row] = await connection.send(sql`select 'own' as answer`);
    await connection.end();
    expect([isDatabaseError(error), statementsBefore(error)]).toEqual([true, before]);
    expect(row).toEqual({ answer: "own" });
  });

  test("that is lost refuses what was under way and what comes later, and is told", async () => {
    const onclose = vi.fn();
    const connection = await openConnection({ url: schools.runtimeUrl, onclose });
    const [row] = await connection.send<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    const underWay = [sql`select pg_sleep(60)`, sql`select 1 as one`].map((statement) =>
      connection.send(statement).catch((error) => error),
    );
    await schools.terminate(row?.pid ?? 0);
    for (const outcome of await Promise.all(underWay)) expect(isConnectionError(outcome)).toBe(true);
    await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce(), { timeout: 10_000, interval: 5 });
    expect(connection.closed).toBe(true);
    await expect(connection.send(sql`select 1 as one`)).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await connection.end();
  });
});
