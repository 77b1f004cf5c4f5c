import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModule } from "libpg-query";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrations } from "../migrations/bundle.gen.ts";
import { readBundle, renderBundle } from "./bundle-migrations.ts";
import { splitStatements } from "./migration-check/split.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pepro-migrations-"));
  for (const scope of ["public", "tenant"]) mkdirSync(join(folder, scope));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

async function split(text: string) {
  await loadModule();
  return splitStatements("tenant/0001_first.sql", text);
}

test("the bundle that ships is the folders as they are now", async () => {
  const path = new URL("../migrations/bundle.gen.ts", import.meta.url);
  expect(readFileSync(path, "utf8") === (await renderBundle()), "run `npm run migrations:bundle`").toBe(true);
  expect(migrations.public.length * migrations.tenant.length).toBeGreaterThan(0);
});

describe("statements", () => {
  test("are split by PostgreSQL's own rules, each with the line it begins on", async () => {
    const text = [
      "-- a comment; with a semicolon",
      "create table a (x text default ';', /* ; */ y text);",
      "",
      "/* a block;",
      "   /* nested; */ */",
      "do $body$",
      "begin",
      "  perform ';'; -- still inside;",
      "end",
      "$body$;insert into a values (E'\\';', $$;$$);",
      "  -- the last one has no semicolon",
      "  comment on table a is 'l''élève; \"à\" 𝕊'",
      "",
    ].join("\n");
    const statements = await split(text);
    expect(statements?.map(({ text }) => text.split("\n")[0])).toEqual([
      "create table a (x text default ';', /* ; */ y text)",
      "do $body$",
      "insert into a values (E'\\';', $$;$$)",
      "comment on table a is 'l''élève; \"à\" 𝕊'",
    ]);
    expect(statements?.map(({ line }) => line)).toEqual([2, 6, 10, 12]);
  });

  test("are none in a file of comments alone", async () => {
    expect(await split("-- nothing\n/* at all */\n")).toEqual([]);
  });

  test("keep the lines they have in the files that ship", () => {
    for (const scope of ["public", "tenant"] as const) {
      for (const { file, statements } of migrations[scope]) {
        const source = readFileSync(new URL(`../migrations/${file}`, import.meta.url), "utf8");
        const lines = source.split("\n");
        for (const { line, text } of statements) expect(lines.slice(line - 1).join("\n")).toContain(text);
        for (const { line, text } of statements) expect(lines[line - 1]).toContain(text.split("\n")[0]);
      }
    }
  });
});

describe("checksums", () => {
  test("are chained: a change shows in that file and in every later one, and nowhere before", async () => {
    const files = {
      "tenant/0001_a.sql": "select 1;\n",
      "tenant/0002_b.sql": "select 2;\n",
      "tenant/0003_c.sql": "select 3;\n",
    };
    write(files);
    const before = (await readBundle(folder)).tenant.map(({ checksum }) => checksum);
    write({ "tenant/0002_b.sql": "select 2 ;\n" });
    const after = (await readBundle(folder)).tenant.map(({ checksum }) => checksum);
    expect(after.map((checksum, index) => checksum === before[index])).toEqual([true, false, false]);
    expect(new Set([...before, ...after]).size).toBe(5);
  });

  test("differ between files of the same text", async () => {
    write({ "tenant/0001_a.sql": "select 1;\n", "tenant/0002_b.sql": "select 1;\n" });
    const [first, second] = (await readBundle(folder)).tenant;
    expect(first?.checksum).not.toBe(second?.checksum);
  });
});

describe("a file is refused by name", () => {
  test.each([
    [
      "a gap in the numbers",
      { "tenant/0001_a.sql": "select 1;", "tenant/0003_c.sql": "select 1;" },
      "tenant/0003_c.sql: migrations are numbered",
    ],
    ["a first number that is not 1", { "public/0002_a.sql": "" }, "public/0002_a.sql: migrations are numbered"],
    [
      "one number twice",
      { "public/0001_a.sql": "select 1;", "public/0001_b.sql": "select 1;" },
      "public/0001_b.sql: migrations are numbered",
    ],
    ["a name without a number", { "public/first.sql": "" }, "public/first.sql: migrations are numbered"],
    ["nothing in it", { "tenant/0001_a.sql": "" }, "tenant/0001_a.sql:1: "],
    ["CRLF", { "tenant/0001_a.sql": "select 1;\r\nselect 2;\r\n" }, "tenant/0001_a.sql: line endings must be LF"],
    [
      "a syntax error",
      { "tenant/0001_a.sql": "select 'é';\n\ncreate tabel x;\n" },
      'tenant/0001_a.sql:3: syntax error at or near "tabel"',
    ],
    [
      "an open string",
      { "tenant/0001_a.sql": "select 1;\nselect 'x;\n" },
      "tenant/0001_a.sql:2: unterminated quoted string",
    ],
  ])("for %s", async (_, files, message) => {
    write(files);
    await expect(readBundle(folder)).rejects.toThrow(message);
  });

  test("and files of other kinds are left alone", async () => {
    write({ "public/README.md": "not SQL", "public/0001_a.sql": "select 1;" });
    expect((await readBundle(folder)).public).toHaveLength(1);
  });
});
