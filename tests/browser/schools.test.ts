import { createTenant, deactivateTenant, execute } from "@pepro/core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, schoolInput } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";

const CITIES = ["Brest", "Lyon", "Nantes", "Paris"] as const;
const TYPES = [
  ["college", "Collège"],
  ["lycee", "Lycée"],
  ["lycee_pro", "Lycée professionnel"],
] as const;

/** 30 schools in each of four cities, 40 of each type, none of them opened; in Rennes one that answers, one switched off. */
let dashboard: Dashboard;
let zola: string;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
  const { core, openSchool } = dashboard.platform;
  const registering = Array.from({ length: 120 }, async (_, at) => {
    const [schoolType, type] = TYPES[at % 3] ?? TYPES[0];
    const city = CITIES[at % 4] ?? CITIES[0];
    const schoolName = `${type} ${String(at).padStart(3, "0")}`;
    await execute(core, createTenant, OPERATOR, { ...schoolInput(`ecole-${at}`), schoolName, schoolType, city });
  });
  await Promise.all(registering);
  const inRennes = { city: "Rennes", provisionNow: true };
  const modulesEnabled = { ai_analytics: true };
  const opened = { ...schoolInput("emile-zola"), ...inRennes, schoolName: "Lycée Émile Zola", modulesEnabled };
  zola = (await openSchool(opened)).id;
  const ferry = { ...schoolInput("jules-ferry"), ...inRennes, schoolName: "Collège Jules Ferry" };
  const { id } = await openSchool({ ...ferry, schoolType: "college" });
  await execute(core, deactivateTenant, OPERATOR, { id });
});
afterAll(() => dashboard.close());

const RENNES = ["Collège Jules Ferry", "Lycée Émile Zola"];

const addressOf = (page: Page) => page.url().replace(dashboard.origin, "");
const search = (page: Page) => page.getByRole("searchbox", { name: "Rechercher par nom, ville, adresse…" });
const table = (page: Page) => page.getByRole("table", { name: "Établissements" });
const names = async (page: Page) =>
  (await table(page).getByRole("link").allInnerTexts()).map((text) => text.split("\n")[0]);
const column = (page: Page, at: number) => table(page).locator(`tbody td:nth-child(${at})`).allInnerTexts();

/** What is read aloud once a list is there. */
const announced = (page: Page, text: string) =>
  page
    .getByRole("status")
    .filter({ hasText: new RegExp(`^${text}$`) })
    .waitFor({ state: "attached" });

