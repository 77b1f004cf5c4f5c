import { createTenant, execute } from "@pepro/core";
import { openConnection, rawSql } from "@pepro/db";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { migrations } from "../../migrations/bundle.gen.ts";
import { BASE_DOMAIN, OPERATOR, schoolInput } from "../harness/index.ts";
import { closeGate, gated } from "../http/support/slow-provisioning.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: gated(migrations) });
  await register("lycee-pris");
});
afterAll(() => dashboard.close());

const WAIT = { timeout: 15_000 };
const STEPS = [
  "Réservation de l'établissement",
  "Schéma et droits",
  "Tables",
  "Premier administrateur",
  "Espace de fichiers",
  "Mise en service",
];
const STATES = ["à venir", "en cours", "terminé", "en échec"];

async function register(subdomain: string): Promise<string> {
  return (await execute(dashboard.platform.core, createTenant, OPERATOR, schoolInput(subdomain))).tenant.id;
}

async function visitForm(locale = "fr-FR") {
  const visited = await dashboard.visit({ locale, path: "/schools/new" });
  const { page } = visited;
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  return { ...visited, field };
}

type Field = (name: string) => Locator;

/** All that must be said; the subdomain follows the name. */
async function fill(field: Field, name: string): Promise<void> {
  await field("Nom").fill(name);
  await field("Rue").fill("1 rue de la Paix");
  await field("Code postal").fill("75002");
  await field("Ville").fill("Paris");
  await field("Adresse e-mail").fill("contact@ecole.fr");
  await field("Téléphone").fill("01 45 67 89 01");
}

const open = (page: Page) => page.getByRole("button", { name: "Ouvrir l'établissement" }).click();
const retry = (page: Page) => page.getByRole("button", { name: "Réessayer l'ouverture" });
const online = (page: Page) => page.getByRole("heading", { name: "L'établissement est en ligne" });

/** Each step and its state, as a screen reader goes through them. */
async function steps(page: Page): Promise<string[]> {
  const all = page.getByRole("list", { name: "Étapes de l'ouverture" }).getByRole("listitem");
  return (await all.allTextContents()).map((text) => {
    const state = STATES.find((word) => text.startsWith(word)) ?? "";
    const rest = text.slice(state.length).trimStart();
    return `${STEPS.find((step) => rest.startsWith(step))} : ${state}`;
  });
}

const stateOfSteps = (...states: string[]) => STEPS.map((step, at) => `${step} : ${states[at] ?? "à venir"}`);
const ALL_DONE = stateOfSteps(...STEPS.map(() => "terminé"));

/** Holds openings at their tables until told otherwise, or until the test ends. */
async function holdTables(): Promise<() => Promise<void>> {
  const gate = await closeGate(dashboard.platform.databaseUrl);
  let isOpen = false;
  const release = async () => {
    if (!isOpen) await gate.open();
    isOpen = true;
  };
  onTestFinished(release);
  return release;
}

async function passwordShown(page: Page): Promise<string> {
  const name = await page.getByRole("button", { name: /^Copier le mot de passe/ }).getAttribute("aria-label");
  return name?.split(" ").at(-1) ?? "";
}

/** The school answers on its host, and its first administrator comes in. */
async function expectOpen(host: string, admin: { email: string; password: string }, name: string): Promise<void> {
  const theme = await dashboard.platform.fetch(host, "/api/v1/current-tenant/theme/");
  expect(theme.status).toBe(200);
  expect(await theme.json()).toMatchObject({ school_name: name });
  expect(await dashboard.platform.tokenOf(host, admin.email, admin.password)).toBeTruthy();
}

