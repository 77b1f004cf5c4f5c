import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openConnection } from "./connection.ts";
import { roleName } from "./identifiers.ts";
import { createPool, type Pool } from "./pool.ts";
import { isConnectionError, sqlstateOf } from "./sqlstate.ts";
import { rawSql, sql } from "./statement.ts";
import { platformQuery, platformTransaction, tenantOpening, tenantQuery, tenantTransaction } from "./tenant.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";
import { single, transaction } from "./transaction.ts";

let schools: TestSchools;
let pool: Pool;
beforeAll(async () => {
  schools = await openSchools();
  // One connection: whatever is left on it meets the next borrower.
  pool = createPool({ url: schools.runtimeUrl, max: 1, applicationName: "tenant-test" });
});
afterAll(async () => {
  await pool.end();
  await schools.drop();
});

const PUPILS = sql`select name from pupils order by name`;
const INSERT = sql`insert into pupils (name) values ('half done')`;

/** What the next borrower of the pool's connection finds on it. */
async function foundOnConnection() {
  const connection = await pool.borrow();
  const [row] = await connection.send(sql`select current_user as user, current_setting('role') as role,
    current_setting('search_path') as path, pg_backend_pid() as pid`);
  pool.giveBack(connection, true);
  const [seen] = await schools.admin.send(sql`select state from pg_stat_activity where pid = ${row?.pid as number}`);
  return { user: row?.user, role: row?.role, path: row?.path, state: seen?.state };
}

const untouched = () => ({ user: schools.runtimeRole, role: "none", path: '""', state: "idle" });

async function backendPid(): Promise<number> {
  const connection = await pool.borrow();
  const [row] = await connection.send<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  pool.giveBack(connection, true);
  return row?.pid ?? 0;
}

/** Waits until that backend runs what it was sent. */
async function isBusy(pid: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const rows = await schools.admin.send(sql`select pid from pg_stat_activity
      where pid = ${pid} and wait_event = 'PgSleep'`);
      expect(rows).toHaveLength(1);
    },
    { timeout: 10_000, interval: 5 },
  );
}

