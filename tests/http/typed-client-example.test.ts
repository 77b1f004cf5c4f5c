import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { TenantView } from "@pepro/contracts";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type HttpServer, listenHttp } from "../../apps/api/src/server/listen.ts";
import { codeOf } from "../accounts/support/totp.ts";
import { skipElsewhere } from "../harness/elsewhere.ts";
import { openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { browserOn } from "./support/browser.ts";
import { openChromium } from "./support/chromium.ts";
import { ROOT, rootClient } from "./support/typed-client.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/school-page", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const EMAIL = "prof@example.fr";

let platform: TestPlatform;
let server: HttpServer;
let school: TenantView;
let browser: Browser;
beforeEach(() => skipElsewhere("the page and the application are served as one, by this process"));
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool({ schoolName: "Lycée <b>Victor</b> Hugo" });
  await platform.addMember(school, EMAIL, "teacher", "Camille");
  server = await serveExample();
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await platform.close();
});

/** The built page and the server on one origin, as behind a proxy, under the server's own content policy. */
async function serveExample(): Promise<HttpServer> {
  const made = (await build({ root: EXAMPLE, logLevel: "error", build: { write: false } })) as Rolldown.RolldownOutput;
  const files = new Map(made.output.map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source]));
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };
  const { handle, fetch } = watchedApp(platform);
  const policy = (await fetch(school.domainUrl, "/")).headers.get("content-security-policy");
  if (!policy) throw new Error("the server's pages have no content policy");
  return listenHttp({
    host: "127.0.0.1",
    port: 0,
    fetch: (request, connection) => {
      const name = new URL(request.url).pathname.slice(1) || "index.html";
      const body = files.get(name);
      if (body === undefined) return handle(request, connection);
      const type = `${types[name.split(".").at(-1) ?? ""]}; charset=utf-8`;
      return new Response(body as BodyInit, { headers: { "content-type": type, "content-security-policy": policy } });
    },
  });
}

