import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Core, createTenant, execute, type PrepareOptions, prepareInstallation } from "@pepro/core";
import { createPool, openConnection, type Pool, quoteIdentifier, rawSql, sql, sqlstateOf } from "@pepro/db";
import { openCore, SILENT_LOG } from "@pepro/runtime";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { migrations } from "../../migrations/bundle.gen.ts";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { BASE_DOMAIN, createTestDatabase, OPERATOR, SECRET, schoolInput } from "../harness/index.ts";
import { interceptPool } from "../harness/intercept.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const dataDir = mkdtempSync(join(tmpdir(), "pepro-files-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Roles belong to the server: this suite's carry a tag of its own. */
const tag = `${Date.now().toString(36)}_${process.pid}`;

async function newDatabase() {
  const database = await createTestDatabase();
  closing.push(database.drop);
  return database.url;
}

function ownerOf(url: string): Pool {
  const owner = createPool({ url, max: 2 });
  closing.push(() => owner.end());
  return owner;
}

const derived: PrepareOptions["runtime"] = { kind: "derived", password: "x" };

function prepare(owner: Pool, more: Partial<PrepareOptions> = {}) {
  return prepareInstallation({ owner, migrations: migrations.public, runtime: derived, ...more });
}

async function read<T>(url: string, text: string): Promise<T[]> {
  const connection = await openConnection({ url });
  const rows = await connection.send<T>(rawSql(text));
  await connection.end();
  return [...rows];
}

async function onServer(...statements: string[]): Promise<void> {
  const connection = await openConnection({ url: process.env.PEPRO_TEST_URL ?? "" });
  for (const statement of statements) await connection.send(rawSql(statement));
  await connection.end();
}

