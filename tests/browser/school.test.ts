import { randomUUID } from "node:crypto";
import { MODULES, type TenantView } from "@pepro/contracts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard, ROOT_EMAIL } from "./support/dashboard.ts";

let dashboard: Dashboard;
/** Only looked at: what changes a school opens one of its own. */
let zola: TenantView;
beforeAll(async () => {
  dashboard = await openDashboard();
  zola = await dashboard.platform.openSchool({ schoolName: "Lycée Émile Zola" });
});
afterAll(() => dashboard.close());

async function openTab(school: TenantView, tab = "") {
  return dashboard.visit({ path: `/schools/${school.id}${tab && `/${tab}`}` });
}

/** What a school answers to anybody, on one of its hosts. */
async function asked(host: string, path: string) {
  const response = await dashboard.platform.fetch(host, `/api/v1/current-tenant/${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Pages de l'établissement" }).getByRole("link", { name });

/** The value beside a term, once it reads so. */
async function showsFact(page: Page, term: string, value: string | RegExp): Promise<void> {
  const row = page.locator("div:has(> dt)").filter({ has: page.locator("dt").getByText(term, { exact: true }) });
  await row.getByRole("definition").filter({ hasText: value }).first().waitFor();
}

/** Said at the foot of the window, and gone by itself. */
const toasted = (page: Page, text: string | RegExp) =>
  page.getByRole("region", { name: "Notifications" }).getByText(text).first().waitFor();

/** What stands under a field: its hint, and what is wrong with it. */
const noteOf = async (page: Page, name: string, role: "textbox" | "spinbutton" = "textbox") => {
  const control = page.getByRole(role, { name, exact: true });
  const ids = ((await control.getAttribute("aria-describedby")) ?? "").split(" ").filter(Boolean);
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  return texts.join(" ").replace(/\s/g, " ");
};

describe("the overview", () => {
  test("shows state, numbers, quotas, facts and what was done last", async () => {
    const { platform } = dashboard;
    const school = await platform.openSchool({ schoolName: "Collège Marie Curie", schoolType: "college" });
    await platform.addMember(school, "eve@curie.fr", "student", "Ève");
    await platform.addMember(school, "irene@curie.fr", "student", "Irène");
    await platform.addMember(school, "paul@curie.fr", "teacher", "Paul");
    await platform.tokenOf(school.domainUrl, "paul@curie.fr");
    const { page, faults } = await openTab(school);

    await page.getByRole("heading", { level: 1, name: "Collège Marie Curie" }).waitFor();
    await page.locator("main header").getByText("Actif", { exact: true }).waitFor();
    expect(await page.getByRole("link", { name: school.domainUrl }).getAttribute("href")).toBe(
      `http://${school.domainUrl}:${dashboard.port}/`,
    );
    await showsFact(page, "Comptes", /^4$/);
    await showsFact(page, "Élèves", /^2$/);
    await showsFact(page, "Enseignants", /^1$/);
    await showsFact(page, "Parents", /^0$/);
    await showsFact(page, "Administrateurs", /^1$/);
    await showsFact(page, "Modules actifs", new RegExp(`sur ${MODULES.length}$`));
    await showsFact(page, "Version des tables", "À jour");
    await showsFact(page, "Premier administrateur", school.school.email);
    const meter = page.getByRole("meter", { name: "Élèves" });
    expect([await meter.getAttribute("aria-valuenow"), await meter.getAttribute("aria-valuemax")]).toEqual([
      "2",
      "1000",
    ]);
    await page.getByRole("meter", { name: "Stockage" }).waitFor();

    const trail = section(page, "Activité récente").getByRole("listitem");
    await trail.filter({ hasText: "Connexion par une application" }).waitFor();
    await trail.filter({ hasText: "Ouverture de l'établissement" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("changes the quotas, says when one is reached, and notes who did it", async () => {
    const { platform } = dashboard;
    const school = await platform.openSchool();
    await platform.addMember(school, "eve@hugo.fr", "student");
    const { page, faults } = await openTab(school);
    await button(page, "Modifier les quotas").click();
    const dialog = page.getByRole("dialog", { name: "Modifier les quotas" });
    await dialog.getByText("1 élève inscrit aujourd'hui.").waitFor();
    expect(await barriers(page)).toEqual([]);
    const students = dialog.getByRole("spinbutton", { name: "Élèves" });
    await students.fill("");
    await button(page, "Enregistrer les quotas").click();
    await dialog.locator("[aria-invalid=true]").waitFor();
    await students.fill("1");
    await button(page, "Enregistrer les quotas").click();
    await toasted(page, "Les quotas sont à jour");
    await dialog.waitFor({ state: "detached" });
    await section(page, "Quotas").getByText("Atteint : les ajouts sont refusés").waitFor();
    const done = section(page, "Activité récente").getByRole("listitem").filter({ hasText: "quota d'élèves" });
    expect(await done.textContent()).toContain(ROOT_EMAIL);
    expect(faults).toEqual([]);
  });

  test("keeps what was typed in a window: a tap beside it does nothing, Escape asks", async () => {
    const school = await dashboard.platform.openSchool();
    const { page, faults } = await openTab(school);
    const edit = button(page, "Modifier les quotas");
    await edit.click();
    const dialog = page.getByRole("dialog", { name: "Modifier les quotas" });
    const students = dialog.getByRole("spinbutton", { name: "Élèves" });
    await students.fill("77");
    await page.mouse.click(5, 5);
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    const question = page.getByRole("dialog", { name: "Quitter sans enregistrer" });
    const stay = button(page, "Continuer la saisie");
    await stay.waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await question.waitFor({ state: "detached" });
    expect(await students.inputValue()).toBe("77");
    await button(page, "Annuler").click();
    await button(page, "Quitter sans enregistrer").click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => edit.evaluate((opener) => document.activeElement === opener)).toBe(true);
    expect(faults).toEqual([]);
  });

  test("edits the record, and sends nothing that is not well formed", async () => {
    const school = await dashboard.platform.openSchool();
    const { page, faults } = await openTab(school);
    await button(page, "Modifier la fiche").click();
    const dialog = page.getByRole("dialog", { name: "Modifier la fiche" });
    expect(await barriers(page)).toEqual([]);
    await field(page, "Nom").fill("Lycée Louise Michel");
    await field(page, "Code postal").fill("7500");
    await button(page, "Enregistrer la fiche").click();
    expect(await noteOf(page, "Code postal")).toBe("Code postal invalide");
    await field(page, "Code postal").fill("93100");
    await field(page, "Ville").fill("Montreuil");
    await button(page, "Enregistrer la fiche").click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1, name: "Lycée Louise Michel" }).waitFor();
    await showsFact(page, "Adresse", "93100 Montreuil");
    await expect.poll(() => page.title()).toBe("Lycée Louise Michel · PeproScolaire");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Lycée Louise Michel" }).waitFor();
    expect((await asked(school.domainUrl, "theme/")).body).toMatchObject({ school_name: "Lycée Louise Michel" });
    expect(faults).toEqual([]);
  });
});

