import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_TABLE } from "@pepro/contracts";
import { expect, test } from "vitest";
import { COMMANDS } from "./commands/index.ts";
import { ROOT } from "./testing/run.ts";

const guide = readFileSync(join(ROOT, "docs/cli.md"), "utf8");

test.each(COMMANDS.map(({ name }) => name))("docs/cli.md has %s with each of its flags", (name) => {
  const command = COMMANDS.find((each) => each.name === name);
  const [, section = ""] = guide.split(new RegExp(`\n## (?:[a-z, -]*, )?${name}\\b`));
  const text = (section.split("\n## ")[0] ?? "") + (name === "provision-tenant" ? guide : "");
  expect(section).not.toBe("");
  for (const { flags, hidden } of command?.options ?? []) {
    if (!hidden) expect(text).toContain(/--[\w-]+/.exec(flags)?.[0]);
  }
});

test("docs/cli.md lists every exit code that an error can have", () => {
  const codes = new Set(Object.values(ERROR_TABLE).map(({ exit }) => exit));
  for (const code of codes) expect(guide).toMatch(new RegExp(`\n\\| ${code} +\\|`));
});
