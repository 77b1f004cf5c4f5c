import type { TenantView } from "@pepro/contracts";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { PASSWORD } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard, ROOT_EMAIL } from "./support/dashboard.ts";
import { drawn, shiftsOf, watchShifts } from "./support/shifts.ts";

let dashboard: Dashboard;
let school: TenantView;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
  school = await dashboard.platform.openSchool({ schoolName: "Lycée Marie Curie" });
});
afterAll(() => dashboard.close());

const PHONE = { width: 390, height: 844 };

/** Every page of those who are signed in, and what the browser calls it. */
const PAGES: readonly [path: string, title: string][] = [
  ["/", "Accueil · PeproScolaire"],
  ["/schools", "Établissements · PeproScolaire"],
  ["/schools/new", "Ouvrir un établissement · PeproScolaire"],
  ["/schools/:id", "Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/modules", "Modules · Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/theme", "Apparence · Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/domains", "Domaines · Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/settings", "Réglages · Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/people", "Utilisateurs · Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/audit", "Journal · Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/danger", "Zone de danger · Lycée Marie Curie · PeproScolaire"],
  ["/schools/:id/opening", "Ouverture · Lycée Marie Curie · PeproScolaire"],
  ["/account", "Mon compte · PeproScolaire"],
  ["/api-keys", "Clés d'API · PeproScolaire"],
  ["/super-admins", "Super-admins · PeproScolaire"],
  ["/audit", "Journal · PeproScolaire"],
  ["/audit/stays", "Super-admins dans un établissement · PeproScolaire"],
  ["/nulle-part", "Page introuvable · PeproScolaire"],
];
const pathFor = (path: string) => path.replace(":id", school.id);

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const pathOf = (page: Page) => new URL(page.url()).pathname;
/** A window shows before the focus is in it. */
const hasFocus = (locator: Locator) =>
  expect.poll(() => locator.evaluate((element) => element === document.activeElement)).toBe(true);
const focused = (page: Page) => page.locator(":focus");
const nav = (page: Page) => page.getByRole("navigation", { name: "Navigation principale" });

async function chooseInMenu(page: Page, option: string): Promise<void> {
  await page.getByRole("button", { name: ROOT_EMAIL }).click();
  await page.getByRole("menuitemradio", { name: option }).click();
}

