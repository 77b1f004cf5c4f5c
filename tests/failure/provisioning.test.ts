import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTenant, execute, provisionTenant, renewFirstAdmin } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
let other: TestPlatform;
let owner: Connection;
beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  other = await platform.another();
  owner = await openConnection({ url: platform.databaseUrl });
});
afterAll(async () => {
  await owner.end();
  await other.close();
  await platform.close();
});

async function register() {
  const { tenant } = await execute(platform.core, createTenant, OPERATOR, schoolInput());
  return tenant;
}

const provision = ({ core }: Pick<TestPlatform, "core">, id: string, more: object = {}) =>
  execute(core, provisionTenant, OPERATOR, { id, ...more });

async function stateOf(id: string) {
  const [row] = await owner.send(
    sql`select state, provisioned_at is not null as provisioned from tenants where id = ${id}`,
  );
  return row;
}

const schemaOf = (name: string) => owner.send(sql`select oid from pg_namespace where nspname = ${name}`);

describe("provisioning", () => {
  test("ends with a first administrator who comes in with the password that is shown once", async () => {
    const school = await register();
    const { admin, tenant } = await provision(platform, school.id);
    expect(tenant).toMatchObject({ state: "ready", schemaVersion: SMALL_SCHOOLS.tenant.length });
    expect(admin?.email).toBe(school.school.email);
    expect(await platform.tokenOf(school.domainUrl, admin?.email ?? "", admin?.password ?? "")).toBeTruthy();
    await expect(platform.tokenOf(school.domainUrl, admin?.email ?? "", "another password")).rejects.toThrow("refused");
  });

  test("shows no password that was given", async () => {
    const school = await register();
    const given = { email: "jeanne@zola.fr", firstName: "Jeanne", lastName: "Rozerot", password: "Germinal!1885" };
    const { admin } = await provision(platform, school.id, { admin: given });
    expect(admin).toEqual({ email: given.email, password: null });
    expect(await platform.tokenOf(school.domainUrl, given.email, given.password)).toBeTruthy();
  });

  test("of several at once, in two processes, exactly one succeeds, and its password opens", async () => {
    const school = await register();
    const outcomes = await Promise.allSettled(
      [platform, other, platform, other].map((each) => provision(each, school.id)),
    );
    const [won, ...more] = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(more).toEqual([]);
    for (const outcome of outcomes.filter(({ status }) => status === "rejected")) {
      expect(outcome).toMatchObject({ reason: { code: "already_provisioned", fields: { tenantId: school.id } } });
    }
    const { email, password } = won?.value.admin ?? { email: "", password: "" };
    expect(await platform.tokenOf(school.domainUrl, email, password ?? "")).toBeTruthy();
    expect(await stateOf(school.id)).toEqual({ state: "ready", provisioned: true });
  });

  test("of several schools at once all succeed, more of them than there are connections", async () => {
    const schools = await Promise.all(Array.from({ length: 8 }, register));
    await Promise.all(schools.map(({ id }, index) => provision(index % 2 ? platform : other, id)));
    for (const { id } of schools) expect(await stateOf(id)).toEqual({ state: "ready", provisioned: true });
  });
});

describe("a schema of that name made by somebody else", () => {
  test.each([
    ["without a mark", ""],
    ["with the mark of another installation", "pepro:ffffffff:0198c0de-0000-7000-8000-000000000000"],
  ])("%s is left alone, and the refusal says so", async (_, mark) => {
    const school = await register();
    const name = school.schemaName;
    await owner.send(rawSql(`create schema ${name}`));
    if (mark) await owner.send(rawSql(`comment on schema ${name} is '${mark}'`));
    await owner.send(rawSql(`create table ${name}.theirs (x int)`));
    await owner.send(rawSql(`insert into ${name}.theirs values (1)`));
    await expect(provision(platform, school.id)).rejects.toMatchObject({
      code: "provisioning_failed",
      fields: { step: "schema", sqlstate: "42P06", reason: `the schema ${name} exists and is not this school's` },
    });
    const tables = await owner.send(
      sql`select relname as name from pg_class where relnamespace = ${name}::regnamespace`,
    );
    expect(tables).toEqual([{ name: "theirs" }]);
    expect(await owner.send(rawSql(`select x from ${name}.theirs`))).toEqual([{ x: 1 }]);
    const role = platform.core.installation.roles.tenant(school.id);
    expect(await owner.send(sql`select rolname from pg_roles where rolname = ${role}`)).toEqual([]);
    expect(await stateOf(school.id)).toEqual({ state: "failed", provisioned: false });

    await owner.send(rawSql(`drop schema ${name} cascade`));
    await provision(platform, school.id);
    expect(await stateOf(school.id)).toEqual({ state: "ready", provisioned: true });
  });
});

