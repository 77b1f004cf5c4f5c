import { type DriftSchool, driftScript, type TenantView } from "@pepro/contracts";
import { type Core, execute, findDrift, latestVersion, migrateTenants } from "@pepro/core";
import { type Connection, openConnection, quoteIdentifier, rawSql, sql } from "@pepro/db";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bundleWith } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import { interceptPool } from "../harness/intercept.ts";

let platform: TestPlatform;
let owner: Connection;
let school: TenantView;
let neighbour: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  owner = await openConnection({ url: platform.databaseUrl });
  // A word of SQL's own, whose schema must be quoted everywhere.
  school = await platform.openSchool({ subdomain: "order" });
  neighbour = await platform.openSchool();
});
afterAll(async () => {
  await owner.end();
  await platform.close();
});

const run = (text: string) => owner.send(rawSql(text));
const find = (core: Core = platform.core, input = {}) => execute(core, findDrift, OPERATOR, input);
const stateOf = (schools: readonly DriftSchool[], { schemaName }: TenantView) =>
  schools.find(({ schema }) => schema === schemaName);

/** As somebody with the owner's login does it by hand. */
async function byHand(...statements: readonly string[]): Promise<void> {
  await run(`set search_path to ${quoteIdentifier(school.schemaName)}`);
  for (const text of statements) await run(text);
  await run("reset search_path");
}

async function drifted(): Promise<DriftSchool> {
  const { schools } = await find();
  expect(stateOf(schools, neighbour)).toMatchObject({ state: "same", differences: [], repair: [] });
  const found = stateOf(schools, school);
  if (!found) throw new Error("the school was not looked at");
  return found;
}

/** Runs what is printed, as a script; `whole`: what is commented out as well. */
async function mend(found: DriftSchool, whole = false): Promise<void> {
  const script = driftScript(found, "en");
  const connection = await openConnection({ url: platform.databaseUrl });
  try {
    await connection.script(script);
    const held = whole ? found.repair.filter(({ note }) => note === "loses_data") : [];
    for (const { sql: text } of held) await connection.send(rawSql(text));
  } finally {
    await connection.end();
  }
}

const brief = ({ differences }: DriftSchool) =>
  differences.map(({ object, aspect, table, name }) => `${aspect} ${object} ${table}.${name}`);

/** What a run could leave: schemas and roles beside the schools' own. */
async function inventory(): Promise<unknown> {
  const rows = await owner.send(sql`select nspname::text as name from pg_namespace where nspname not like 'pg\\_%'
    union all select r.rolname::text from pg_roles r, public.installation i
      where starts_with(r.rolname, 'pepro_' || i.installation_id || '_') order by 1`);
  return rows.map(({ name }) => name);
}

/** A core whose owner's connections are listened to. */
function listening(before: (text: string) => void, from: TestPlatform = platform): Core {
  const { db } = from.core;
  const ownerPool = (id: string) => interceptPool(db.owner(id), { before: ({ chunks }) => before(chunks[0] ?? "") });
  return { ...from.core, db: { ...db, owner: ownerPool } };
}

const CATALOG = /^with school as/;

describe("schools as they were opened", () => {
  test("are the same, by one statement for all of them and two for the new school they are compared with", async () => {
    const read: string[] = [];
    const before = await inventory();
    const { schools } = await find(listening((text) => CATALOG.test(text) && read.push(text)));
    expect(schools).toHaveLength(2);
    const version = latestVersion(platform.core.migrations.tenant);
    for (const each of schools) expect(each).toMatchObject({ state: "same", version, differences: [] });
    expect(read).toHaveLength(3);
    expect(await inventory()).toEqual(before);
  });

  test("one can be looked at alone, and an unknown one is not found", async () => {
    const { schools } = await find(platform.core, { school: school.id });
    expect(schools.map(({ schema }) => schema)).toEqual([school.schemaName]);
    const unknown = find(platform.core, { school: "00000000-0000-4000-8000-000000000000" });
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
  });

  test("a run that is cut off anywhere leaves neither schema nor role", async () => {
    const before = await inventory();
    let sent = 0;
    await find(listening(() => sent++));
    expect(sent).toBeGreaterThan(10);
    for (const at of [1, 5, 12, Math.floor(sent / 2), sent - 3]) {
      let left = at;
      const cut = listening(() => {
        if (left-- === 0) throw new Error("cut off");
      });
      await expect(find(cut)).rejects.toThrow();
      expect(await inventory()).toEqual(before);
    }
  });
});

