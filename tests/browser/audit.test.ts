import { readFileSync } from "node:fs";
import type { TenantView } from "@pepro/contracts";
import { openConnection, sql } from "@pepro/db";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard, ROOT_EMAIL } from "./support/dashboard.ts";

const CHIEF = "chef@zola.fr";

let dashboard: Dashboard;
let zola: TenantView;
let curie: TenantView;
beforeAll(async () => {
  dashboard = await openDashboard();
  zola = await dashboard.platform.openSchool({ schoolName: "Lycée Émile Zola" });
  curie = await dashboard.platform.openSchool({ schoolName: "Collège Marie Curie" });
  await dashboard.platform.addMember(zola, CHIEF, "admin", "Claude");
});
afterAll(() => dashboard.close());

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const rows = (page: Page) => page.locator("a[data-row]");
const sheet = (page: Page) => page.getByRole("dialog");

const announced = (page: Page, text: RegExp) =>
  page.getByRole("status").filter({ hasText: text }).first().waitFor({ state: "attached" });

/** As a super-admin does in the dashboard. */
async function call(page: Page, procedure: string, input: object): Promise<void> {
  const status = await page.evaluate(
    async ([path, body]) =>
      (await fetch(`/trpc/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body })).status,
    [procedure, JSON.stringify(input)] as const,
  );
  expect(status).toBe(200);
}

describe("the explorer", () => {
  test("shows a change made in the dashboard with its before and after, from the keyboard", async () => {
    const { page, faults } = await dashboard.visit({ path: `/schools/${zola.id}/settings` });
    const length = page.getByRole("spinbutton", { name: "Longueur minimale des mots de passe" });
    await length.fill("14");
    await button(page, "Enregistrer les réglages").click();
    await page.getByRole("region", { name: "Notifications" }).getByText("Les réglages sont à jour").first().waitFor();
    await page
      .getByRole("navigation", { name: "Pages de l'établissement" })
      .getByRole("link", { name: "Journal" })
      .click();
    const changed = rows(page).filter({ hasText: "Réglages modifiés" }).first();
    await changed.focus();
    await page.keyboard.press("Enter");
    await sheet(page).waitFor();
    const told = sheet(page).getByRole("row").filter({ hasText: "longueur des mots de passe" });
    expect(await told.getByRole("cell").allInnerTexts()).toEqual(["8", "14"]);
    await sheet(page).getByText(ROOT_EMAIL).first().waitFor();
    await button(page, /^Copier l.identifiant de la requête/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    await expect.poll(() => changed.evaluate((row) => row === document.activeElement)).toBe(true);
    expect(faults).toEqual([]);
  });

  test("is filtered by its address, which reload and the back button bring back", async () => {
    const { page, faults } = await dashboard.visit({ path: `/audit?school=${curie.id}` });
    await announced(page, /^2 entrées$/);
    expect(await page.getByRole("combobox", { name: "Établissement" }).inputValue()).toBe("Collège Marie Curie");
    await button(page, "Action Toutes les actions").click();
    await page.getByRole("option", { name: "Domaines", exact: true }).click();
    await page.getByText("Aucune entrée ne correspond").waitFor();
    expect(new URL(page.url()).search).toBe(`?school=${curie.id}&action=domains`);
    expect(await barriers(page)).toEqual([]);
    await page.reload();
    await page.getByText("Aucune entrée ne correspond").waitFor();
    await page.goBack();
    await announced(page, /^2 entrées$/);
    await page.getByRole("searchbox", { name: /^Auteur/ }).fill("personne");
    await page.keyboard.press("Enter");
    await page.getByText("Aucune entrée ne correspond").waitFor();
    await page.getByRole("table").getByRole("button", { name: "Effacer les filtres" }).click();
    await rows(page).nth(2).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/audit");
    await page.getByRole("combobox", { name: "Établissement" }).fill("curie");
    await page.getByRole("option", { name: /Marie Curie/ }).click();
    await announced(page, /^2 entrées$/);
    expect(faults).toEqual([]);
  });

  test("downloads what the filters leave", async () => {
    const { page } = await dashboard.visit({ path: `/audit?school=${curie.id}&action=tenants` });
    await announced(page, /^2 entrées$/);
    const download = async (format: RegExp) => {
      await button(page, "Exporter").click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: format }).click(),
      ]);
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
    };
    const csv = await download(/^CSV/);
    expect(csv.name).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
    const lines = csv.text.trim().split("\r\n");
    expect(lines).toHaveLength(3);
    for (const line of lines.slice(1)) expect(line).toContain(curie.id);
    const jsonl = await download(/^Lignes JSON/);
    const actions = jsonl.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).action);
    expect(actions).toEqual(["tenants.create", "tenants.provision"]);
  });

  test("goes on page after page, by the keys of the entries", async () => {
    const { page } = await dashboard.visit({ path: "/audit" });
    for (let at = 0; at < 52; at++) await call(page, "tenants.update", { id: zola.id, maxStudents: 1_000 + at });
    await page.goto(`${dashboard.origin}/audit?action=tenants.update`);
    await announced(page, /^50 entrées$/);
    await page.getByRole("link", { name: "Entrées plus anciennes" }).click();
    await announced(page, /^2 entrées$/);
    await page.getByText("C'est la plus ancienne entrée.").waitFor();
    await page.getByRole("link", { name: "Revenir aux plus récentes" }).click();
    await announced(page, /^50 entrées$/);
  });

  test("names the link at which somebody broke a chain", async () => {
    const { page } = await dashboard.visit({ path: `/audit?school=${curie.id}` });
    await button(page, "Vérifier les chaînes").click();
    await page.getByText(/^Les \d chaînes tiennent$|^La chaîne tient$/).waitFor();
    const owner = await openConnection({ url: dashboard.platform.databaseUrl });
    await owner.send(
      sql`update audit_entries set action = 'tenants.find' where tenant_id = ${curie.id} and chain_seq = 2`,
    );
    await owner.end();
    await button(page, "Vérifier de nouveau").click();
    const alert = page.getByRole("alert");
    await alert.getByText("1 chaîne est rompue").waitFor();
    await alert.getByText(/Le maillon 2 \(ligne \d+\) a été modifié/).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test.each([[390], [1440]])("fits %i pixels, light and dark, without a barrier", async (width) => {
    const { page } = await dashboard.visit({ path: "/audit", viewport: { width, height: 844 } });
    await rows(page).first().waitFor();
    const filters = button(page, /^Filtres/);
    if (await filters.isVisible()) await filters.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await barriers(page)).toEqual([]);
  });

  test("speaks English", async () => {
    const { page } = await dashboard.visit({ path: "/audit?action=tenants.create", locale: "en-GB" });
    await page.getByRole("heading", { level: 1, name: "Audit trail" }).waitFor();
    await rows(page).filter({ hasText: "School created" }).first().waitFor();
  });
});

test("a school's user is signed out everywhere once that is confirmed", async () => {
  const user = await dashboard.visit({ signedIn: false, path: "/sign-in" });
  await user.page.goto(`http://${zola.domainUrl}:${dashboard.port}/`);
  await call(user.page, "auth.signIn", { email: CHIEF, password: PASSWORD });
  const session = () => user.page.evaluate(async () => (await (await fetch("/trpc/auth.session")).json()).result.data);
  expect(await session()).toMatchObject({ user: { email: CHIEF } });

  const { page, faults } = await dashboard.visit({ path: `/schools/${zola.id}/people` });
  await button(page, /^Actions pour Claude/).click();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("menuitem", { name: "Mettre fin aux sessions" }).click();
  const question = page.getByRole("dialog", { name: /^Mettre fin aux sessions de Claude/ });
  expect(await barriers(page)).toEqual([]);
  await question.getByRole("button", { name: "Mettre fin aux sessions" }).click();
  await page
    .getByRole("region", { name: "Notifications" })
    .getByText(/^1 session de Claude/)
    .first()
    .waitFor();
  expect(await session()).toBeNull();
  expect(faults).toEqual([]);
});

describe("entering a school", () => {
  /** From the school's page to the one-use link, which leads to the host that browsers would be told of. */
  async function linkFrom(page: Page): Promise<string> {
    await page.getByRole("searchbox", { name: "Rechercher par nom ou adresse" }).fill("claude");
    await button(page, /^Entrer à la place de Claude/).click();
    await button(page, "Préparer le lien").click();
    await page.getByText("Il faut au moins 10 caractères.").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("textbox", { name: "Motif" }).fill("Aide demandée par téléphone");
    await button(page, "Préparer le lien").click();
    const link = page.getByRole("link", { name: "Ouvrir dans un nouvel onglet" });
    await link.waitFor();
    const { pathname, search, hostname } = new URL((await link.getAttribute("href")) ?? "");
    expect([hostname, pathname]).toEqual([zola.domainUrl, "/impersonation"]);
    return `http://${zola.domainUrl}:${dashboard.port}${pathname}${search}`;
  }

  async function enter(page: Page): Promise<Page> {
    const link = await linkFrom(page);
    const school = await page.context().newPage();
    await school.goto(link);
    await button(school, "Entrer").click();
    await school.getByText(`Vous agissez en tant que Claude`, { exact: false }).waitFor();
    return school;
  }

  test("leads through a reason and a one-use link to the school's page, whose banner ends it without a script", async () => {
    const { page, faults } = await dashboard.visit({ path: `/schools/${zola.id}/people` });
    const school = await enter(page);
    const complaints: string[] = [];
    school.on("console", (line) => line.text().includes("Content Security Policy") && complaints.push(line.text()));
    const banner = school.getByRole("region", { name: "Vous agissez à la place de quelqu'un" });
    expect(await banner.textContent()).toMatch(
      new RegExp(`${CHIEF}[\\s\\S]*${ROOT_EMAIL}[\\s\\S]*jusqu'à \\d\\d:\\d\\d`),
    );
    expect(await barriers(school)).toEqual([]);

    await page.goto(`${dashboard.origin}/audit/stays`);
    const running = page.getByRole("region", { name: "Entrées en cours" });
    await running.getByText(`${ROOT_EMAIL} à la place de ${CHIEF}`).waitFor();
    expect(await barriers(page)).toEqual([]);

    await button(school, "Quitter l'établissement").click();
    await school.getByRole("heading", { name: "Vous avez quitté l'établissement" }).waitFor();
    await school.goto(`http://${zola.domainUrl}:${dashboard.port}/`);
    expect(await banner.count()).toBe(0);
    await page.reload();
    await running.getByText("Personne n'est dans un établissement").waitFor();

    await page.goto(`${dashboard.origin}/schools/${zola.id}/audit?trail=school&action=impersonation.stop`);
    await rows(page).first().click();
    await sheet(page).getByText("A réellement agi").waitFor();
    await sheet(page).getByText(CHIEF).first().waitFor();
    await sheet(page).getByText(ROOT_EMAIL).first().waitFor();
    expect([faults, complaints]).toEqual([[], []]);
  });

  test("can be ended from the dashboard, at once", async () => {
    const { page } = await dashboard.visit({ path: `/schools/${zola.id}/people` });
    const school = await enter(page);
    await page.goto(`${dashboard.origin}/schools/${zola.id}/people`);
    await button(page, /^Terminer l'entrée de/).click();
    await page.getByRole("dialog").getByRole("button", { name: "Terminer l'entrée" }).click();
    await page.getByText("Personne n'est dans un établissement").waitFor();
    await school.reload();
    expect(await school.getByRole("button", { name: "Quitter l'établissement" }).count()).toBe(0);
  });
});
