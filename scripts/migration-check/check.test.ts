import { loadModule } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { checkMigration, concurrentlyOf, type History, newHistory, RULES } from "./check.ts";
import { splitStatements } from "./split.ts";

beforeAll(() => loadModule());

async function problemsOf(source: string, scope: "public" | "tenant" = "tenant", history: History = newHistory()) {
  return checkMigration(scope, await splitStatements("a.sql", source), history);
}

const rulesOf = async (source: string, scope?: "public" | "tenant", history?: History) =>
  (await problemsOf(source, scope, history)).map(({ rule }) => rule);

const REFUSED: readonly (readonly [rule: string, sql: string])[] = [
  ["rewriting-column", "alter table users add column token uuid default gen_random_uuid()"],
  ["rewriting-column", "alter table users add column n bigint default nextval('s')"],
  ["rewriting-column", "alter table users add column at timestamptz default clock_timestamp()"],
  ["rewriting-column", "alter table users add column n bigint generated always as identity"],
  ["rewriting-column", "alter table users add column n text generated always as (upper(username)) stored"],
  ["required-column", "alter table users add column nickname text not null"],
  ["set-not-null", "alter table users alter column phone set not null"],
  ["retyped-column", "alter table users alter column phone type varchar(20)"],
  ["retyped-column", "alter table users alter column phone type bigint using phone::bigint"],
  ["checked-constraint", "alter table users add constraint users_phone_check check (phone <> '')"],
  [
    "checked-constraint",
    "alter table users add constraint users_class_fkey foreign key (class_id) references classes (id)",
  ],
  ["constraint-building-index", "alter table users add constraint users_phone_key unique (phone)"],
  ["constraint-building-index", "alter table users add column code text constraint users_code_key unique"],
  ["index-not-concurrent", "create index users_phone_idx on users (phone)"],
  ["index-not-concurrent", "create unique index users_phone_idx on users (phone)"],
  ["index-not-concurrent", "drop index users_phone_idx"],
  ["index-not-concurrent", "reindex index users_phone_idx"],
  ["whole-table", "update users set phone = null"],
  ["whole-table", "delete from users"],
  ["whole-table", "truncate users"],
  ["whole-table", "lock table users"],
  ["whole-table", "vacuum full users"],
  ["dropped-column", "alter table users drop column phone"],
  ["dropped-table", "drop table users"],
  ["dropped-table", "drop view pupils"],
  ["renamed", "alter table users rename to people"],
  ["renamed", "alter table users rename column phone to telephone"],
  ["named-schema", "create index concurrently users_idx on zola.users (phone)"],
  ["named-schema", "alter table users add constraint f foreign key (t) references public.tenants (id) not valid"],
  ["named-schema", "insert into clubs (id) select id from public.tenants"],
  ["serial", "create table clubs (id bigserial constraint clubs_pkey primary key)"],
  ["no-primary-key", "create table clubs (name text)"],
  ["unnamed-constraint", "create table clubs (id uuid primary key)"],
  ["unnamed-constraint", "alter table users add check (phone <> '') not valid"],
  ["renamed-constraint", "alter table users rename constraint users_pkey to people_pkey"],
  ["trigger", "create trigger t before insert on users for each row execute function f()"],
  ["code-in-database", "create function f() returns int language sql as 'select 1'"],
  ["code-in-database", "do $$ begin perform 1; end $$"],
  ["inheritance", "create table clubs (constraint clubs_pkey primary key (id)) inherits (users)"],
  ["not-self-contained", "begin"],
  ["not-self-contained", "set local search_path to zola"],
  ["not-self-contained", "create schema zola"],
  ["not-self-contained", "create role zola"],
  ["not-self-contained", "notify changes"],
];

const SAFE: readonly string[] = [
  "alter table users add column nickname text",
  "alter table users add column is_new boolean not null default false",
  "alter table users add column seen_at timestamptz not null default now()",
  "alter table users add column seen_on date default current_date",
  "alter table users add constraint users_phone_check check (phone <> '') not valid",
  "alter table users add constraint users_class_fkey foreign key (class_id) references classes (id) not valid",
  "alter table users validate constraint users_phone_check",
  "alter table users add constraint users_phone_key unique using index users_phone_idx",
  "alter table users drop constraint users_phone_check",
  "alter table users alter column phone drop not null",
  "alter table users alter column phone set default ''",
  "create index concurrently users_phone_idx on users (phone)",
  "drop index concurrently users_phone_idx",
  "update users set phone = null where phone = ''",
  `create table clubs (id uuid default gen_random_uuid() constraint clubs_pkey primary key, head uuid constraint clubs_head_fkey references users (id));
   create index clubs_head_idx on clubs (head); alter table clubs add constraint clubs_head_key unique (head); update clubs set head = null;
   comment on table clubs is 'x'; grant select on clubs to "pepro:tenant"; alter table clubs alter column head set not null`,
];

