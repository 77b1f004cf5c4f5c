import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const guide = readFileSync(new URL("docs/security.md", root), "utf8");
const paths = [...guide.matchAll(/`((?:tests|packages|apps|scripts)\/[\w./-]+)`/g)].map(([, path = ""]) => path);

test("every test that docs/security.md names is there", () => {
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(fileURLToPath(new URL(path, root))))).toEqual([]);
});

test("every suite on isolation is named in docs/security.md", () => {
  const suites = readdirSync(new URL("tests/isolation", root), { recursive: true, encoding: "utf8" })
    .map((name) => `tests/isolation/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".test.ts") && !path.endsWith("security-guide.test.ts"));
  expect(suites.filter((name) => !paths.includes(name))).toEqual([]);
});