describe("what was done by hand", () => {
  afterEach(async () => {
    expect((await drifted()).state, "left by a test").toBe("same");
  });

  test("a new identity goes on behind the numbers that are there", async () => {
    const table = `${quoteIdentifier(school.schemaName)}.audit_entries`;
    const highest = async () => (await run(`select max(id) as id from ${table}`))[0]?.id as number;
    await platform.addMember(school, "odile@lycee.fr", "teacher");
    await platform.tokenOf(school.domainUrl, "odile@lycee.fr");
    expect(await highest()).toBeGreaterThan(0);
    await byHand("alter table audit_entries alter id drop identity");
    await mend(await drifted());
    const [next] = await run(`select nextval(pg_get_serial_sequence('${table}', 'id')) as id`);
    expect(next?.id).toBe((await highest()) + 1);
  });

  const ODD = `"Ôdd"" 'name; -- \n drop"`;
  const audit = "audit_entries";
  test.each<[string, string[], string[]]>([
    ["a column dropped", ["alter table users drop column phone_number"], ["missing column users.phone_number"]],
    ["a column retyped", ["alter table users alter email type varchar(300)"], ["type column users.email"]],
    [
      "a column retyped that a constraint is about",
      ["alter table users alter phone_number type varchar(40)"],
      ["type column users.phone_number", "definition constraint users.users_phone_number_check"],
    ],
    ["a default changed", ["alter table users alter is_active set default false"], ["default column users.is_active"]],
    ["a default dropped", ["alter table users alter created_at drop default"], ["default column users.created_at"]],
    ["a default added", ["alter table users alter username set default 'x'"], ["default column users.username"]],
    ["not null dropped", ["alter table users alter username drop not null"], ["not_null column users.username"]],
    ["not null added", ["alter table sessions alter ip_address set not null"], ["not_null column sessions.ip_address"]],
    [
      "an identity lost",
      [`alter table ${audit} alter id drop identity`],
      [`identity column ${audit}.id`, `missing grant ${audit}.`],
    ],
    [
      "an identity added",
      ["alter table migration_ledger alter version add generated by default as identity"],
      ["identity column migration_ledger.version"],
    ],
    [
      "an identity of another kind",
      [`alter table ${audit} alter id set generated by default`],
      [`identity column ${audit}.id`],
    ],
    [
      "an identity's options",
      [`alter sequence ${audit}_id_seq cache 50`],
      [`definition sequence ${audit}.${audit}_id_seq`],
    ],
    [
      "a constraint dropped",
      ["alter table users drop constraint users_email_check"],
      ["missing constraint users.users_email_check"],
    ],
    [
      "a constraint added",
      ["alter table users add constraint late check (email <> '')"],
      ["extra constraint users.late"],
    ],
    [
      "a constraint changed",
      [
        "alter table users drop constraint users_email_check",
        "alter table users add constraint users_email_check check (email <> 'order.users')",
      ],
      ["definition constraint users.users_email_check"],
    ],
    [
      "a foreign key that was never checked",
      [
        "alter table profiles drop constraint profiles_user_id_fkey",
        "alter table profiles add constraint profiles_user_id_fkey foreign key (user_id) references users (id) on delete cascade not valid",
      ],
      ["definition constraint profiles.profiles_user_id_fkey"],
    ],
    [
      "a primary key that others refer to",
      [
        "alter table users drop constraint users_pkey cascade",
        "alter table users add constraint users_pkey primary key (id) deferrable initially deferred",
      ],
      ["definition constraint users.users_pkey", "missing constraint profiles.profiles_user_id_fkey"],
    ],
    [
      "a primary key remade while a foreign key holds on to it",
      [
        "alter table users drop constraint users_pkey cascade",
        "alter table users add constraint users_pkey primary key (id) include (email)",
        "alter table profiles add constraint profiles_user_id_fkey foreign key (user_id) references users (id) on delete cascade",
      ],
      ["definition constraint users.users_pkey", "missing constraint sessions.sessions_user_id_fkey"],
    ],
    ["an index dropped", ["drop index sessions_user_id_idx"], ["missing index sessions.sessions_user_id_idx"]],
    ["an index added", [`create unique index ${ODD} on users (email)`], ["extra index users."]],
    [
      "an index changed",
      ["drop index users_email_lower_key", "create index users_email_lower_key on users (lower(email))"],
      ["definition index users.users_email_lower_key"],
    ],
    [
      "an index half built",
      ["update pg_index set indisvalid = false where indexrelid = 'sessions_user_id_idx'::regclass"],
      ["invalid index sessions.sessions_user_id_idx"],
    ],
    ["a table dropped", ["drop table sessions cascade"], ["missing table sessions.sessions"]],
    [
      "a table dropped that others refer to",
      ["truncate users cascade", "drop table users cascade"],
      ["missing table users.users", "missing constraint profiles.profiles_user_id_fkey"],
    ],
    ["a table dropped with an identity", [`drop table ${audit} cascade`], [`missing table ${audit}.${audit}`]],
    [
      "a table unlogged, and secured by row",
      ["alter table sessions set unlogged", "alter table sessions enable row level security"],
      ["definition table sessions.sessions"],
    ],
    ["rights revoked", ["revoke insert, update on users from ROLE"], ["missing grant users."]],
    ["rights granted", ["grant truncate on users to ROLE"], ["extra grant users."]],
    ["rights on a column", ["grant select (email), update (email) on users to public"], ["extra grant users.public"]],
    ["rights passed on", ["grant select on users to ROLE with grant option"], ["definition grant users."]],
    [
      "rights on the schema",
      ["revoke usage on schema SCHEMA from ROLE", "grant create on schema SCHEMA to public"],
      ["extra grant .public"],
    ],
    [
      "rights on what will be made",
      ["alter default privileges in schema SCHEMA revoke delete on tables from ROLE"],
      ["missing grant ."],
    ],
    ["the role dropped", ["drop owned by ROLE", "drop role ROLE"], ["missing role ."]],
  ])("%s is found, and the printed SQL makes it the same", async (_, done, expected) => {
    const [{ role = "" } = {}] = await owner.send<{ role: string }>(
      sql`select role_name as role from public.tenants where id = ${school.id}`,
    );
    await byHand(
      ...done.map((text) => text.replaceAll("ROLE", role).replaceAll("SCHEMA", quoteIdentifier(school.schemaName))),
    );
    const found = await drifted();
    expect(found.state).toBe("different");
    for (const each of expected) expect(brief(found).join("\n")).toContain(each);
    expect(found.repair.map(({ note }) => note)).not.toContain("loses_data");
    await mend(found);
  });

  test.each<[string, string[], string[]]>([
    ["a column", [`alter table users add column ${ODD} text not null default ''`], ["extra column users."]],
    ["a table", [`create table ${ODD} (id int primary key, u uuid references users (id))`], ["extra table "]],
    ["a view", ["create view names as select first_name from users"], ["extra table names.names"]],
    ["a sequence", ["create sequence late"], ["extra sequence late.late"]],
  ])("%s that nobody knows is left alone unless one says so", async (_, done, expected) => {
    await byHand(...done);
    const found = await drifted();
    expect(found.differences).toHaveLength(1);
    expect(brief(found)[0]).toContain(expected[0]);
    const printed = driftScript(found, "fr").split("\n");
    expect(printed.every((line) => line.startsWith("--"))).toBe(true);
    await mend(found);
    expect((await drifted()).differences).toEqual(found.differences);
    await mend(found, true);
  });

  test("a column that rows need is added so that it can be filled", async () => {
    await byHand(
      "insert into users (username, email, full_name, user_type) values ('odd', 'odd@lycee.fr', 'Odd', 'teacher')",
      "alter table users drop column username cascade",
    );
    const found = await drifted();
    expect(found.repair.map(({ note }) => note)).toContain("needs_values");
    const [add, ...rest] = found.repair;
    await run(add?.sql ?? "");
    await expect(mend({ ...found, repair: rest })).rejects.toThrow("null values");
    await byHand("update users set username = id::text");
    await mend({ ...found, repair: rest });
  });

  test("much of it at once is mended by one script", async () => {
    await byHand(
      "drop table profiles",
      "alter table users drop constraint users_pkey cascade, drop column phone_number, alter email type varchar(300)",
      "drop index users_username_lower_key",
      "create table stray (id int)",
    );
    const found = await drifted();
    expect(found.differences.length).toBeGreaterThan(10);
    await mend(found, true);
  });

  test("what is read in detail is one statement more", async () => {
    await byHand("drop index sessions_user_id_idx");
    const read: string[] = [];
    await find(listening((text) => CATALOG.test(text) && read.push(text)));
    expect(read).toHaveLength(4);
    await mend(await drifted());
  });
});