async function visit(options: BrowserContextOptions = {}, host = school.domainUrl) {
  const context = await browser.newContext({ locale: "fr-FR", ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const asked: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/trpc/")) asked.push(pathname);
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (line) => line.text().includes("Content Security Policy") && faults.push(line.text()));
  await page.goto(`http://${host}:${server.port}/`);
  await page.locator("h1").waitFor();
  return { page, asked, faults };
}

/** What axe finds on a page as it stands, whatever its weight. */
async function barriers(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate("axe.run()");
  return (found as { violations: { id: string }[] }).violations.map(({ id }) => id);
}

async function signIn(page: Page, password: string, email = EMAIL): Promise<void> {
  await page.getByRole("button", { name: "Se connecter" }).first().click();
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe").fill(password);
  await page.keyboard.press("Enter");
}

describe("the example's page of a school", () => {
  test("has the school's look, name and modules, out of one request", async () => {
    const { page, asked, faults } = await visit();
    expect(asked).toEqual(["/trpc/currentTenant.theme,currentTenant.modules,auth.session"]);
    expect(await page.title()).toBe("Lycée <b>Victor</b> Hugo");
    expect(await page.locator("h1").textContent()).toBe("Lycée <b>Victor</b> Hugo");
    const header = page.locator("header");
    expect(await header.evaluate((top) => getComputedStyle(top).backgroundColor)).toBe("rgb(25, 118, 210)");
    expect(await page.locator("link[rel=icon]").getAttribute("href")).toMatch(/\/static\/img\/favicon\.ico$/);
    expect(
      await header.locator("img").evaluate((img: HTMLImageElement) => img.decode().then(() => img.width > 0)),
    ).toBe(true);
    expect(await page.getByRole("listitem").getByRole("heading").allTextContents()).toEqual([
      "Comptes",
      "Établissement",
      "Emploi du temps",
      "Vie scolaire",
      "Notes",
      "Cahier de textes",
      "Messagerie",
      "Dossiers élèves",
    ]);
    expect(faults).toEqual([]);
  });

  test("lets people in with a keyboard, keeps them at a reload, and lets them out", async () => {
    const { page } = await visit();
    await signIn(page, "Mauvais!2026");
    const alert = page.getByRole("alert");
    await expect.poll(() => alert.textContent()).toBe("Email ou mot de passe incorrect.");
    await page.getByLabel("Mot de passe").fill(PASSWORD);
    await page.keyboard.press("Enter");
    const title = page.locator("h1");
    await expect.poll(() => title.textContent()).toBe("Bonjour Camille");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
    await page.reload();
    await expect.poll(() => title.textContent()).toBe("Bonjour Camille");
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await expect.poll(() => title.textContent()).toBe("Lycée <b>Victor</b> Hugo");
  });

  test("asks an account with an authenticator for its code, and begins again with who leaves there", async () => {
    const email = "double@example.fr";
    await platform.addMember(school, email, "teacher", "Simone");
    const { trpc } = browserOn(platform.fetch, school.domainUrl);
    await trpc.auth.signIn.mutate({ email, password: PASSWORD });
    const { secret } = await trpc.twoFactor.enable.mutate({ password: PASSWORD });
    // The code of one step before: that of now is still to be used.
    const { recoveryCodes } = await trpc.twoFactor.confirm.mutate({ code: codeOf(secret, Date.now() - 30_000) });

    const { page } = await visit({ bypassCSP: true });
    await signIn(page, PASSWORD, email);
    const code = page.getByRole("textbox", { name: "Code" });
    await code.waitFor();
    expect(await code.evaluate((input) => document.activeElement === input)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await signIn(page, PASSWORD, email);
    await code.fill("12");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await expect.poll(() => alert.textContent()).not.toBe("");
    expect(await page.locator("h1").textContent()).toBe("Lycée <b>Victor</b> Hugo");
    await code.fill(recoveryCodes[0] ?? "");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("h1").textContent()).toBe("Bonjour Simone");
    await page.reload();
    await expect.poll(() => page.locator("h1").textContent()).toBe("Bonjour Simone");
  });

  test.each([
    ["en-GB", "en", "The school's modules"],
    ["de-DE", "en", "The school's modules"],
    ["fr-CA", "fr", "Les modules de l'établissement"],
  ])("speaks to a browser that wants %s in %s", async (locale, language, heading) => {
    const { page } = await visit({ locale });
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.getByRole("heading", { level: 2 }).first().textContent()).toBe(heading);
  });

  test.each([["light"], ["dark"]] as const)("has no barrier that axe finds, in %s", async (colorScheme) => {
    const { page } = await visit({ colorScheme, bypassCSP: true });
    expect(await barriers(page)).toEqual([]);
    await signIn(page, "Mauvais!2026");
    await expect.poll(() => page.getByRole("alert").textContent()).not.toBe("");
    expect(await barriers(page)).toEqual([]);
  });

  test("shows who acts in whose place, until when, and the way out, without a barrier", async () => {
    const root = await rootClient(platform);
    const { items } = await root.members.list.query({ tenantId: school.id, search: EMAIL });
    const userId = items[0]?.id ?? "";
    const reason = "Aide demandée par téléphone";
    const { link } = await root.impersonation.start.mutate({ tenantId: school.id, userId, reason });
    const { page } = await visit({ bypassCSP: true });
    const { pathname, search } = new URL(link);
    await page.goto(`http://${school.domainUrl}:${server.port}${pathname}${search}`);
    await page.getByRole("button", { name: "Entrer" }).click();
    const banner = page.getByRole("region", { name: "Vous agissez à la place de quelqu'un" });
    await expect
      .poll(() => banner.textContent())
      .toMatch(new RegExp(`^${ROOT}, vous agissez ici en tant que .*Camille`));
    expect(await banner.locator("time").getAttribute("datetime")).toMatch(/Z$/);
    expect(await barriers(page)).toEqual([]);
    await banner.getByRole("button", { name: "Quitter l'établissement" }).click();
    await expect.poll(async () => (await root.impersonation.list.query({ isOpen: true })).count).toBe(0);
  });

  test("fits a phone without scrolling sideways", async () => {
    const { page } = await visit({ viewport: { width: 320, height: 640 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test("says what is wrong where there is no school, and tries again when asked to", async () => {
    const { page, asked } = await visit({}, "nulle-part.peproscolaire.fr");
    expect(await page.getByRole("alert").textContent()).toContain("Établissement non trouvé");
    await page.getByRole("button", { name: "Réessayer" }).click();
    await expect.poll(() => asked.length).toBe(2);
  });
});
