// @vitest-environment node
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { budget } from "./budget.ts";
import { SMALLEST } from "./smallest.mjs";

const noise = Array.from({ length: 4_000 }, (_, index) => ((index * 2_654_435_761) % 4_294_967_296).toString(36)).join(
  "",
);
const area = (name: string) => `import("./i18n/${name}/fr.ts"); import("./i18n/${name}/en.ts");`;
const files = {
  "index.html": '<!doctype html><script src="/early.js"></script><script type="module" src="/src/main.tsx"></script>',
  "src/main.tsx": `const preloadTexts = console.log; preloadTexts("start");
    ${["start", "common", "page", "other"].map(area).join(" ")} import("./page.js"); import("./other.js");`,
  "src/i18n/i18n.js": '/**\n * @example useText("other") */\nexport const useText = (area) => globalThis[area];',
  "src/page.js":
    'import { useText } from "./i18n/i18n.js"; import { shared } from "./shared.js"; console.log(shared, useText("page"));',
  "src/other.js":
    'import { useText } from "./i18n/i18n.js"; import { shared } from "./shared.js"; console.log(shared, useText("other"));',
  "src/shared.js": `import { useText } from "./i18n/i18n.js";\nexport const shared = ["${noise}", useText("common")];`,
  "src/i18n/common/fr.ts": 'export default "fr";',
  "src/i18n/common/en.ts": 'export default "en, longer";',
  "src/i18n/start/fr.ts": 'export default "start, in French";',
  "src/i18n/start/en.ts": 'export default "start";',
  "src/i18n/page/fr.ts": `export default "${"fr".repeat(200)}";`,
  "src/i18n/page/en.ts": 'export default "en";',
  "src/i18n/other/fr.ts": `export default "other ${noise}";`,
  "src/i18n/other/en.ts": `export default "other too ${noise}";`,
};
/** What runs before the first paint, as its plugin gives it. */
const early = {
  name: "early",
  generateBundle(this: Rolldown.PluginContext) {
    this.emitFile({ type: "asset", fileName: "early.js", source: "early();" });
    this.emitFile({ type: "asset", fileName: "unused.js", source: noise });
  },
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
    plugins: [early, budget({ "/page": { limit, modules: [module] } })],
  }) as Promise<Rolldown.RolldownOutput>;

test("a page over its budget fails the build, what it imports being counted with it", async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  await expect(buildWithin(10_000)).rejects.toThrow(/\/page needs \d+\.\d kB of JavaScript, over 10\.0 kB/);
});

test("what a browser fetches is counted, to the byte: shared chunks, the early script, the texts that are spoken", async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  const { output } = await buildWithin(1_000_000);
  const fetched = output.filter((file) =>
    file.type === "asset" ? file.fileName === "early.js" : !file.moduleIds.some((id) => /\/other\b|\/en\.ts$/.test(id)),
  );
  const names = fetched.map(({ fileName }) => fileName.replace(/^assets\/|-[\w-]+\.js$|\.js$/g, ""));
  expect(names.sort()).toEqual(["early", "fr", "fr", "fr", "index", "page", "shared"]);
  const bytes = fetched
    .map((file) => Buffer.from(file.type === "asset" ? file.source : file.code))
    .reduce((sum, body) => sum + (body.length < SMALLEST ? body : gzipSync(body, { level: 9 })).length, 0);
  await buildWithin(bytes);
  await expect(buildWithin(bytes - 1)).rejects.toThrow("/page needs");
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
