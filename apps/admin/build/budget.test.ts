// @vitest-environment node
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { budget } from "./budget.ts";

const noise = Array.from({ length: 4_000 }, (_, index) => ((index * 2_654_435_761) % 4_294_967_296).toString(36)).join(
  "",
);
const files = {
  "main.js": 'import("./src/page.js"); import("./src/i18n/common/fr.ts"); import("./src/i18n/common/en.ts");',
  "src/page.js": 'import { shared } from "./shared.js"; console.log(shared, "page");',
  "src/shared.js": `export const shared = "${noise}";`,
  "src/i18n/common/fr.ts": 'export default "fr";',
  "src/i18n/common/en.ts": 'export default "en";',
};
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pepro-budget-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const buildWithin = (limit: number, module = "src/page.js") =>
  build({
    root,
    configFile: false,
    logLevel: "silent",
    plugins: [budget({ "/page": { limit, modules: [module], areas: ["common"] } })],
    build: { rolldownOptions: { input: join(root, "main.js") } },
  });

test("a page over its budget fails the build, what it imports being counted with it", async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  await expect(buildWithin(10_000)).rejects.toThrow(/\/page needs \d+\.\d kB of JavaScript, over 10\.0 kB/);
});

test("a page within its budget is printed with what it needs", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  await buildWithin(60_000);
  expect(log.mock.calls.flat()).toEqual([
    expect.stringMatching(/^\/page: \d+\.\d kB of JavaScript, compressed \(limit 60\.0 kB\)$/),
  ]);
});

test("a page that is not written yet has no budget to keep", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  await buildWithin(1, "src/later.js");
  expect(log).not.toHaveBeenCalled();
});
