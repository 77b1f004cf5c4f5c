import { createDatabase, type Database, type Row, rawSql, STATEMENT_REFUSED, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askDatabase, askProduct, type Outcome } from "../support/doors.ts";
import type { Case } from "./case.ts";
import { CATALOGS } from "./cases/catalogs.ts";
import { CODE_AND_FILES } from "./cases/code-and-files.ts";
import { DEFINITIONS } from "./cases/definitions.ts";
import { OTHERS_ROWS } from "./cases/others-rows.ts";
import { ROLE_AND_PATH, SETTINGS } from "./cases/role-and-path.ts";
import { SIGNALS, TRANSACTION } from "./cases/transaction.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
/** One connection alone: whatever a statement leaves on it, the next school would meet. */
let db: Database;

beforeAll(async () => {
  world = await openWorld();
  const { controlClusterId: id } = world.platform.core.installation;
  db = createDatabase({ control: { id, runtimeUrl: world.runtimeUrl }, maxConnections: 1 });
});
afterAll(async () => {
  await db?.close();
  await world?.close();
});

const ROWS = /^[\s(]*(select|insert|update|delete|with|values|table|merge)\b/i;

/** What the next school on the connection is, sees and has set. */
async function nextSchool(): Promise<Row[]> {
  const found = await db.queryTenant(
    world.b,
    sql`select current_user as "user", current_setting('search_path') as path, session_user as login,
      (select count(*) from pupils) as pupils, (select max(name) from pupils) as name,
      (select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where source = 'session') as settings`,
  );
  return [...found];
}

function expectNothingOf(outcome: Outcome, by: string): void {
  expect(JSON.stringify(outcome)).not.toContain(world.canary);
  if (by === "nothing") expect(outcome).toMatchObject({ rows: [] });
  else expect(by.split("|")).toContain("refused" in outcome ? outcome.refused : "statement");
}

describe.each<[string, readonly Case[]]>([
  ["others' rows", OTHERS_ROWS],
  ["role and path", ROLE_AND_PATH],
  ["settings", SETTINGS],
  ["the transaction", TRANSACTION],
  ["signals and locks", SIGNALS],
  ["code, files and other servers", CODE_AND_FILES],
  ["definitions", DEFINITIONS],
  ["catalogs", CATALOGS],
])("a school's statement on %s", (_, cases) => {
  test.each(cases)("%s: %s", async (_what, by, textOf) => {
    const text = textOf(world);
    const [before, others] = [await nextSchool(), await world.stateOfOthers()];

    const product = await askProduct({ core: { ...world.platform.core, db } }, world.a, text);
    if (ROWS.test(text)) expectNothingOf(product, by);
    else expect(product).toMatchObject({ refused: STATEMENT_REFUSED });
    expect(await nextSchool()).toEqual(before);

    expectNothingOf(await askDatabase(world.runtimeUrl, world.a, text), by);
    expect(await world.stateOfOthers()).toEqual(others);
    expect(before).toMatchObject([{ user: world.b.role, path: world.b.schema, pupils: 50, name: world.canary }]);
  });
});

describe("several statements of one transaction", () => {
  test.each<[string, (w: World) => string[]]>([
    ["a role switch and a look", ({ b }) => [`set local role ${b.role}`, `select name from ${b.schema}.pupils`]],
    ["a commit and a look at the platform", () => ["commit", "select email from public.users"]],
    ["a rollback, a role switch and a look", ({ b }) => ["rollback", `set role ${b.role}`, `table ${b.schema}.pupils`]],
    ["a commit and a change", () => ["commit", "update public.tenants set school_name = 'x'"]],
    ["a path and a look", ({ b }) => [`set search_path = ${b.schema}`, "select name from pupils"]],
  ])("%s is refused at the first that is not about rows, and nothing of it happens", async (_, textsOf) => {
    const others = await world.stateOfOthers();
    for (const unawaited of [false, true]) {
      const run = db.withTenant(world.a, async (tx) => {
        const answers = [];
        for (const text of textsOf(world)) {
          const answer = tx.query(rawSql(text));
          answer.catch(() => {});
          answers.push(unawaited ? answer : await answer.catch(() => []));
        }
        return (await Promise.allSettled(answers)).map((each) => (each.status === "fulfilled" ? each.value : []));
      });
      // Whatever it answered before it was refused is not the other school's.
      await expect(run).rejects.toThrow();
    }
    expect(await world.stateOfOthers()).toEqual(others);
    expect(await nextSchool()).toMatchObject([{ user: world.b.role, name: world.canary }]);
  });
});

describe("a statement that takes too long", () => {
  test("is ended by a limit that a school cannot lift", async () => {
    const limits = await db.queryTenant(
      world.a,
      sql`select name, setting, source from pg_settings where name in ('statement_timeout',
        'idle_in_transaction_session_timeout', 'temp_file_limit') order by name`,
    );
    expect(limits).toEqual([
      { name: "idle_in_transaction_session_timeout", setting: "600000", source: "database user" },
      { name: "statement_timeout", setting: "60000", source: "database user" },
      // In kilobytes: what a statement that sorts the whole world may write.
      { name: "temp_file_limit", setting: "1048576", source: "database user" },
    ]);
  });
});