describe("a migration that fails", () => {
  test("leaves neither schema nor role, says why, and the next run finishes", async () => {
    const school = await register();
    const broken = bundleWith(SMALL_SCHOOLS, { tenant: [["create table extra (x int)", "select 1 / 0"]] });
    const core = { ...platform.core, migrations: broken };
    await expect(provision({ core }, school.id)).rejects.toMatchObject({
      code: "provisioning_failed",
      fields: { step: "tables", sqlstate: "22012", reason: "tenant/0002_test.sql:11 division by zero" },
    });
    expect(await schemaOf(school.schemaName)).toEqual([]);
    expect(await stateOf(school.id)).toEqual({ state: "failed", provisioned: false });
    await provision(platform, school.id);
    expect(await stateOf(school.id)).toEqual({ state: "ready", provisioned: true });
  });
});

describe("a password that got lost", () => {
  const renew = (id: string) => execute(platform.core, renewFirstAdmin, OPERATOR, { id });

  test("is replaced as long as nobody came in with it, and not afterwards", async () => {
    const school = await register();
    await expect(renew(school.id)).rejects.toMatchObject({ code: "not_provisioned" });
    const { admin: lost } = await provision(platform, school.id);
    const admin = await renew(school.id);
    expect(admin.email).toBe(lost?.email);
    const tokenOf = (password: string | null | undefined) =>
      platform.tokenOf(school.domainUrl, admin.email, password ?? "");
    await expect(tokenOf(lost?.password)).rejects.toThrow("refused");
    expect(await tokenOf(admin.password)).toBeTruthy();
    await expect(renew(school.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await tokenOf(admin.password)).toBeTruthy();
  });
});

describe("a storage area that cannot be made", () => {
  test("fails the provisioning with a clear word, and the next run finishes with a new password", async () => {
    const school = await register();
    const area = join(platform.dataDir, "mediafiles", `tenant_${school.id}`);
    writeFileSync(area, "in the way");
    await expect(provision(platform, school.id)).rejects.toMatchObject({
      code: "provisioning_failed",
      fields: { step: "files", reason: expect.stringContaining(area) },
    });
    expect(await stateOf(school.id)).toEqual({ state: "failed", provisioned: false });

    rmSync(area);
    const { admin } = await provision(platform, school.id);
    expect(existsSync(join(area, "documents"))).toBe(true);
    expect(await platform.tokenOf(school.domainUrl, admin?.email ?? "", admin?.password ?? "")).toBeTruthy();
    expect(await stateOf(school.id)).toEqual({ state: "ready", provisioned: true });
  });
});

describe("running it again on a school that was open before", () => {
  test("changes nothing of an administrator who came in: a control row restored from an older copy", async () => {
    const school = await platform.openSchool({ admin: undefined } as never);
    const { email } = school.school;
    await owner.send(rawSql(`update ${school.schemaName}.users set last_login_at = now(), first_name = 'Jeanne'`));
    await owner.send(sql`update tenants set provisioned_at = null, state = 'created' where id = ${school.id}`);
    const { admin } = await provision(platform, school.id);
    expect(admin).toEqual({ email, password: null });
    expect(await owner.send(rawSql(`select first_name from ${school.schemaName}.users`))).toEqual([
      { first_name: "Jeanne" },
    ]);
  });
});
