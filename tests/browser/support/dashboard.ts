import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { listenHttp } from "../../../apps/api/src/server/listen.ts";
import type { MigrationBundle } from "../../../packages/core/src/index.ts";
import { buildDashboard } from "../../../scripts/build-dashboard.mjs";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../../harness/index.ts";
import { watchedApp } from "../../http/support/app.ts";
import { openChromium } from "../../http/support/chromium.ts";

export const ROOT_EMAIL = `root@${BASE_DOMAIN}`;

export type Visit = BrowserContextOptions & {
  /** Signed in beforehand, as the super-admin. Default true. */
  signedIn?: boolean;
  path?: string;
  /** Another main host. Browsers trust `localhost` as they trust HTTPS: what needs that goes there. */
  host?: string;
};

export type Visited = {
  page: Page;
  /** What the browser complained about: errors nobody caught, and what the content policy refused. */
  faults: string[];
};

/** The built dashboard, served by the real server over a platform of its own, in a real browser. */
export type Dashboard = {
  platform: TestPlatform;
  browser: Browser;
  origin: string;
  port: number;
  /** A visitor of their own, who leaves with the test. Reading French unless `locale` says otherwise. */
  visit(options?: Visit): Promise<Visited>;
  close(): Promise<void>;
};

type Options = {
  migrations?: MigrationBundle;
  /** With the gallery of primitives, which does not ship. */
  gallery?: boolean;
};

export async function openDashboard({ gallery = false, ...options }: Options = {}): Promise<Dashboard> {
  const folder = await builtDashboard(gallery ? "gallery" : "production");
  const platform = await openPlatform(options);
  const closing = new AbortController();
  const app = watchedApp(platform, { dashboard: folder, closing: closing.signal });
  const server = await listenHttp({ host: "127.0.0.1", port: 0, fetch: app.handle });
  const browser = await openChromium();
  const origin = `http://${BASE_DOMAIN}:${server.port}`;

  const visit = async ({ signedIn = true, path = "/", host, ...context }: Visit = {}): Promise<Visited> => {
    const address = host ? `http://${host}:${server.port}` : origin;
    const visitor = await browser.newContext({ locale: "fr-FR", reducedMotion: "reduce", ...context });
    onTestFinished(() => visitor.close());
    const page = await visitor.newPage();
    page.setDefaultTimeout(15_000);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (line) => line.text().includes("Content Security Policy") && faults.push(line.text()));
    if (signedIn) await signInQuietly(page, address);
    await page.goto(address + path);
    await page.locator("h1").first().waitFor();
    return { page, faults };
  };

  return {
    platform,
    browser,
    origin,
    port: server.port,
    visit,
    close: async () => {
      await browser.close();
      closing.abort();
      await server.close();
      await platform.close();
    },
  };
}

/** Without the form, which has a journey of its own. */
async function signInQuietly(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/healthz`);
  const status = await page.evaluate(
    async (body) => {
      const headers = { "content-type": "application/json" };
      return (await fetch("/trpc/auth.signIn", { method: "POST", headers, body })).status;
    },
    JSON.stringify({ email: ROOT_EMAIL, password: PASSWORD }),
  );
  if (status !== 200) throw new Error(`the super-admin could not sign in: ${status}`);
}

/** Built once for all suites of a run, and again only when its sources changed. */
async function builtDashboard(mode: "production" | "gallery"): Promise<string> {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const dist = join(root, "dist");
  mkdirSync(dist, { recursive: true });
  const making = mkdtempSync(join(dist, ".making-"));
  const target = join(dist, mode === "gallery" ? "gallery" : "admin");
  try {
    await buildDashboard({ root, target, making, mode });
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return target;
}
