import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const inference = join(root, "packages/client/src/testing/inference.ts");
/** Inside the repository, where packages are found. */
const folder = mkdtempSync(join(root, "packages/client/.types-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the compiler says about the sources of a front end, by their names. */
async function faultsIn(sources: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const names = Object.keys(sources);
  for (const name of names) writeFileSync(join(folder, `${name}.ts`), sources[name] ?? "");
  const config = { extends: "../../../tests/tsconfig.json", include: names.map((name) => `${name}.ts`) };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const output = await new Promise<string>((resolve) => {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    execFile(process.execPath, [compiler, "-p", folder], { cwd: root }, (_, text) => resolve(text));
  });
  const lines = output.split("\n");
  return Object.fromEntries(names.map((name) => [name, lines.filter((line) => line.includes(`/${name}.ts(`))]));
}

test("a procedure's input, output and errors are inferred, and what does not exist does not compile", async () => {
  const source = readFileSync(inference, "utf8").replaceAll('"../index.ts"', '"@pepro/client"');
  const broken = source.replace("// @ts-expect-error no such router", "").replace("toBeNumber", "toBeString");
  const faults = await faultsIn({ inference: source, broken });
  expect(faults.inference).toEqual([]);
  expect(faults.broken).toEqual([
    expect.stringContaining("'pupils' does not exist"),
    expect.stringContaining("error TS"),
  ]);
}, 120_000);