describe("tenantTransaction", () => {
  test("works under the school's role, with its schema alone on the path", async () => {
    const inside = await tenantTransaction(pool, schools.a, (tx) =>
      tx.first(
        sql`select current_user as user, current_setting('search_path') as path, (select name from pupils) as name`,
      ),
    );
    expect(inside).toEqual({ user: schools.a.role, path: "a", name: "of a" });
  });

  test.each([
    ["success", async () => tenantTransaction(pool, schools.a, (tx) => tx.query(PUPILS))],
    ["a single statement", async () => tenantQuery(pool, schools.a, PUPILS)],
    ["a platform statement", async () => platformQuery(pool, sql`select 1 as one`)],
    ["a statement that fails", async () => tenantTransaction(pool, schools.a, (tx) => tx.query(rawSql("select nope")))],
    ["a single statement that fails", async () => tenantQuery(pool, schools.a, rawSql("select nope"))],
    [
      "work that throws",
      async () =>
        tenantTransaction(pool, schools.a, async (tx) => {
          await tx.query(INSERT);
          throw new Error("changed its mind");
        }),
    ],
    [
      "a statement that is cancelled",
      async () =>
        tenantTransaction(pool, schools.a, async (tx) => {
          const [row] = await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`);
          const sleeping = tx.query(sql`select pg_sleep(60)`);
          // It may be cancelled before it is awaited.
          sleeping.catch(() => {});
          await isBusy(row?.pid ?? 0);
          await schools.admin.send(sql`select pg_cancel_backend(${row?.pid ?? 0})`);
          await sleeping;
        }),
    ],
    [
      "SET ROLE of the code's own",
      async () => single(pool, tenantOpening(schools.a), rawSql(`set role ${schools.b.role}`)).then(() => {}),
    ],
    [
      "a SET that would last",
      async () => single(pool, tenantOpening(schools.a), rawSql("set search_path = b")).then(() => {}),
    ],
    [
      "a COPY that nobody feeds",
      async () => single(pool, tenantOpening(schools.a), rawSql("copy pupils from stdin")).then(() => {}),
    ],
    [
      "a COMMIT of the code's own",
      async () => transaction(pool, tenantOpening(schools.a), (tx) => tx.query(rawSql("commit"))),
    ],
  ])("leaves nothing on the connection after %s", async (_, run) => {
    await run().catch(() => {});
    expect(await foundOnConnection()).toEqual(untouched());
    expect(await tenantQuery(pool, schools.a, PUPILS)).toEqual([{ name: "of a" }]);
  });

  test("a role that is not there fails closed with the server's own code, whatever is sent behind it", async () => {
    const nobody = { ...schools.a, role: roleName("pepro_nobody") };
    const single = await tenantQuery(pool, nobody, sql`select word from public.secrets`).catch((error) => error);
    const several = await tenantTransaction(pool, nobody, async (tx) => {
      await tx.query(PUPILS).catch(() => {});
      return tx.query(sql`select 1 as one`);
    }).catch((error) => error);
    expect([sqlstateOf(single), sqlstateOf(several)]).toEqual(["22023", "22023"]);
    expect(await foundOnConnection()).toEqual(untouched());
  });

  test("a role the login is no member of fails closed too", async () => {
    const stranger = roleName(`${schools.runtimeRole}_x`);
    await schools.admin.send(rawSql(`create role ${stranger}`));
    const failed = await tenantQuery(pool, { ...schools.a, role: stranger }, PUPILS).catch((error) => error);
    await schools.admin.send(rawSql(`drop role ${stranger}`));
    expect(sqlstateOf(failed)).toBe("42501");
    expect(await foundOnConnection()).toEqual(untouched());
  });

  test("a failed statement that the work hides cannot commit what came before it", async () => {
    const hidden = tenantTransaction(pool, schools.a, async (tx) => {
      await tx.query(INSERT);
      await tx.query(rawSql("select nope")).catch(() => {});
      return "all well";
    });
    await expect(hidden).rejects.toThrow("a statement in it had failed");
    expect(await tenantQuery(pool, schools.a, PUPILS)).toEqual([{ name: "of a" }]);
  });

  test("nor can one that never reached the server", async () => {
    const hidden = tenantTransaction(pool, schools.a, async (tx) => {
      await tx.query(INSERT);
      await tx.query(sql`select ${new Date(Number.NaN)}::timestamptz`).catch(() => {});
    });
    await expect(hidden).rejects.toThrow("a statement in it had failed");
    expect(await tenantQuery(pool, schools.a, PUPILS)).toEqual([{ name: "of a" }]);
  });

  test("interleaved schools on few connections each see their own rows", async () => {
    const shared = createPool({ url: schools.runtimeUrl, max: 3 });
    const asked = Array.from({ length: 60 }, (_, index) => (index % 2 ? schools.a : schools.b));
    const seen = await Promise.all(
      asked.map((scope, index) =>
        index % 3
          ? tenantQuery(shared, scope, PUPILS)
          : tenantTransaction(shared, scope, async (tx) => {
              await tx.query(sql`select 1 as one`);
              return tx.query(PUPILS);
            }),
      ),
    );
    await shared.end();
    expect(seen).toEqual(asked.map(({ schema }) => [{ name: `of ${schema}` }]));
  });
});

describe("a transaction that has ended", () => {
  test("takes no statement any more: its connection may be another school's by then", async () => {
    const leaked = await tenantTransaction(pool, schools.a, async (tx) => tx);
    await expect(leaked.query(PUPILS)).rejects.toThrow("the transaction has ended");
    await tenantTransaction(pool, schools.b, async (tx) => {
      await expect(leaked.query(PUPILS)).rejects.toThrow("the transaction has ended");
      expect(await tx.query(PUPILS)).toEqual([{ name: "of b" }]);
    });
  });
});

describe("a killed backend", () => {
  const recovers = async () => {
    expect(await tenantQuery(pool, schools.a, PUPILS)).toEqual([{ name: "of a" }]);
    expect(await foundOnConnection()).toEqual(untouched());
  };

  test("before a statement costs at most the statement that meets it", async () => {
    await schools.terminate(await backendPid());
    const met = await tenantQuery(pool, schools.a, PUPILS).catch((error) => error);
    if (met instanceof Error) expect(isConnectionError(met)).toBe(true);
    await recovers();
  });

  test("between two statements ends the transaction, with nothing of it kept", async () => {
    const killed = tenantTransaction(pool, schools.a, async (tx) => {
      const pid = (await tx.first<{ pid: number }>(sql`select pg_backend_pid() as pid`))?.pid ?? 0;
      await tx.query(INSERT);
      await schools.terminate(pid);
      return tx.query(PUPILS);
    });
    expect(isConnectionError(await killed.catch((error) => error))).toBe(true);
    await recovers();
  });

  test("between two statements cannot be hidden either", async () => {
    const killed = tenantTransaction(pool, schools.a, async (tx) => {
      const pid = (await tx.first<{ pid: number }>(sql`select pg_backend_pid() as pid`))?.pid ?? 0;
      await schools.terminate(pid);
      await tx.query(PUPILS).catch(() => {});
    });
    await expect(killed).rejects.toThrow();
    await recovers();
  });

  test.each(["transaction", "single statement"])(
    "during a %s ends it at once, and the statements behind it",
    async (kind) => {
      const pid = await backendPid();
      const sleeping =
        kind === "transaction"
          ? tenantTransaction(pool, schools.a, (tx) =>
              Promise.all([tx.query(sql`select pg_sleep(60)`), tx.query(PUPILS)]),
            )
          : tenantQuery(pool, schools.a, sql`select pg_sleep(60)`);
      const outcome = sleeping.catch((error) => error);
      await isBusy(pid);
      await schools.terminate(pid);
      expect(isConnectionError(await outcome)).toBe(true);
      await recovers();
    },
  );

  test("with callers waiting for its connection lets them go on with a new one", async () => {
    const pid = await backendPid();
    const sleeping = tenantQuery(pool, schools.a, sql`select pg_sleep(60)`).catch((error) => error);
    const waiting = Promise.all([tenantQuery(pool, schools.b, PUPILS), tenantQuery(pool, schools.a, PUPILS)]);
    await isBusy(pid);
    await schools.terminate(pid);
    expect(isConnectionError(await sleeping)).toBe(true);
    expect(await waiting).toEqual([[{ name: "of b" }], [{ name: "of a" }]]);
  });
});

describe("platformTransaction", () => {
  test("works as the login itself, on the shared tables", async () => {
    const inside = await platformTransaction(pool, (tx) =>
      tx.first(sql`select current_user as user, current_setting('search_path') as path`),
    );
    expect(inside).toEqual({ user: schools.runtimeRole, path: "public" });
  });

  test("puts back a role that SQL of a school left on the session, where set_config is open to it", async () => {
    const left = sql`select set_config('role', ${schools.b.role}, false)`;
    await tenantQuery(pool, schools.a, left);
    expect(await platformQuery(pool, sql`select current_user as user`)).toEqual([{ user: schools.runtimeRole }]);
  });
});

describe("a bare connection of the login", () => {
  test("finds no table by an unqualified name", async () => {
    const connection = await openConnection({ url: schools.runtimeUrl });
    const failed = await connection.send(sql`select word from secrets`).catch((error) => error);
    await connection.end();
    expect(sqlstateOf(failed)).toBe("42P01");
  });
});
