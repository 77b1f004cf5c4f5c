import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { begin } from "../support/doors.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let connection: Connection;

beforeAll(async () => {
  world = await openWorld();
  connection = await openConnection({ url: world.runtimeUrl });
  // What another school prepared and left open on the very connection.
  await connection.script(`begin; set local search_path to ${world.b.schema}; set local role ${world.b.role}`);
  await connection.send(rawSql(`prepare left_over as select '${world.canary}' from pupils`));
  await connection.send(rawSql(`declare left_over cursor with hold for select name, '${world.canary}' from pupils`));
  await connection.script("commit");
});
afterAll(async () => {
  await connection?.end();
  await world?.close();
});

/** Runs in the attacker's transaction; an error leaves it usable. */
async function attempt<T>(text: string): Promise<T[] | undefined> {
  await connection.script("savepoint attempt");
  try {
    return [...(await connection.send<T & Record<string, unknown>>(rawSql(text)))];
  } catch {
    return undefined;
  } finally {
    await connection.script("rollback to savepoint attempt; release savepoint attempt");
  }
}

/** The catalogs, statistics and views that hold the word, as this connection may read them. */
async function relationsWithCanary(relations: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const relation of relations) {
    const rows = await attempt(
      `select 1 as one from ${relation} t where t::text like '%' || '${world.canary}' || '%' limit 1`,
    );
    if (rows && rows.length > 0) found.push(relation);
  }
  return found;
}

const RELATIONS = sql`select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v', 'm') order by 1`;

describe("a word that another school keeps", () => {
  test("is in no catalog, statistics or view that a school may read", async () => {
    const relations = (await world.owner.send<{ name: string }>(RELATIONS)).map(({ name }) => name);
    expect(relations.length).toBeGreaterThan(180);

    await begin(connection, world.a);
    try {
      expect(await relationsWithCanary(relations)).toEqual([]);
    } finally {
      await connection.script("rollback");
    }

    // The same search by the owner finds it: it is there to be found.
    const attacker = connection;
    connection = world.owner;
    await connection.script("begin");
    try {
      const seen = await relationsWithCanary([
        "pg_catalog.pg_stats",
        "pg_catalog.pg_stat_activity",
        "pg_catalog.pg_largeobject",
      ]);
      expect(seen.length).toBe(2);
      expect(seen).toContain("pg_catalog.pg_stats");
    } finally {
      await connection.script("rollback");
      connection = attacker;
    }
  });

  test("is on its connection, where those two functions are not closed", async () => {
    await connection.script("begin");
    const [row] = await connection.send<{ statements: number }>(
      sql`select count(*) as statements from pg_proc where proname in ('pg_prepared_statement', 'pg_cursor')
        and has_function_privilege(${world.a.role}, oid, 'execute')`,
    );
    await connection.script("rollback");
    expect(row?.statements).toBe(0);
  });
});

/** Arguments that aim at the other school, by the type of a parameter. */
function argumentFor(type: string, { b, busy }: World): string | undefined {
  const table = `'"${b.schema}".pupils'`;
  const known: Record<string, string> = {
    oid: `(select oid from pg_class where relname = 'pupils' and relnamespace = (select oid from pg_namespace where nspname = '${b.schema}'))`,
    regclass: `(select oid from pg_class where relname = 'pupils' and relnamespace = (select oid from pg_namespace where nspname = '${b.schema}'))::regclass`,
    text: table,
    name: `'${b.schema}'::name`,
    cstring: `${table}::cstring`,
    integer: `${busy.pid}`,
    bigint: "1::bigint",
    smallint: "1::smallint",
    boolean: "true",
    regconfig: "'simple'::regconfig",
    refcursor: "'left_over'::refcursor",
    anyelement: table,
    '"any"': `${table}::text`,
    "text[]": `array[${table}]`,
    bytea: "'x'::bytea",
    tid: "'(0,1)'::tid",
    jsonb: `'{"a": 1}'::jsonb`,
    json: `'{"a": 1}'::json`,
    xml: "'<x/>'::xml",
    "timestamp with time zone": "now()",
    interval: "'0'::interval",
  };
  return known[type];
}

const FUNCTIONS = `select format('%I.%I', n.nspname, p.proname) as name, p.proname as bare,
    coalesce((select array_to_string(array_agg(format_type(t, null) order by i), ';')
      from unnest(p.proargtypes::oid[]) with ordinality as u (t, i)), '') as types
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('pg_catalog', 'information_schema', 'public') and p.prokind = 'f'
    and has_function_privilege(p.oid, 'execute') and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
  order by p.oid`;

/** They wait, on purpose. */
const WAITING = /^pg_sleep/;

describe("a function that a school may call", () => {
  test("given another school's names, tells nothing of its rows and changes neither role nor path", async () => {
    await begin(connection, world.a);
    try {
      const functions = await connection.send<{ name: string; bare: string; types: string }>(rawSql(FUNCTIONS));
      expect(functions.length).toBeGreaterThan(2_000);
      const others = await world.stateOfOthers();
      let called = 0;
      for (const { name, bare, types } of functions) {
        if (WAITING.test(bare)) continue;
        const given = types === "" ? [] : types.split(";").map((type) => argumentFor(type, world));
        if (given.some((argument) => argument === undefined)) continue;
        called++;
        // In one statement, as a climb would be: what it is asked after the call is asked as whoever it has become.
        const rows = await attempt<{ said: string; user: string; path: string }>(
          `select (select left(string_agg(f::text, ' '), 100000) from ${name}(${given.join(", ")}) f) as said,
             current_user as "user", current_setting('search_path') as path`,
        );
        expect(`${name}: ${rows?.[0]?.said ?? ""}`).not.toContain(world.canary);
        if (rows)
          expect({ name, ...rows[0], said: "" }).toEqual({ name, said: "", user: world.a.role, path: world.a.schema });
      }
      expect(called).toBeGreaterThan(800);
      expect(await world.stateOfOthers()).toEqual(others);
    } finally {
      await connection.script("rollback");
    }
  });

  test("is none that runs as its maker", async () => {
    const definers = await world.owner.send(sql`select p.oid::regprocedure::text as name from pg_proc p
      where p.prosecdef and has_function_privilege(${world.a.role}, p.oid, 'execute')`);
    expect(definers).toEqual([]);
  });

  test("is none of a school's own, and no language is there to make one", async () => {
    const own = await world.owner.send(sql`select p.oid::regprocedure::text as name from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname not in ('pg_catalog', 'information_schema')`);
    expect(own).toEqual([]);
    const languages = await world.owner.send(sql`select lanname as name from pg_language
      where lanpltrusted and has_language_privilege(${world.a.role}, oid, 'usage')`);
    expect(languages).toEqual([]);
  });

  test("is none of those that are closed, in any form it takes", async () => {
    const open = await world.owner.send(sql`select p.oid::regprocedure::text as name from pg_proc p
      where has_function_privilege(${world.a.role}, p.oid, 'execute')
        and p.proname ~ '^(set_config|pg_notify|.*_to_xml.*|lo_.*|pg_read_.*|pg_ls_.*|pg_stat_get_.*|dblink.*|pg_.*advisory.*|ts_stat|pg_prepared_.*|pg_cursor|pg_lock_status)$'
        and p.proname !~ '^(json|jsonb|row|array)'`);
    expect(open).toEqual([]);
  });
});