describe("prepareInstallation", () => {
  test("by several processes at once on an empty database makes one installation, each file applied once", async () => {
    const url = await newDatabase();
    const counted = bundleWith(migrations, {
      public: [["create table runs (at timestamptz)"], ["insert into runs values (now())"]],
    });
    const made = await Promise.all([1, 2, 3, 4].map(() => prepare(ownerOf(url), { migrations: counted.public })));
    expect(new Set(made.map(({ id, controlClusterId }) => `${id} ${controlClusterId}`)).size).toBe(1);
    expect(await read(url, "select version from migration_ledger order by version")).toEqual(
      counted.public.map(({ version }) => ({ version })),
    );
    expect(await read(url, "select at from runs")).toHaveLength(1);
    expect(await read(url, "select name from clusters")).toEqual([{ name: "control" }]);
  });

  test("again, at a later start, finds everything and changes nothing", async () => {
    const url = await newDatabase();
    const first = await prepare(ownerOf(url));
    const rows =
      "select (select json_agg(m) from migration_ledger m)::text as ledger, (select json_agg(i) from installation i)::text as own";
    const before = await read(url, rows);
    expect(await prepare(ownerOf(url))).toEqual({ ...first, roles: expect.anything() });
    expect(await read(url, rows)).toEqual(before);
  });

  test("that fails leaves nothing: no table, no role", async () => {
    const url = await newDatabase();
    const made: string[] = [];
    const owner = interceptPool(ownerOf(url), {
      before: ({ text }) => made.push(...[...text.matchAll(/^create role "(\w+)"/g)].map(([, role]) => role ?? "")),
    });
    const broken = bundleWith(migrations, { public: [["select nope"]] });
    await expect(prepare(owner, { migrations: broken.public })).rejects.toMatchObject({
      code: "migration_failed",
      fields: { file: expect.stringMatching(/^public\/\d{4}_test\.sql$/), schema: "public", sqlstate: "42703" },
    });
    expect(await read(url, "select relname from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);
    expect(made).toHaveLength(2);
    expect(await read(url, `select rolname from pg_roles where rolname in ('${made.join("', '")}')`)).toEqual([]);
  });

  test("refuses to start on a database that is newer than the program", async () => {
    const url = await newDatabase();
    const newer = bundleWith(migrations, { public: [["create table later (x int)"]] });
    await prepare(ownerOf(url), { migrations: newer.public });
    await expect(prepare(ownerOf(url))).rejects.toMatchObject({
      code: "schema_ahead",
      fields: { schema: "public", version: newer.public.length, supported: migrations.public.length },
    });
  });

  test("refuses a public file that was changed after it was applied, by name", async () => {
    const url = await newDatabase();
    await prepare(ownerOf(url));
    const [first, ...others] = migrations.public;
    const changed = [{ ...(first as (typeof others)[0]), checksum: "0".repeat(64) }, ...others];
    await expect(prepare(ownerOf(url), { migrations: changed })).rejects.toMatchObject({
      code: "migration_changed",
      fields: { file: "public/0001_installation.sql", schema: "public" },
    });
  });
});

describe("a server that cannot be used", () => {
  test("because PostgreSQL is too old, is refused before anything is made in it", async () => {
    const url = await newDatabase();
    // The narrowest place to lie about the version: the answer to the one statement that asks for it.
    const old = interceptPool(ownerOf(url), {
      answered: ({ text }, [row]) => {
        if (row && text.includes("server_version_num")) row.version = 140_011;
      },
    });
    await expect(prepare(old)).rejects.toMatchObject({
      code: "server_not_supported",
      fields: { reason: "version 14, at least 15 is needed" },
    });
    expect(await read(url, "select relname from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);
  });

  test("because the database's encoding is not UTF8, is refused", async () => {
    const name = `pepro_ascii_${tag}`;
    await onServer(`create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`);
    closing.push(() => onServer(`drop database ${name} with (force)`));
    const url = new URL(process.env.PEPRO_TEST_URL ?? "");
    url.pathname = `/${name}`;
    await expect(prepare(ownerOf(url.href))).rejects.toMatchObject({
      code: "server_not_supported",
      fields: { reason: "encoding SQL_ASCII, UTF8 is needed" },
    });
  });

  test("because the owner login may not create roles, is refused", async () => {
    const url = new URL(await newDatabase());
    const role = `pepro_weak_${tag}`;
    await onServer(
      `create role ${role} login password 'weak'`,
      `alter database ${quoteIdentifier(url.pathname.slice(1))} owner to ${role}`,
    );
    closing.splice(closing.length - 1, 0, () => onServer(`drop role ${role}`));
    url.username = role;
    url.password = "weak";
    await expect(prepare(ownerOf(url.href))).rejects.toMatchObject({
      code: "server_not_supported",
      fields: { reason: "the owner login may not create roles (CREATEROLE)" },
    });
  });
});

describe("two installations on one server", () => {
  test("share no role, and neither's login can touch the other's schools", async () => {
    const open = async (url: string) => {
      const core = await openCore({
        configuration: { baseDomain: BASE_DOMAIN, mainHosts: [], dataDir, runtimeDatabaseUrl: undefined },
        ownerUrl: url,
        secret: SECRET,
        migrations: SMALL_SCHOOLS,
        log: SILENT_LOG,
        applicationName: "pepro-test",
      });
      closing.push(() => core.close());
      const { tenant } = await execute(core.core, createTenant, OPERATOR, {
        ...schoolInput("lycee-hugo"),
        provisionNow: true,
      });
      const target = await core.core.resolver.resolve(tenant.domainUrl);
      if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
      return { ...core, place: target.tenant };
    };
    const one = await open(await newDatabase());
    const two = await open(await newDatabase());
    const rolesOf = ({ core, place }: typeof one) => [
      core.installation.runtimeRole,
      core.installation.roles.tenants,
      place.role,
    ];
    const shared = rolesOf(one).filter((role) => rolesOf(two).includes(role));
    expect([shared, one.place.schema === two.place.schema]).toEqual([[], true]);

    const { place } = two;
    const crossed = await one.core.db
      .queryTenant({ ...place, clusterId: one.place.clusterId }, sql`select id from users`)
      .catch((error) => error);
    expect(sqlstateOf(crossed)).toBe("42501");
  });

  test("keep each other's login out of their database", async () => {
    const [one, two] = [await newDatabase(), await newDatabase()];
    const { runtimeRole } = await prepare(ownerOf(one));
    await prepare(ownerOf(two));
    const foreign = new URL(two);
    foreign.username = runtimeRole;
    foreign.password = "x";
    const refused = await openConnection({ url: foreign.href }).catch((error) => error);
    expect(sqlstateOf(refused)).toBe("42501");
  });
});

describe("a runtime login that the operator made", () => {
  async function withLogin(attributes: string) {
    const url = await newDatabase();
    const role = `pepro_given_${tag}_${closing.length}${attributes.length}`;
    await onServer(`create role ${role} login password 'given' ${attributes}`);
    closing.splice(closing.length - 1, 0, () => onServer(`drop role ${role}`));
    const given = new URL(url);
    given.username = role;
    given.password = "given";
    return { url, role, given: given.href };
  }

  const openWith = async (url: string, given: string | undefined) => {
    const opened = await openCore({
      configuration: { baseDomain: BASE_DOMAIN, mainHosts: [], dataDir, runtimeDatabaseUrl: given },
      ownerUrl: url,
      secret: SECRET,
      migrations: SMALL_SCHOOLS,
      log: SILENT_LOG,
      applicationName: "pepro-test",
    });
    closing.push(() => opened.close());
    return opened.core;
  };

  async function openSchool(core: Core) {
    const { tenant } = await execute(core, createTenant, OPERATOR, { ...schoolInput(), provisionNow: true });
    return tenant.domainUrl;
  }

  async function whoServes(core: Core, host: string) {
    const target = await core.resolver.resolve(host);
    if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
    const [row] = await core.db.queryTenant<{ login: string }>(
      target.tenant,
      sql`select session_user as login, count(*) as users from users`,
    );
    return row;
  }

  test("serves, and no other can log in", async () => {
    const { url, role, given } = await withLogin("noinherit");
    const core = await openWith(url, given);
    expect(await whoServes(core, await openSchool(core))).toEqual({ login: role, users: 1 });
    const own = core.installation.roles.runtime;
    expect(await read(url, `select rolcanlogin from pg_roles where rolname = '${own}'`)).toEqual([
      { rolcanlogin: false },
    ]);
  });

  test("can come later, and go again: each serves the schools that were opened under the other", async () => {
    const { url, role, given } = await withLogin("noinherit");
    const before = await openWith(url, undefined);
    const first = await openSchool(before);
    const during = await openWith(url, given);
    const second = await openSchool(during);
    expect(await whoServes(during, first)).toEqual({ login: role, users: 1 });
    const after = await openWith(url, undefined);
    const own = after.installation.roles.runtime;
    expect(await whoServes(after, second)).toEqual({ login: own, users: 1 });
    expect(await whoServes(before, second)).toEqual({ login: own, users: 1 });
  });

  test.each([
    ["superuser noinherit", "is a superuser"],
    ["createrole noinherit", "may create roles"],
    ["bypassrls noinherit", "bypasses row security"],
    ["inherit", "inherits the rights of its roles (NOINHERIT is needed)"],
  ])("is refused when it is %s", async (attributes, fault) => {
    const { url, role } = await withLogin(attributes);
    await expect(prepare(ownerOf(url), { runtime: { kind: "given", role } })).rejects.toMatchObject({
      code: "server_not_supported",
      fields: { reason: `the runtime login ${role} ${fault}` },
    });
  });

  test("is refused when it owns the database", async () => {
    const { url, role } = await withLogin("noinherit");
    await onServer(`alter database ${quoteIdentifier(new URL(url).pathname.slice(1))} owner to ${role}`);
    await expect(prepare(ownerOf(url), { runtime: { kind: "given", role } })).rejects.toMatchObject({
      fields: { reason: `the runtime login ${role} owns the database` },
    });
  });

  test("is refused when it is not there", async () => {
    const url = await newDatabase();
    await expect(prepare(ownerOf(url), { runtime: { kind: "given", role: "pepro_nobody" } })).rejects.toMatchObject({
      code: "server_not_supported",
      fields: { reason: "the runtime login pepro_nobody does not exist" },
    });
  });
});
