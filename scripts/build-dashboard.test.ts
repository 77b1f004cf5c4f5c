import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildDashboard } from "./build-dashboard.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pepro-build-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function dashboard(): void {
  write("apps/admin/vite.config.ts", "export default { base: '/', build: { outDir: '../../nowhere' } };");
  write("apps/admin/index.html", '<!doctype html><script type="module" src="/main.ts"></script>');
  write("apps/admin/main.ts", `document.title = ${JSON.stringify("long ".repeat(500))};`);
  write("apps/admin/public/robots.json", "{}");
}

let count = 0;
const run = () => {
  const making = join(root, `making-${count++}`);
  mkdirSync(making);
  return buildDashboard({ root, target: join(root, "dist/admin"), making });
};
const built = (name: string) => readFileSync(join(root, "dist/admin", name));
const scripts = () => readdirSync(join(root, "dist/admin/assets")).filter((name) => name.endsWith(".js"));

test("without a dashboard makes nothing", async () => {
  expect(await run()).toBe("absent");
  expect(readdirSync(root)).toEqual(["making-0"]);
});

test("makes the page and its hashed files, with compressed copies of what is large enough", async () => {
  dashboard();
  expect(await run()).toBe("built");
  const [script = "none"] = scripts();
  expect(built("index.html").toString()).toContain(`src="/assets/${script}"`);
  const text = built(`assets/${script}`).toString();
  expect(brotliDecompressSync(built(`assets/${script}.br`)).toString()).toBe(text);
  expect(gunzipSync(built(`assets/${script}.gz`)).toString()).toBe(text);
  expect(readdirSync(join(root, "dist/admin"))).toEqual([".stamp", "assets", "index.html", "robots.json"]);
});

test("does nothing the second time, and builds again when a source has changed or the page is gone", async () => {
  dashboard();
  await run();
  const [before] = scripts();
  const { mtimeMs } = statSync(join(root, "dist/admin/index.html"));
  expect(await run()).toBe("current");
  expect(statSync(join(root, "dist/admin/index.html")).mtimeMs).toBe(mtimeMs);

  write("packages/contracts/src/index.ts", "export const more = 1;");
  expect(await run()).toBe("built");
  write("apps/admin/main.ts", `document.title = ${JSON.stringify("longer ".repeat(500))};`);
  expect(await run()).toBe("built");
  expect(scripts()).toHaveLength(1);
  expect(scripts()).not.toEqual([before]);

  rmSync(join(root, "dist/admin/index.html"));
  expect(await run()).toBe("built");
});

test("a source that does not compile fails, and leaves what was built before", async () => {
  dashboard();
  await run();
  const [before = "none"] = scripts();
  write("apps/admin/main.ts", "const = ;");
  await expect(run()).rejects.toThrow();
  expect(built("index.html").toString()).toContain(before);
  expect(scripts()).toEqual([before]);
});