describe("the form", () => {
  test("says while one types whether a subdomain is free, taken or reserved, and offers another", async () => {
    const { page, field, faults } = await visitForm();
    await field("Ville").fill("Lyon");
    await field("Nom").fill("Lycée Pris");
    expect(await field("Sous-domaine").inputValue()).toBe("lycee-pris");
    await page.getByText("Le sous-domaine lycee-pris est déjà utilisé").first().waitFor();
    await field("Sous-domaine").fill("admin");
    await page.getByText("Le sous-domaine admin est réservé").first().waitFor();
    await field("Sous-domaine").fill("lycee-pris");
    await page.getByRole("button", { name: "lycee-pris-lyon" }).click();
    await page.getByText(`lycee-pris-lyon.${BASE_DOMAIN} est libre`).waitFor();
    expect(await field("Sous-domaine").getAttribute("aria-invalid")).toBeNull();
    expect(faults).toEqual([]);
  });

  test("shows faults on their fields and brings the focus to the first", async () => {
    const { page, field, faults } = await visitForm();
    expect(await barriers(page)).toEqual([]);
    await field("Code postal").fill("6900");
    await field("Ville").focus();
    await page.getByText("Code postal invalide").waitFor();
    await open(page);
    for (const name of ["Nom", "Rue", "Ville", "Adresse e-mail", "Téléphone", "Sous-domaine"]) {
      expect([name, await field(name).getAttribute("aria-invalid")]).toEqual([name, "true"]);
    }
    await expect.poll(() => field("Nom").evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    expect(new URL(page.url()).pathname).toBe("/schools/new");
    expect(faults).toEqual([]);
  });

  test("tells whether the school's page can be read in its colours, and mends them", async () => {
    const { page, field } = await visitForm();
    await page.getByText("Contrastes suffisants (WCAG AA)").waitFor();
    await field("Couleur principale").fill("#FFEB3B");
    await page.getByText("Un contraste insuffisant (WCAG AA)").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: /^Utiliser #/ }).click();
    await page.getByText("Contrastes suffisants (WCAG AA)").waitFor();
    expect(await field("Couleur principale").inputValue()).not.toBe("#FFEB3B");
  });

  test("does not let what was typed be lost without asking", async () => {
    const { page, field, faults } = await visitForm();
    await field("Nom").fill("Lycée Presque");
    const leave = page.getByRole("navigation").getByRole("link", { name: "Établissements" }).first();
    const question = page.getByRole("dialog", { name: /^Quitter sans enregistrer/ });
    await leave.click();
    await question.waitFor();
    expect(await barriers(page)).toEqual([]);
    await question.getByRole("button", { name: "Continuer la saisie" }).click();
    await question.waitFor({ state: "hidden" });
    expect(await field("Nom").inputValue()).toBe("Lycée Presque");

    const asked = page.waitForEvent("dialog");
    void page.close({ runBeforeUnload: true });
    const browsers = await asked;
    expect(browsers.type()).toBe("beforeunload");
    await browsers.dismiss();

    await leave.click();
    await question.getByRole("button", { name: "Quitter sans enregistrer" }).click();
    await page.waitForURL(`${dashboard.origin}/schools`);
    await page.getByRole("heading", { level: 1, name: "Établissements" }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe("an opening", () => {
  test("is shown step by step as it happens, and at its end the school answers to its first administrator", async () => {
    const { page, field, faults } = await visitForm();
    const release = await holdTables();
    await fill(field, "Lycée Émile Zola");
    await open(page);
    await page.waitForURL("**/opening");
    await expect.poll(() => steps(page), WAIT).toEqual(stateOfSteps("terminé", "terminé", "en cours"));
    expect(await barriers(page)).toEqual([]);
    await release();

    await online(page).waitFor();
    expect(await steps(page)).toEqual(ALL_DONE);
    const host = `lycee-emile-zola.${BASE_DOMAIN}`;
    const link = page.getByRole("link", { name: host });
    expect(await link.getAttribute("href")).toBe(`http://${host}:${dashboard.port}/`);
    await page.getByText("contact@ecole.fr").first().waitFor();
    await expectOpen(host, { email: "contact@ecole.fr", password: await passwordShown(page) }, "Lycée Émile Zola");
    expect(await barriers(page)).toEqual([]);

    await page.reload();
    await page.getByText(/^Son mot de passe a été montré/).waitFor();
    expect(await page.getByRole("button", { name: /^Copier le mot de passe/ }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("loaded anew in the middle shows where it stands, keeps no secret, and gives another password", async () => {
    const { page, field, faults } = await visitForm();
    const release = await holdTables();
    await fill(field, "Collège Rechargé");
    await open(page);
    await page.waitForURL("**/opening");
    const held = stateOfSteps("terminé", "terminé", "en cours");
    await expect.poll(() => steps(page), WAIT).toEqual(held);
    await page.reload();
    await expect.poll(() => steps(page), WAIT).toEqual(held);
    await release();
    await online(page).waitFor();
    await page.getByRole("button", { name: "Créer un autre mot de passe" }).click();
    const admin = { email: "contact@ecole.fr", password: await passwordShown(page) };
    await expectOpen(`college-recharge.${BASE_DOMAIN}`, admin, "Collège Rechargé");
    expect(faults).toEqual([]);
  });

  test("that fails opens the step with its error, and trying again finishes once the cause is gone", async () => {
    const owner = await openConnection({ url: dashboard.platform.databaseUrl });
    onTestFinished(() => owner.end());
    await owner.send(rawSql("create schema lycee_barre"));
    const { page, field, faults } = await visitForm();
    await fill(field, "Lycée Barré");
    await open(page);
    await page.waitForURL("**/opening");
    const failed = stateOfSteps("terminé", "en échec");
    await expect.poll(() => steps(page), WAIT).toEqual(failed);
    const reason = page.getByRole("listitem").filter({ hasText: "Schéma et droits" }).getByRole("alert");
    await reason.getByText("Cette étape a échoué").waitFor();
    await reason.getByText("un schéma qui n'est pas celui de cet établissement").waitFor();
    // The server's own words are for those who ask for them.
    expect(await reason.getByText("lycee_barre").isVisible()).toBe(false);
    await reason.getByText("Détails techniques").click();
    await reason.getByText("lycee_barre").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.reload();
    await expect.poll(() => steps(page), WAIT).toEqual(failed);

    await owner.send(rawSql("drop schema lycee_barre"));
    await retry(page).click();
    await online(page).waitFor();
    const admin = { email: "contact@ecole.fr", password: await passwordShown(page) };
    await expectOpen(`lycee-barre.${BASE_DOMAIN}`, admin, "Lycée Barré");
    expect(faults).toEqual([]);
  });

  test("of a school that was registered elsewhere waits for the word", async () => {
    const id = await register("lycee-attente");
    const { page, faults } = await dashboard.visit({ path: `/schools/${id}/opening` });
    await page.getByText("Le premier administrateur se connectera avec contact@lycee-attente.fr.").waitFor();
    expect(await steps(page)).toEqual(stateOfSteps());
    expect(await barriers(page)).toEqual([]);
    await open(page);
    await online(page).waitFor();
    const admin = { email: "contact@lycee-attente.fr", password: await passwordShown(page) };
    await expectOpen(`lycee-attente.${BASE_DOMAIN}`, admin, "Lycée Victor Hugo");
    expect(faults).toEqual([]);
  });
});

test("reads in English from the form to the end", async () => {
  const { page, field, faults } = await visitForm("en-GB");
  await page.getByRole("heading", { level: 1, name: "Open a school" }).waitFor();
  await field("Name").fill("Lycée Anglais");
  await field("Street").fill("1 rue de la Paix");
  await field("Postal code").fill("75002");
  await field("City").fill("Paris");
  await field("Phone").fill("0145678901");
  await field("Subdomain").fill("lycee-pris");
  await page.getByText("The subdomain lycee-pris is already in use").first().waitFor();
  await field("Subdomain").fill("english");
  await page.getByText(`english.${BASE_DOMAIN} is free`).waitFor();
  await page.getByText("A person", { exact: true }).click();
  await field("First name").fill("Jane");
  await field("Last name").fill("Eyre");
  await field("E-mail address of the person").fill("jane@ecole.fr");
  await page.getByRole("button", { name: "Open the school" }).click();
  await page.getByText("This field may not be blank.").waitFor();
  await field("E-mail address").fill("contact@ecole.fr");
  await page.getByRole("button", { name: "Open the school" }).click();

  await page.getByRole("heading", { name: "The school is online" }).waitFor();
  const finished = page.getByRole("list", { name: "Steps of the opening" }).getByRole("listitem");
  expect(await finished.filter({ hasText: "done" }).count()).toBe(STEPS.length);
  const shown = await page.getByRole("button", { name: /^Copy the password/ }).getAttribute("aria-label");
  const password = shown?.split(" ").at(-1) ?? "";
  await expectOpen(`english.${BASE_DOMAIN}`, { email: "jane@ecole.fr", password }, "Lycée Anglais");
  expect(faults).toEqual([]);
});

/** @returns how many times it was pressed. */
async function tabTowards(page: Page, wanted: Locator): Promise<number> {
  await wanted.waitFor();
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return pressed;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way by Tab to ${wanted}`);
}

test("the keyboard alone leads from a step that fails, and fails again, to the school online", async () => {
  const owner = await openConnection({ url: dashboard.platform.databaseUrl });
  onTestFinished(() => owner.end());
  await owner.send(rawSql("create schema lycee_touches"));
  const id = await register("lycee-touches");
  const { page, faults } = await dashboard.visit({ path: `/schools/${id}/opening` });
  const focused = page.locator(":focus");
  const atFailure = () => expect.poll(() => focused.textContent(), WAIT).toMatch(/^en échec/);
  await tabTowards(page, page.getByRole("button", { name: "Ouvrir l'établissement" }));
  await page.keyboard.press("Enter");
  await atFailure();
  for (let tries = 0; tries < 2; tries += 1) {
    // The details, then the button: both in the step itself.
    expect(await tabTowards(page, retry(page))).toBe(2);
    if (tries > 0) await owner.send(rawSql("drop schema lycee_touches"));
    const asked = page.waitForResponse((response) => response.url().includes("tenants.provision?"));
    await page.keyboard.press("Enter");
    await asked;
    if (tries === 0) await atFailure();
  }
  await online(page).waitFor();
  await expect.poll(() => focused.textContent(), WAIT).toBe("L'établissement est en ligne");
  expect(await tabTowards(page, page.getByRole("button", { name: /^Copier le mot de passe/ }))).toBeLessThan(6);
  expect(faults).toEqual([]);
});

test("a school is opened by the keyboard alone, from the list to its page", async () => {
  const { page, faults } = await dashboard.visit({ path: "/schools" });
  const { keyboard } = page;
  const tabTo = (wanted: Locator) => tabTowards(page, wanted);
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  const type = async (name: string, text: string) => {
    await tabTo(field(name));
    await keyboard.type(text);
  };

  await tabTo(page.getByRole("link", { name: "Ouvrir un établissement" }).first());
  await keyboard.press("Enter");
  await type("Nom", "Lycée Clavier");
  await type("Rue", "1 rue de la Paix");
  await type("Code postal", "75002");
  await type("Ville", "Paris");
  await type("Adresse e-mail", "contact@clavier.fr");
  await type("Téléphone", "01 45 67 89 01");
  await tabTo(page.getByRole("switch", { name: "Messagerie" }));
  await keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: "Ouvrir l'établissement" }));
  await keyboard.press("Enter");

  await online(page).waitFor();
  const host = `lycee-clavier.${BASE_DOMAIN}`;
  await tabTo(page.getByRole("button", { name: /^Copier le mot de passe/ }));
  await expectOpen(host, { email: "contact@clavier.fr", password: await passwordShown(page) }, "Lycée Clavier");
  await tabTo(page.getByRole("link", { name: "Voir l'établissement" }));
  await keyboard.press("Enter");
  await page.waitForURL(/\/schools\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { level: 1, name: "Lycée Clavier" }).waitFor();
  const modules = await dashboard.platform.fetch(host, "/api/v1/current-tenant/modules/");
  expect(await modules.json()).toMatchObject({ messaging: false, grades: true });
  expect(faults).toEqual([]);
});

test.each([
  ["a phone", { width: 390, height: 844 }],
  ["a wide screen", { width: 1600, height: 900 }],
])("has no barrier on %s", async (_, viewport) => {
  const { page } = await dashboard.visit({ viewport, path: "/schools/new" });
  expect(await barriers(page)).toEqual([]);
});