describe("the keyboard", () => {
  test("skips to the content first of all", async () => {
    const { page } = await dashboard.visit({ path: "/schools" });
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Aller au contenu" });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    const box = await skip.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page).getAttribute("id")).toBe("main");
    await page.keyboard.press("Tab");
    expect(await focused(page).evaluate((element) => element.closest("main") !== null)).toBe(true);
  });

  test("walks through the navigation in the order it is read, and Enter goes there", async () => {
    const { page } = await dashboard.visit();
    const walked: string[] = [];
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("Tab");
      walked.push((await focused(page).textContent())?.trim() ?? "");
    }
    expect(walked.map((text) => text.replace(/Ctrl.?K$/, ""))).toEqual([
      "Aller au contenu",
      "PeproScolaire",
      "Rechercher",
      "Accueil",
      "Établissements",
      "Migrations",
      "Bases de données",
      "Super-admins",
      "Clés d'API",
      "Journal",
      "Documentation de l'API",
      expect.stringContaining(ROOT_EMAIL),
    ]);
    for (let step = 0; step < 7; step++) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await heading(page, "Établissements").waitFor();
    expect(await nav(page).locator("[aria-current=page]").textContent()).toBe("Établissements");
  });

  test("gets to a school by its name alone, and back to where it was on Escape", async () => {
    const { page, faults } = await dashboard.visit();
    const palette = page.getByRole("dialog", { name: "Aller à une page ou à un établissement" });
    await page.getByRole("button", { name: "Rechercher" }).focus();
    await page.keyboard.press("Control+k");
    await palette.waitFor();
    await palette.getByRole("option", { name: "Lycée Marie Curie" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "detached" });
    await expect.poll(() => focused(page).textContent()).toMatch(/^Rechercher/);

    await page.keyboard.press("Control+k");
    await hasFocus(page.getByRole("combobox"));
    await page.keyboard.type("curie");
    await palette.getByRole("option", { name: "Lycée Marie Curie", selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await heading(page, "Lycée Marie Curie").waitFor();
    expect(pathOf(page)).toBe(`/schools/${school.id}`);

    await page.keyboard.press("Control+k");
    await hasFocus(page.getByRole("combobox"));
    await page.keyboard.type("rien de tel");
    await page.getByText("Rien ne correspond à « rien de tel »").waitFor();
    expect(faults).toEqual([]);
  });
});

test("another language changes page, title and lang at once, and is there on the next visit", async () => {
  const { page, faults } = await dashboard.visit();
  const state = async () => [await page.evaluate(() => document.documentElement.lang), await page.title()];
  expect(await state()).toEqual(["fr", "Accueil · PeproScolaire"]);
  await page.getByRole("button", { name: ROOT_EMAIL }).click();
  await page.getByRole("menuitemradio", { name: "English" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await chooseInMenu(page, "English");
  await heading(page, "Home").waitFor();
  await expect.poll(state).toEqual(["en", "Home · PeproScolaire"]);
  await page.goto(`${dashboard.origin}/schools`);
  await heading(page, "Schools").waitFor();
  await expect.poll(state).toEqual(["en", "Schools · PeproScolaire"]);
  await chooseInMenu(page, "Français");
  await heading(page, "Établissements").waitFor();
  expect(faults).toEqual([]);
});

test("language and theme are chosen by the keyboard alone, which stays in the menu", async () => {
  const { page, faults } = await dashboard.visit({ colorScheme: "light" });
  const { keyboard } = page;
  const menu = page.getByRole("menu");
  const focusedText = () => focused(page).textContent();
  const moveTo = async (option: string) => {
    await expect
      .poll(async () => {
        if ((await focusedText()) !== option) await keyboard.press("ArrowDown");
        return focusedText();
      })
      .toBe(option);
  };
  const chosen = (option: string) => page.getByRole("menuitemradio", { name: option }).getAttribute("aria-checked");
  await page.getByRole("button", { name: ROOT_EMAIL }).focus();
  await keyboard.press("Enter");
  await menu.waitFor();
  await moveTo("Sombre");
  await keyboard.press("Enter");
  await expect.poll(() => chosen("Sombre")).toBe("true");
  expect(await focusedText()).toBe("Sombre");
  await moveTo("English");
  await keyboard.press("Space");
  await heading(page, "Home").waitFor();
  await expect.poll(() => chosen("English")).toBe("true");
  expect(await focusedText()).toBe("English");
  // The keyboard goes on from there.
  await keyboard.press("ArrowUp");
  await expect.poll(focusedText).toBe("Français");
  await keyboard.press("Enter");
  await heading(page, "Accueil").waitFor();
  expect(await focusedText()).toBe("Français");
  await keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  await expect.poll(focusedText).toContain(ROOT_EMAIL);
  expect(faults).toEqual([]);
});

describe("the theme", () => {
  const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const chosen = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme ?? null);

  test("is the system's until one is chosen, stays chosen, and can be given back", async () => {
    const { page, faults } = await dashboard.visit({ colorScheme: "light" });
    const light = await ground(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await ground(page);
    expect(dark).not.toBe(light);
    expect(await chosen(page)).toBeNull();
    await chooseInMenu(page, "Clair");
    await expect.poll(() => chosen(page)).toBe("light");
    expect(await ground(page)).toBe(light);
    await page.reload();
    await heading(page, "Accueil").waitFor();
    expect([await chosen(page), await ground(page)]).toEqual(["light", light]);
    await chooseInMenu(page, "Système");
    await expect.poll(() => chosen(page)).toBeNull();
    await page.reload();
    await heading(page, "Accueil").waitFor();
    expect([await chosen(page), await ground(page)]).toEqual([null, dark]);
    expect(faults).toEqual([]);
  });

  test("is painted before any of the application has run", async () => {
    const { page } = await dashboard.visit({ colorScheme: "light" });
    await chooseInMenu(page, "Sombre");
    await expect.poll(() => chosen(page)).toBe("dark");
    const dark = await ground(page);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/assets\/(?:index|start)-[^/]+\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-paint").length > 0);
    expect([await chosen(page), await ground(page)]).toEqual(["dark", dark]);
    expect(await page.locator("#root > *").count()).toBe(0);
    release();
    await heading(page, "Accueil").waitFor();
    expect(await ground(page)).toBe(dark);
  });
});

test("a phone has the navigation in a drawer, which closes as one goes", async () => {
  const { page, faults } = await dashboard.visit({ viewport: PHONE });
  const open = page.getByRole("button", { name: "Ouvrir le menu" });
  const drawer = page.getByRole("dialog", { name: "Navigation principale" });
  await open.click();
  await drawer.waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await expect.poll(() => open.evaluate((button) => button === document.activeElement)).toBe(true);
  await open.click();
  await drawer.getByRole("link", { name: "Établissements" }).click();
  await heading(page, "Établissements").waitFor();
  await drawer.waitFor({ state: "detached" });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
});

test("going to a page brings the focus to its heading; a tab of a school keeps it", async () => {
  const { page } = await dashboard.visit();
  const focusOn = () => focused(page).evaluate((element) => `${element.tagName} ${element.textContent}`);
  await nav(page).getByRole("link", { name: "Établissements" }).click();
  await expect.poll(focusOn).toBe("H1 Établissements");
  await page.getByRole("link", { name: "Lycée Marie Curie" }).click();
  await expect.poll(focusOn).toBe("H1 Lycée Marie Curie");
  await page.getByRole("link", { name: "Modules", exact: true }).press("Enter");
  await page.getByRole("switch").first().waitFor();
  expect(await focusOn()).toBe("A Modules");
});

test("a session that ended elsewhere leads to the sign-in page, which says so and leads back", async () => {
  const { page, faults } = await dashboard.visit({ path: "/schools" });
  const status = await page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    return (await fetch("/trpc/auth.signOut", { method: "POST", headers })).status;
  });
  expect(status).toBe(200);
  await page.getByRole("link", { name: "Lycée Marie Curie" }).click();
  await page.waitForURL("**/sign-in*");
  await page.getByText("Votre session a expiré").waitFor();
  await page.locator("input[name=email]").fill(ROOT_EMAIL);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/schools/${school.id}`);
  await heading(page, "Lycée Marie Curie").waitFor();
  expect(faults).toEqual([]);
});

test("an address that leads nowhere says so, and leads home", async () => {
  const { page, faults } = await dashboard.visit({ path: "/nulle-part" });
  await heading(page, "Page introuvable").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: "Revenir à l'accueil" }).click();
  await heading(page, "Accueil").waitFor();
  expect(pathOf(page)).toBe("/");
  expect(faults).toEqual([]);
});

test("every page has a title, the most specific first", async () => {
  const { page } = await dashboard.visit();
  for (const [path, title] of PAGES) {
    await page.goto(dashboard.origin + pathFor(path));
    await expect.poll(() => page.title(), { message: path }).toBe(title);
  }
});

test.each([
  ["a desk", { width: 1440, height: 900 }],
  ["a phone", PHONE],
])("no page moves while it loads, on %s", async (_, viewport) => {
  const { page } = await dashboard.visit({ viewport, path: "/nulle-part" });
  await watchShifts(page);
  // Neither answers nor letters arrive before what waits for them was drawn.
  await page.route(/\/trpc\/|\.woff2$/, async (route) => {
    await drawn(page).catch(() => undefined);
    await route.continue();
  });
  for (const [path] of PAGES) {
    await page.goto(dashboard.origin + pathFor(path));
    await page.locator("main h1").waitFor();
    await page.waitForLoadState("networkidle");
    await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
    const { sum, shifts } = await shiftsOf(page);
    expect(sum, `${path}: ${shifts.join("\n")}`).toBeLessThan(0.1);
  }
});
