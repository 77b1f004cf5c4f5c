import { execute, migrateTenants } from "@pepro/core";
import { rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWith } from "../../harness/bundle.ts";
import { OPERATOR } from "../../harness/index.ts";
import { askDatabase, askProduct } from "../support/doors.ts";
import { BUNDLE, openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const later = bundleWith(BUNDLE, {
    tenant: [
      [
        "create table clubs (id bigint generated always as identity constraint clubs_pkey primary key, name text)",
        "create sequence badges",
        "create view clubs_by_name as select name from clubs",
      ],
    ],
  });
  await world.busy.end();
  await execute({ ...world.platform.core, migrations: later }, migrateTenants, OPERATOR, {});
  await world.platform.core.db.withTenant(world.b, (tx) =>
    tx.query(sql`insert into clubs (name) values (${world.canary})`),
  );
});
afterAll(() => world?.close());

test.each([
  "select name from $.clubs",
  "select name from $.clubs_by_name",
  "insert into $.clubs (name) values ('x')",
  "delete from $.clubs",
  "select nextval('$.badges')",
  "select last_value from $.clubs_id_seq",
])("what a later migration added is refused to other schools: %s", async (template) => {
  const text = template.replaceAll("$", world.b.schema);
  expect(await askProduct(world.platform, world.a, text)).toMatchObject({ refused: "42501" });
  expect(await askDatabase(world.runtimeUrl, world.a, text)).toMatchObject({ refused: "42501" });
});

test("a table that the owner makes by hand in public is no school's", async () => {
  await world.owner.send(rawSql("create table public.drafts (name text)"));
  expect(await askDatabase(world.runtimeUrl, world.a, "select name from public.drafts")).toMatchObject({
    refused: "42501",
  });
});

test("a school's own view of a later migration reads its own rows", async () => {
  expect(await askProduct(world.platform, world.b, "select name from clubs_by_name")).toEqual({
    rows: [{ name: world.canary }],
  });
  expect(await askProduct(world.platform, world.a, "select name from clubs_by_name")).toEqual({ rows: [] });
});
