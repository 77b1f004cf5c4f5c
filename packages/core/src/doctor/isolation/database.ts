import type { Core } from "../../core.ts";
import type { Planted } from "./plant.ts";
import { GotThrough, NotProven, type Probe } from "./probe.ts";
import { ANSWERED, failing, HOSTILE, hostileStatement, renameEverybody, whoAmI } from "./queries.ts";

type WhoAmI = { user: string; path: string; email: string };

/** Hostile SQL in one school's transaction, against the other. */
export function databaseProbes({ db }: Core, a: Planted, b: Planted): Probe[] {
  return HOSTILE.map(([name, text, isServers = false]) => ({
    layer: "database",
    name,
    isServers,
    attempt: async () => {
      let rows: readonly unknown[] | undefined;
      const tried = db.withTenant(a.tenant, async (tx) => {
        rows = await tx.query(hostileStatement(text, b.tenant));
        // Nothing of it stays, whatever it was.
        throw new Error("tried");
      });
      await tried.catch((error) => {
        if (!rows) throw error;
      });
      if (!ANSWERED.includes(name)) throw new GotThrough(text);
      return rows;
    },
  }));
}

/** Transactions of both at once, some of them aborted: the next on the same connections must find nothing of them. */
export function poolProbes({ db }: Core, a: Planted, b: Planted): Probe[] {
  const check = (school: Planted, rows: readonly WhoAmI[]) => {
    const [row] = rows;
    const isOwn = row?.user === school.tenant.role && row.path === school.tenant.schema && row.email === school.email;
    if (!isOwn) throw new GotThrough(JSON.stringify(row));
  };
  const ask = async (school: Planted) => check(school, await db.queryTenant<WhoAmI>(school.tenant, whoAmI()));
  const abort = async (school: Planted, how: number) => {
    const aborted = db.withTenant(school.tenant, async (tx) => {
      check(school, await tx.query<WhoAmI>(whoAmI()));
      await tx.query(renameEverybody("aborted"));
      if (how % 2 === 0) await tx.query(failing());
      throw new Error("given up");
    });
    await aborted.catch((error) => {
      if (error instanceof GotThrough) throw error;
    });
  };
  const turns = Array.from({ length: TURNS }, (_, turn) => (turn % 2 === 0 ? a : b));
  return [
    {
      layer: "pool",
      name: "after_abort",
      attempt: async () => {
        for (const [turn, school] of turns.entries()) {
          await abort(school, turn);
          await ask(turn % 2 === 0 ? b : a);
        }
      },
    },
    {
      layer: "pool",
      name: "at_once",
      attempt: () => Promise.all(turns.map((school, turn) => (turn % 3 === 0 ? abort(school, turn) : ask(school)))),
    },
    {
      layer: "pool",
      name: "no_school",
      attempt: async () => {
        const rows = await db.queryPlatform(hostileStatement("select email from $.users", b.tenant));
        if (rows.length > 0) throw new GotThrough("");
        throw new NotProven("");
      },
    },
  ];
}

const TURNS = 40;