async function choose(page: Page, filter: string, before: string, option: string): Promise<void> {
  await page.getByRole("button", { name: `${filter} ${before}` }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

describe("searching", () => {
  test("finds while one types, and reload and the back button bring it back", async () => {
    const { page, faults } = await dashboard.visit({ path: "/schools" });
    await announced(page, "122 établissements, page 1 sur 7");
    await search(page).pressSequentially("renn");
    await announced(page, "2 établissements, page 1 sur 1");
    expect(await names(page)).toEqual(RENNES);
    expect(addressOf(page)).toBe("/schools?search=renn");
    await search(page).pressSequentially("es emile");
    await announced(page, "1 établissement, page 1 sur 1");
    expect(await names(page)).toEqual(["Lycée Émile Zola"]);

    await page.reload();
    await announced(page, "1 établissement, page 1 sur 1");
    expect(await search(page).inputValue()).toBe("rennes emile");
    await page.goBack();
    await announced(page, "122 établissements, page 1 sur 7");
    expect(addressOf(page)).toBe("/schools");
    expect(await search(page).inputValue()).toBe("");
    expect(faults).toEqual([]);
  });

  test("nothing found is said, and the filters can be cleared from there", async () => {
    const { page, faults } = await dashboard.visit({ path: "/schools?state=ready" });
    await announced(page, "1 établissement, page 1 sur 1");
    await search(page).pressSequentially("introuvable");
    await page.getByText("Aucun établissement ne correspond").waitFor();
    await announced(page, "Aucun établissement");
    expect(await barriers(page)).toEqual([]);
    await table(page).getByRole("button", { name: "Effacer les filtres" }).click();
    await announced(page, "122 établissements, page 1 sur 7");
    expect(addressOf(page)).toBe("/schools");
    expect(await search(page).inputValue()).toBe("");
    expect(faults).toEqual([]);
  });
});

describe("filters, order and pages", () => {
  test.each([1280, 1600])("the search keeps its width as filters come and can be cleared, at %i px", async (width) => {
    const { page } = await dashboard.visit({ path: "/schools", viewport: { width, height: 900 } });
    await announced(page, "122 établissements, page 1 sur 7");
    const before = await search(page).boundingBox();
    await page.getByText("Migrations en retard").click();
    await page.getByRole("button", { name: "Effacer les filtres" }).first().waitFor();
    expect(await search(page).boundingBox()).toEqual(before);
  });

  test("filters add up in the address, and the back button takes the last one away", async () => {
    const { page, faults } = await dashboard.visit({ path: "/schools" });
    await announced(page, "122 établissements, page 1 sur 7");
    await choose(page, "Type", "Tous les types", "Collège");
    await announced(page, "41 établissements, page 1 sur 3");
    await choose(page, "État", "Tous les états", "Désactivé");
    await announced(page, "1 établissement, page 1 sur 1");
    expect(await names(page)).toEqual(["Collège Jules Ferry"]);
    expect(addressOf(page)).toBe("/schools?state=inactive&type=college");

    await page.reload();
    await announced(page, "1 établissement, page 1 sur 1");
    await page.getByRole("button", { name: "État Désactivé" }).waitFor();
    await page.goBack();
    await announced(page, "41 établissements, page 1 sur 3");
    await page.getByRole("button", { name: "État Tous les états" }).waitFor();
    await page.getByRole("button", { name: "Type Collège" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("schools can be found by a module, and by tables that are behind", async () => {
    const { page } = await dashboard.visit({ path: "/schools" });
    await announced(page, "122 établissements, page 1 sur 7");
    await choose(page, "Module", "Tous les modules", "Analyses IA");
    await announced(page, "1 établissement, page 1 sur 1");
    expect(await names(page)).toEqual(["Lycée Émile Zola"]);
    await page.getByText("Migrations en retard").click();
    await announced(page, "Aucun établissement");
    expect(addressOf(page)).toBe("/schools?module=ai_analytics&behind=true");
    expect(await page.getByRole("checkbox", { name: "Migrations en retard" }).isChecked()).toBe(true);
  });

  test("the keyboard leads to the last page and back to the first, and stays where it pressed", async () => {
    const { page, faults } = await dashboard.visit({ path: "/schools?sort=school_name" });
    await announced(page, "122 établissements, page 1 sur 7");
    const last = page.getByRole("link", { name: "Dernière page" });
    await last.press("Enter");
    await announced(page, "122 établissements, page 7 sur 7");
    expect(await names(page)).toHaveLength(2);
    expect(await last.evaluate((link) => document.activeElement === link)).toBe(true);
    expect(await last.getAttribute("aria-disabled")).toBe("true");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("link", { name: "Première page" }).press("Enter");
    await announced(page, "122 établissements, page 1 sur 7");
    expect(faults).toEqual([]);
  });

  test("order, page and size stand in the address and come back with it", async () => {
    const { page, faults } = await dashboard.visit({ path: "/schools" });
    const city = page.getByRole("columnheader", { name: "Ville" });
    await announced(page, "122 établissements, page 1 sur 7");
    await city.getByRole("button").click();
    await expect.poll(() => column(page, 2), { timeout: 10_000 }).toEqual(Array(20).fill("Brest"));
    await page.getByRole("link", { name: "Page suivante" }).click();
    await announced(page, "122 établissements, page 2 sur 7");
    expect(await column(page, 2)).toEqual([...Array(10).fill("Brest"), ...Array(10).fill("Lyon")]);
    expect(addressOf(page)).toBe("/schools?sort=city&page=2");

    await city.getByRole("button").click();
    await announced(page, "122 établissements, page 1 sur 7");
    expect(await city.getAttribute("aria-sort")).toBe("descending");
    expect(await column(page, 2)).toEqual([...Array(2).fill("Rennes"), ...Array(18).fill("Paris")]);
    await choose(page, "Établissements par page", "20 par page", "50 par page");
    await announced(page, "122 établissements, page 1 sur 3");
    await page.getByRole("link", { name: "Page suivante" }).click();
    await announced(page, "122 établissements, page 2 sur 3");
    expect(addressOf(page)).toBe("/schools?sort=-city&size=50&page=2");
    const shown = await names(page);
    expect(shown).toHaveLength(50);

    await page.reload();
    await announced(page, "122 établissements, page 2 sur 3");
    expect(await names(page)).toEqual(shown);
    expect(await city.getAttribute("aria-sort")).toBe("descending");
    await page.goBack();
    await announced(page, "122 établissements, page 1 sur 3");
    await page.goBack();
    await announced(page, "122 établissements, page 1 sur 7");
    await page.goBack();
    await announced(page, "122 établissements, page 2 sur 7");
    expect(await city.getAttribute("aria-sort")).toBe("ascending");
    expect(faults).toEqual([]);
  });
});

test("the keyboard alone leads to a school: slash, a word, down, Enter", async () => {
  const { page, faults } = await dashboard.visit({ path: "/schools" });
  await announced(page, "122 établissements, page 1 sur 7");
  await page.keyboard.press("/");
  await page.keyboard.type("zola");
  await announced(page, "1 établissement, page 1 sur 1");
  expect(await search(page).inputValue()).toBe("zola");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Lycée Émile Zola" }).waitFor();
  expect(addressOf(page)).toBe(`/schools/${zola}`);
  expect(faults).toEqual([]);
});

test("a school's id is copied by its button, and the page stays", async () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page, faults } = await dashboard.visit({ host: "localhost", permissions, path: "/schools?search=zola" });
  await announced(page, "1 établissement, page 1 sur 1");
  await page.getByRole("button", { name: "Copier l'identifiant" }).click();
  await announced(page, "Copié");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(zola);
  expect(new URL(page.url()).pathname).toBe("/schools");
  expect(faults).toEqual([]);
});

test("an id is copied on a page without TLS, too", async () => {
  const { page, faults } = await dashboard.visit({ path: "/schools?search=zola" });
  await announced(page, "1 établissement, page 1 sur 1");
  await page.getByRole("button", { name: "Copier l'identifiant" }).click();
  await announced(page, "Copié");
  await search(page).fill("");
  await search(page).press("ControlOrMeta+V");
  expect(await search(page).inputValue()).toBe(zola);
  expect(faults).toEqual([]);
});

test("a server that is away is told with the reference of the request, and trying again brings the schools", async () => {
  const { page, faults } = await dashboard.visit({ path: "/schools" });
  await announced(page, "122 établissements, page 1 sur 7");
  const data = {
    httpStatus: 503,
    requestId: "demande-0503",
    pepro: { code: "unavailable", fields: { retryAfterSeconds: 5 } },
  };
  const error = { message: "Le service est momentanément indisponible.", code: -32603, data };
  const lists = /\/trpc\/[^?]*tenants\.list/;
  await page.route(lists, (route) => {
    const asked = new URL(route.request().url()).pathname.split(",");
    return route.fulfill({ status: 503, json: asked.map(() => ({ error })) });
  });
  await page.getByRole("link", { name: "Page suivante" }).click();

  const alert = page.getByRole("alert");
  await alert.getByText("Les établissements n'ont pas pu être chargés").waitFor();
  await alert.getByText("Le service est momentanément indisponible.").waitFor();
  await page.getByText("Détails techniques").click();
  await page.getByText("demande-0503").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.unroute(lists);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await announced(page, "122 établissements, page 2 sur 7");
  expect(await names(page)).toHaveLength(20);
  expect(await alert.count()).toBe(0);
  expect(faults).toEqual([]);
});
test("has no barrier, on a phone and on a desk", async () => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const { page, faults } = await dashboard.visit({ viewport, path: "/schools?sort=-state" });
    await announced(page, "122 établissements, page 1 sur 7");
    expect(await barriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  }
});