describe("a migration of a school's tables", () => {
  test.each(REFUSED)("is refused by %s: %s", async (rule, sql) => {
    expect(await rulesOf(sql)).toContain(rule);
  });

  test.each(SAFE.map((sql) => [sql]))("is let through: %s", async (sql) => {
    expect(await problemsOf(sql)).toEqual([]);
  });

  test("is told what would happen and how to write it instead", async () => {
    const [problem] = await problemsOf("alter table users alter column phone set not null");
    expect(problem?.says).toMatch(/reads the whole table.*Instead: add a check/);
  });

  test("may do to a table what it has just made, and not to another", async () => {
    const made = "create table clubs (id uuid constraint clubs_pkey primary key);";
    expect(await rulesOf(`${made} create index clubs_idx on clubs (id)`)).toEqual([]);
    expect(await rulesOf(`${made} create index users_idx on users (id)`)).toEqual(["index-not-concurrent"]);
  });
});

test("every rule refuses something above", () => {
  expect([...new Set(REFUSED.map(([rule]) => rule)), "validated-at-once"].sort()).toEqual(
    RULES.map(({ id }) => id).sort(),
  );
});

describe("what runs concurrently", () => {
  test("has a file of its own", async () => {
    const mixed = "create index concurrently a on users (id); alter table users add column b text";
    expect(await rulesOf(mixed)).toEqual(["mixed-file"]);
    expect(await rulesOf("create index concurrently a on users (id); drop index concurrently b")).toEqual([]);
  });
});

describe("the form of what runs concurrently", () => {
  test.each([
    ["create index concurrently if not exists a on users (id)"],
    ["create index concurrently on users (id)"],
    ["drop index concurrently if exists a"],
    ["drop index concurrently a, b"],
    ["reindex table concurrently users"],
    ["reindex (verbose, concurrently) index a"],
    ["create index /* by name */ concurrently a on users (id)"],
  ])("is plain, so that it can be found half done: %s", async (sql) => {
    expect(await rulesOf(sql)).toContain("concurrent-form");
  });

  test.each([
    ["create unique index concurrently a on users (id)", { action: "create", index: "a" }],
    ["drop index concurrently a", { action: "drop", index: "a" }],
    ["reindex index concurrently a", { action: "rebuild", index: "a" }],
  ])("says what it does: %s", async (sql, expected) => {
    expect(await rulesOf(sql)).toEqual([]);
    const [statement] = await splitStatements("a.sql", sql);
    expect(concurrentlyOf(statement?.tree ?? {})).toEqual(expected);
  });

  test("is none of the shared tables'", async () => {
    expect(await rulesOf("create index concurrently a on users (id)", "public")).toEqual(["concurrent-form"]);
  });
});

describe("a column that is to be filled", () => {
  const ADD = "alter table users add constraint users_phone_check check (phone is not null) not valid";
  const VALIDATE = "alter table users validate constraint users_phone_check";
  const SET = "alter table users alter column phone set not null";

  test("is set not null once an earlier file has proved that it is", async () => {
    const history = newHistory();
    expect(await rulesOf(ADD, "tenant", history)).toEqual([]);
    expect(await rulesOf(SET, "tenant", { ...history, filled: new Set(history.filled) })).toEqual(["set-not-null"]);
    expect(await rulesOf(VALIDATE, "tenant", history)).toEqual([]);
    expect(await rulesOf(SET, "tenant", history)).toEqual([]);
    expect(await rulesOf("alter table users alter column email set not null", "tenant", history)).toEqual([
      "set-not-null",
    ]);
  });

  test("is not proved in the transaction that adds the check", async () => {
    expect(await rulesOf(`${ADD}; ${VALIDATE}`)).toEqual(["validated-at-once"]);
  });
});

describe("an exception", () => {
  const DROP = "alter table users drop column phone";

  test("with a reason takes its rule back, for the statement below it alone", async () => {
    const allowed = `-- pepro:allow dropped-column: no release since 2.3 names it\n${DROP};`;
    expect(await rulesOf(allowed)).toEqual([]);
    expect(await rulesOf(`${allowed}\n${DROP};`)).toEqual(["dropped-column"]);
  });

  test.each([
    ["without a reason", "-- pepro:allow dropped-column"],
    ["with next to none", "-- pepro:allow dropped-column: because"],
    ["of another rule", "-- pepro:allow renamed: no release since 2.3 names it"],
    ["that is mistyped", "-- pepro:allow drop-column: no release since 2.3 names it"],
  ])("%s is none", async (_, comment) => {
    expect((await problemsOf(`${comment}\n${DROP};`)).length).toBeGreaterThan(0);
  });

  test("that allows nothing has to go", async () => {
    const idle = "-- pepro:allow renamed: somebody forgot it here\nalter table users add column b text";
    expect(await problemsOf(idle)).toMatchObject([
      { rule: "renamed", says: expect.stringContaining("allows nothing") },
    ]);
  });
});

test("the shared tables may have functions, triggers and schemas named", async () => {
  const sql = `create function public.f() returns int language sql as 'select 1';
    create trigger t before insert on public.tenants for each row execute function f()`;
  expect(await rulesOf(sql, "public")).toEqual([]);
});