test("a schema that is gone is missing", async () => {
  const gone = await platform.openSchool();
  await run(`drop schema ${gone.schemaName} cascade`);
  expect(stateOf((await find()).schools, gone)).toMatchObject({ state: "missing", repair: [] });
  await run(`delete from public.tenants where id = '${gone.id}'`).catch(() => {});
  await run(`update public.tenants set deleted_at = now() where id = '${gone.id}' and deleted_at is null`);
});

describe("schools at different versions", () => {
  let newer: Core;
  let other: TestPlatform;
  beforeAll(async () => {
    const { tenant } = platform.core.migrations;
    const text = [
      "create table late (id int constraint late_pkey primary key)",
      "alter table users add column late text",
    ];
    newer = { ...platform.core, migrations: bundleWith(platform.core.migrations, { tenant: [text] }) };
    expect(latestVersion(newer.migrations.tenant)).toBe(latestVersion(tenant) + 1);
    other = { ...platform, core: newer };
  });

  test("an older one is compared with its own version, and one that is migrated with the next", async () => {
    const version = latestVersion(platform.core.migrations.tenant);
    expect(stateOf((await find(newer)).schools, neighbour)).toMatchObject({ state: "same", version });
    await execute(newer, migrateTenants, OPERATOR, { schema: neighbour.schemaName });
    const read: string[] = [];
    const { schools } = await find(listening((text) => CATALOG.test(text) && read.push(text), other));
    expect(stateOf(schools, neighbour)).toMatchObject({ state: "same", version: version + 1 });
    expect(stateOf(schools, school)).toMatchObject({ state: "same", version });
    // One for all schools, and two for each of the two versions.
    expect(read).toHaveLength(5);
    expect(stateOf((await find()).schools, neighbour)).toMatchObject({ state: "ahead", version: version + 1 });
  });

  test("a school whose ledger is ahead of the control plane's copy is what its ledger says", async () => {
    const version = latestVersion(newer.migrations.tenant);
    const say = (copy: number) =>
      run(`update public.tenants set schema_version = ${copy} where id = '${neighbour.id}'`);
    await say(version - 1);
    expect(stateOf((await find(newer)).schools, neighbour)).toMatchObject({ state: "same", version });
    await say(version);
  });
});
