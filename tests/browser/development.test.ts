import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpServer } from "../../apps/api/src/server/listen.ts";
import { freePort } from "../e2e/support/server.ts";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "../http/support/app.ts";
import { openChromium } from "../http/support/chromium.ts";
import { ROOT_EMAIL } from "./support/dashboard.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

let platform: TestPlatform;
let api: HttpServer;
let vite: ViteDevServer;
let browser: Browser;
let cacheDir: string;
let origin: string;

beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  // It serves no dashboard of its own: what shows is Vite's.
  api = await watchedApp(platform).listen();
  mkdirSync(join(root, "dist"), { recursive: true });
  cacheDir = mkdtempSync(join(root, "dist/.vite-"));
  const port = await freePort();
  process.env.PEPRO_API_URL = `http://127.0.0.1:${api.port}`;
  vite = await createServer({
    configFile: join(root, "apps/admin/vite.config.ts"),
    configLoader: "runner",
    cacheDir,
    server: { host: "127.0.0.1", port, strictPort: true },
    logLevel: "warn",
  });
  await vite.listen();
  origin = `http://localhost:${port}`;
  browser = await openChromium();
});
afterAll(async () => {
  delete process.env.PEPRO_API_URL;
  await browser?.close();
  await vite?.close();
  await api?.close();
  await platform?.close();
  rmSync(cacheDir, { recursive: true, force: true });
});

test("Vite serves the dashboard from its sources and passes calls on, the session's cookie both ways", async () => {
  const context = await browser.newContext({ locale: "fr-FR", reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  // Its first visit makes what the pages of later ones are drawn from.
  page.setDefaultTimeout(30_000);
  const statusOf = (path: string) => page.evaluate(async (url) => (await fetch(url)).status, path);

  await page.goto(`${origin}/schools`);
  await page.waitForURL("**/sign-in*");
  expect(await page.locator('script[src="/@vite/client"]').count()).toBe(1);
  expect(await statusOf("/api/audit/export?format=jsonl")).toBe(401);

  await page.locator("input[name=email]").fill(ROOT_EMAIL);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("input[name=password]").press("Enter");
  await page.waitForURL(`${origin}/schools`);
  await page.getByRole("heading", { level: 1, name: "Établissements" }).waitFor();
  expect(await context.cookies()).toMatchObject([{ domain: "localhost", httpOnly: true, sameSite: "Lax" }]);
  expect(await statusOf("/api/audit/export?format=jsonl")).toBe(200);
  expect(await statusOf("/docs")).toBe(200);

  await page.reload();
  await page.getByRole("button", { name: new RegExp(ROOT_EMAIL) }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/schools");
  expect(faults).toEqual([]);
});
