// `npm run screenshots`: every page of the dashboard, in both themes, on a desk and on a phone, into .screens/ to be looked at.
// It starts a server of its own with the demo schools. A word narrows the pages: `npm run screenshots -- theme`.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packed from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, ".screens");
const only = process.argv[2] ?? "";
const account = { email: "direction@peproscolaire.fr", password: "Captures-2026-ecran" };
const SCREENS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const dataDir = mkdtempSync(join(tmpdir(), "pepro-screens-"));
const port = await freePort();
const origin = `http://localhost:${port}`;
await finished(spawn(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" }));
const server = spawn(process.execPath, ["dist/server.mjs"], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: String(port),
    PEPRO_DATA_DIR: dataDir,
    PEPRO_SUPERADMIN_EMAIL: account.email,
    PEPRO_SUPERADMIN_PASSWORD: account.password,
  },
});
const executablePath = existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : await packed.executablePath();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  await ready();
  mkdirSync(target, { recursive: true });
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    for (const colorScheme of ["light", "dark"]) await shoot(screen, viewport, colorScheme);
  }
} finally {
  await browser.close();
  const ended = finished(server);
  server.kill("SIGTERM");
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

async function shoot(screen, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, locale: "fr-FR", reducedMotion: "reduce" });
  const page = await context.newPage();
  const take = async (name, path) => {
    if (!name.includes(only)) return;
    await page.goto(origin + path, { waitUntil: "networkidle" });
    await page.locator("h1").first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(target, `${name}.${screen}.${colorScheme}.png`), fullPage: true });
  };
  await take("sign-in", "/sign-in");
  await page.goto(`${origin}/healthz`);
  const call = (path, body) =>
    page.evaluate(
      async ([url, text]) => {
        const init = text ? { method: "POST", headers: { "content-type": "application/json" }, body: text } : {};
        return (await (await fetch(url, init)).json()).result.data;
      },
      [`/trpc/${path}`, body && JSON.stringify(body)],
    );
  await call("auth.signIn", account);
  const [school] = (await call(`tenants.list?input=${encodeURIComponent('{"search":"hugo"}')}`)).items;
  await take("home", "/");
  await take("schools", "/schools");
  await take("schools-none", "/schools?search=introuvable");
  await take("school-new", "/schools/new");
  await take("school", `/schools/${school.id}`);
  for (const tab of ["modules", "theme", "domains", "settings", "danger", "opening"]) {
    await take(`school-${tab}`, `/schools/${school.id}/${tab}`);
  }
  await take("not-found", "/nulle-part");
  await context.close();
}

async function ready() {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the server did not get ready");
}

function finished(child) {
  return new Promise((resolve) => child.once("exit", resolve));
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port: free } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return free;
}