test("a module that is switched off is off for the school at once", async () => {
  const school = await dashboard.platform.openSchool();
  expect((await asked(school.domainUrl, "modules/")).body).toMatchObject({ grades: true });
  const { page, faults } = await openTab(school, "modules");
  const grades = page.getByRole("switch", { name: "Notes", exact: true });
  expect(await grades.isChecked()).toBe(true);
  await grades.press("Space");
  await page.getByRole("status").filter({ hasText: "1 modification non enregistrée" }).waitFor();
  await button(page, "Enregistrer les modules").click();
  await toasted(page, "Les modules sont à jour");
  await button(page, "Enregistrer les modules").waitFor({ state: "detached" });
  expect((await asked(school.domainUrl, "modules/")).body).toMatchObject({ grades: false, homework: true });
  await page.reload();
  await grades.waitFor();
  expect(await grades.isChecked()).toBe(false);
  expect(faults).toEqual([]);
});

describe("the theme editor", () => {
  /** Every ground that the preview of a page is painted with. */
  const painted = (page: Page, scheme: "clair" | "sombre") =>
    page
      .getByRole("img", { name: `Aperçu ${scheme} de la page de`, exact: false })
      .evaluate((preview) => [...preview.querySelectorAll("*")].map((part) => getComputedStyle(part).backgroundColor));

  test("paints the preview as one types, judges the contrast, and gives the school its colours", async () => {
    const school = await dashboard.platform.openSchool();
    const { page, faults } = await openTab(school, "theme");
    await page.getByRole("status").filter({ hasText: "Contrastes suffisants" }).waitFor();
    await field(page, "Couleur principale").fill("#FFEB3B");
    await expect.poll(() => painted(page, "clair")).toContain("rgb(255, 235, 59)");
    await expect.poll(() => painted(page, "sombre")).toContain("rgb(255, 235, 59)");
    await page.getByRole("status").filter({ hasText: "Un contraste insuffisant" }).waitFor();
    await page.getByRole("button", { name: /^Utiliser #/ }).click();
    await page.getByRole("status").filter({ hasText: "Contrastes suffisants" }).waitFor();
    const chosen = await field(page, "Couleur principale").inputValue();
    expect(chosen).not.toBe("#FFEB3B");
    await field(page, "Couleur secondaire").fill("pas une couleur");
    await button(page, "Enregistrer l'apparence").click();
    expect(await noteOf(page, "Couleur secondaire")).toContain("hexadécimal");
    await field(page, "Couleur secondaire").fill("#4A148C");
    await button(page, "Enregistrer l'apparence").click();
    await toasted(page, "L'apparence est à jour");
    expect((await asked(school.domainUrl, "theme/")).body).toMatchObject({
      primary_color: chosen,
      secondary_color: "#4A148C",
    });
    expect(faults).toEqual([]);
  });

  test("asks before changes are lost: one may stay with them, or leave them", async () => {
    const { page } = await openTab(zola, "theme");
    await field(page, "Couleur principale").fill("#00695C");
    const asking = page.getByRole("dialog", { name: "Quitter sans enregistrer ?" });
    await tab(page, "Modules").click();
    await asking.waitFor();
    expect(await barriers(page)).toEqual([]);
    await button(page, "Continuer la saisie").click();
    await asking.waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe(`/schools/${zola.id}/theme`);
    expect(await field(page, "Couleur principale").inputValue()).toBe("#00695C");

    await page.getByRole("link", { name: "Accueil" }).click();
    await asking.getByRole("button", { name: "Quitter sans enregistrer" }).click();
    await page.getByRole("heading", { level: 1, name: "Accueil" }).waitFor();
    expect((await asked(zola.domainUrl, "theme/")).body.primary_color).toBe(zola.primaryColor);
  });
});

describe("domains", () => {
  const row = (page: Page, host: string) => page.getByRole("row").filter({ hasText: host });

  test("one that is added answers at once, can be copied, and is gone once its removal is confirmed", async () => {
    const school = await dashboard.platform.openSchool({ schoolName: "Lycée Colette" });
    const host = `www.colette-${randomUUID().slice(0, 8)}.fr`;
    expect((await asked(host, "theme/")).status).toBe(404);
    const { page, faults } = await openTab(school, "domains");
    // Pasted as it stands in an address bar.
    await field(page, "Domaine").fill(`https://${host}/accueil`);
    expect(await noteOf(page, "Domaine")).toBe(`Sera ajouté : ${host}`);
    await field(page, "Domaine").press("Enter");
    await toasted(page, `${host} est ajouté`);
    await row(page, host).getByText("Supplémentaire").waitFor();
    await tab(page, "Domaines 2").waitFor();
    expect((await asked(host, "theme/")).body).toMatchObject({ school_name: "Lycée Colette" });

    await button(page, `Copier ${host}`).click();
    await page.getByRole("status").filter({ hasText: "Copié" }).waitFor();
    await field(page, "Domaine").press("ControlOrMeta+v");
    await expect.poll(() => field(page, "Domaine").inputValue()).toBe(host);
    await page.getByText(`${host} est déjà un domaine de cet établissement.`).waitFor();

    await button(page, `Retirer ${host}`).click();
    const dialog = page.getByRole("dialog", { name: `Retirer ${host} ?` });
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Annuler" }).click();
    await dialog.waitFor({ state: "detached" });
    expect((await asked(host, "theme/")).status).toBe(200);
    await button(page, `Retirer ${host}`).click();
    await dialog.getByRole("button", { name: "Retirer le domaine" }).click();
    // What an open dialog covers is no part of the page for those who ask by role.
    await dialog.waitFor({ state: "detached" });
    await row(page, host).waitFor({ state: "detached" });
    expect((await asked(host, "theme/")).status).toBe(404);
    expect(faults).toEqual([]);
  });

  test("one that is taken, the platform's own or malformed is refused beside the field", async () => {
    const { page, faults } = await openTab(zola, "domains");
    const other = await dashboard.platform.openSchool();
    const refusals: [host: string, why: RegExp][] = [
      [other.domainUrl, /est déjà pris/],
      [`www.${BASE_DOMAIN}`, /est réservé/],
      [zola.domainUrl, /est déjà un domaine de cet établissement/],
      ["pas un domaine", /Domaine invalide/],
      ["", /ne peut être vide/],
    ];
    for (const [host, why] of refusals) {
      await field(page, "Domaine").fill(host);
      await button(page, "Ajouter le domaine").click();
      await expect.poll(() => noteOf(page, "Domaine"), { message: host }).toMatch(why);
      await expect.poll(() => field(page, "Domaine").evaluate((input) => input === document.activeElement)).toBe(true);
    }
    // The head and the main domain.
    expect(await page.getByRole("row").count()).toBe(2);
    expect(faults).toEqual([]);
  });
});

test("settings show what the server refuses on its field, and keep what it takes", async () => {
  const school = await dashboard.platform.openSchool();
  const { page, faults } = await openTab(school, "settings");
  const length = "Longueur minimale des mots de passe";
  const timeout = "Fin de session après inactivité";
  const number = (name: string) => page.getByRole("spinbutton", { name, exact: true });
  // The page would not send it: on its way a good value becomes one that the server refuses.
  await page.route("**/trpc/tenants.updateSettings*", async (route) => {
    const sent = route.request().postData() ?? "";
    await route.continue({ postData: sent.replace('"passwordMinLength":12', '"passwordMinLength":500') });
  });
  await number(length).fill("12");
  await number(timeout).fill("90");
  await button(page, "Enregistrer les réglages").click();
  await expect.poll(() => noteOf(page, length, "spinbutton")).toContain("128");
  expect(await number(length).getAttribute("aria-invalid")).toBe("true");
  expect([await number(length).inputValue(), await number(timeout).inputValue()]).toEqual(["12", "90"]);

  await page.unroute("**/trpc/tenants.updateSettings*");
  await number(length).fill("14");
  await page.getByRole("switch", { name: "SMS", exact: true }).press("Space");
  await button(page, "Enregistrer les réglages").click();
  await toasted(page, "Les réglages sont à jour");
  await page.reload();
  await number(length).waitFor();
  expect([await number(length).inputValue(), await number(timeout).inputValue()]).toEqual(["14", "90"]);
  expect(await page.getByRole("switch", { name: "SMS", exact: true }).isChecked()).toBe(true);
  expect(faults).toEqual([]);
});

describe("the danger zone", () => {
  test("a school that is switched off turns everybody away until it is switched on again", async () => {
    const school = await dashboard.platform.openSchool({ schoolName: "Lycée Jean Moulin" });
    const { page, faults } = await openTab(school, "danger");
    const visitor = await page.context().newPage();
    const home = `http://${school.domainUrl}:${dashboard.port}/`;

    await button(page, "Désactiver l'établissement").click();
    const off = page.getByRole("dialog", { name: "Désactiver Lycée Jean Moulin ?" });
    await off.getByText("Aucune donnée n'est effacée.").waitFor();
    expect(await barriers(page)).toEqual([]);
    await off.getByRole("button", { name: "Désactiver l'établissement" }).click();
    await off.waitFor({ state: "detached" });
    await page.locator("main header").getByText("Désactivé", { exact: true }).waitFor();
    await page.getByText("Cet établissement est désactivé").waitFor();
    expect((await asked(school.domainUrl, "theme/")).status).toBe(404);
    const refused = await visitor.goto(home);
    expect(refused?.status()).toBe(404);
    await visitor.getByRole("heading", { name: "Cet établissement n'est pas accessible actuellement" }).waitFor();

    await button(page, "Réactiver l'établissement").click();
    const on = page.getByRole("dialog", { name: "Réactiver Lycée Jean Moulin ?" });
    await on.waitFor();
    expect(await barriers(page)).toEqual([]);
    await on.getByRole("button", { name: "Réactiver l'établissement" }).click();
    await on.waitFor({ state: "detached" });
    await page.locator("main header").getByText("Actif", { exact: true }).waitFor();
    expect(await page.getByText("Cet établissement est désactivé").count()).toBe(0);
    expect((await asked(school.domainUrl, "theme/")).status).toBe(200);
    expect(faults).toEqual([]);
  });

  test("deleting says what goes and when, wants the name typed, and takes the school off list and host", async () => {
    const name = `Collège ${randomUUID().slice(0, 8)}`;
    const school = await dashboard.platform.openSchool({ schoolName: name });
    const { page, faults } = await openTab(school, "danger");
    await button(page, "Supprimer l'établissement").click();
    const dialog = page.getByRole("dialog", { name: `Supprimer ${name} ?` });
    const purge = new Date(Date.now() + 30 * 86_400_000);
    const date = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" }).format(purge);
    await dialog.getByText(`Ses données seront effacées le ${date}.`).waitFor();
    const lines = (await dialog.getByRole("listitem").allInnerTexts()).join("\n");
    for (const goes of [school.domainUrl, `schéma ${school.schemaName}`, school.school.subdomain, "0 élève"]) {
      expect(lines).toContain(goes);
    }
    expect(await barriers(page)).toEqual([]);

    const confirm = dialog.getByRole("button", { name: "Supprimer l'établissement" });
    const typed = dialog.getByRole("textbox");
    expect(await confirm.isDisabled()).toBe(true);
    await typed.fill("lycee");
    await typed.press("Enter");
    expect(await confirm.isDisabled()).toBe(true);
    expect((await asked(school.domainUrl, "theme/")).status).toBe(200);
    await typed.fill(school.school.subdomain);
    await confirm.click();

    await page.waitForURL("**/schools");
    await toasted(page, `${name} est supprimé`);
    await toasted(page, `Ses données seront effacées le ${date}.`);
    await page.getByRole("searchbox").fill(name);
    await page.getByText("Aucun établissement ne correspond").waitFor();
    expect((await asked(school.domainUrl, "theme/")).status).toBe(404);
    await page.goto(`${dashboard.origin}/schools/${school.id}`);
    await page.getByRole("heading", { level: 1, name: "Établissement introuvable" }).waitFor();
    expect(faults).toEqual([]);
  });
});

test.each(["0190f3c1-7b1c-7d52-8a77-4c1f5f0f9a01", "pas-un-identifiant"])(
  "the address of no school, %s, says so and leads to all of them",
  async (id) => {
    const { page, faults } = await dashboard.visit({ path: `/schools/${id}` });
    await page.getByRole("heading", { level: 1, name: "Établissement introuvable" }).waitFor();
    expect(await page.title()).toBe("Établissement introuvable · PeproScolaire");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("link", { name: "Voir tous les établissements" }).click();
    await page.waitForURL("**/schools");
    expect(faults).toEqual([]);
  },
);

test.each(["", "modules", "theme", "domains", "settings", "danger"])("the tab «%s» has no barrier", async (name) => {
  const { page, faults } = await openTab(zola, name);
  await page.locator("main h2, main table").first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await barriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test("no tab is wider than a narrow phone", async () => {
  const viewport = { width: 360, height: 740 };
  const { page } = await dashboard.visit({ viewport, isMobile: true, path: `/schools/${zola.id}` });
  for (const name of ["", "/modules", "/theme", "/domains", "/settings", "/danger"]) {
    await page.goto(`${dashboard.origin}/schools/${zola.id}${name}`);
    await page.getByRole("heading", { level: 1, name: "Lycée Émile Zola" }).waitFor();
    await page.locator("main section, main [role=region]").first().waitFor();
    const [scrollWidth, clientWidth] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect([name, scrollWidth, clientWidth]).toEqual([name, 360, 360]);
  }
});
