import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf } from "../accounts/support/totp.ts";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { BASE_DOMAIN, PASSWORD } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard, ROOT_EMAIL } from "./support/dashboard.ts";

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
});
afterAll(() => dashboard.close());

const PHONE = { viewport: { width: 390, height: 844 } };
const STEP_MS = 30_000;

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const field = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("input[name=password]").press("Enter");
}

/** What the page calls the server with, from within it. */
function call(page: Page, path: string, body: object, key?: string): Promise<number> {
  return page.evaluate(
    async ([url, text, bearer]) => {
      const headers = { "content-type": "application/json", ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
      const init = text === "{}" ? { headers } : { method: "POST", headers, body: text };
      return (await fetch(url as string, init as RequestInit)).status;
    },
    [`/trpc/${path}`, JSON.stringify(body), key] as const,
  );
}

async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

describe("two-step verification", () => {
  test("is set up by its key, asked for at sign-in, got round by a recovery code, and taken away", async () => {
    const { page, faults } = await dashboard.visit({ path: "/account" });
    const twoFactor = section(page, "Vérification en deux étapes");
    await button(page, "Activer la vérification").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Mot de passe actuel").fill(PASSWORD);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Continuer" }).click();
    await dialog.getByRole("img", { name: /^Code QR/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const secret = (await dialog.locator("code").first().textContent()) ?? "";
    expect(secret).toMatch(/^[A-Z2-7]{32,}$/);

    await field(page, "Code à six chiffres").fill("12 34");
    await dialog.getByRole("button", { name: "Activer la vérification" }).click();
    await dialog.getByText("Un code a six chiffres").waitFor();
    const first = Date.now();
    await field(page, "Code à six chiffres").fill(codeOf(secret, first));
    await dialog.getByRole("button", { name: "Activer la vérification" }).click();
    await dialog.getByRole("heading", { name: "Vos codes de secours" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const codes = await dialog.getByRole("listitem").allTextContents();
    expect(new Set(codes).size).toBe(10);
    // Neither Escape nor the button lets go of them unseen.
    await page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Terminer" }).click({ force: true });
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Télécharger les codes" }).click();
    expect((await download).suggestedFilename()).toBe("peproscolaire-codes-de-secours.txt");
    await dialog.getByText(/^J'ai conservé/).click();
    await dialog.getByRole("button", { name: "Terminer" }).click();
    await dialog.waitFor({ state: "detached" });
    await twoFactor.getByText("Activée", { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(faults).toEqual([]);

    const other = await dashboard.visit({ signedIn: false, path: "/sign-in?next=%2Faccount" });
    await fillIn(other.page, ROOT_EMAIL, PASSWORD);
    await other.page.getByRole("heading", { name: "Vérification en deux étapes" }).waitFor();
    expect(await barriers(other.page)).toEqual([]);
    const code = field(other.page, "Code à six chiffres");
    await expect.poll(() => code.evaluate((input) => input === document.activeElement)).toBe(true);
    // The one that was taken already.
    await code.fill(codeOf(secret, first));
    await code.press("Enter");
    await other.page.getByText(/^Code incorrect ou déjà utilisé/).waitFor();
    expect(await barriers(other.page)).toEqual([]);
    await code.fill(codeOf(secret, first + STEP_MS));
    await code.press("Enter");
    await other.page.waitForURL(`${dashboard.origin}/account`);
    expect(other.faults).toEqual([]);

    const third = await dashboard.visit({ signedIn: false, path: "/sign-in?next=%2Faccount", ...PHONE });
    await fillIn(third.page, ROOT_EMAIL, PASSWORD);
    await button(third.page, "Utiliser un code de secours").click();
    await field(third.page, "Code de secours").fill(codes[0] ?? "");
    await button(third.page, "Vérifier").click();
    await third.page.waitForURL(`${dashboard.origin}/account`);
    await section(third.page, "Vérification en deux étapes").getByText("9", { exact: true }).waitFor();
    expect(await isTooWide(third.page)).toBe(false);

    await button(third.page, "Désactiver la vérification").click();
    const question = third.page.getByRole("dialog");
    await question.locator("input[name=password]").fill("pas le bon");
    await question.locator("input[name=code]").fill(codes[1] ?? "");
    await question.getByRole("button", { name: "Désactiver la vérification" }).click();
    await question.getByText("Ce n'est pas le mot de passe actuel.").waitFor();
    expect(await barriers(third.page)).toEqual([]);
    await question.locator("input[name=password]").fill(PASSWORD);
    await question.getByRole("button", { name: "Désactiver la vérification" }).click();
    await question.waitFor({ state: "detached" });
    await section(third.page, "Vérification en deux étapes").getByText("Désactivée", { exact: true }).waitFor();
    expect(third.faults).toEqual([]);
  });

  test("the way out of a forgotten password leads to the server's page", async () => {
    const { page } = await dashboard.visit({ signedIn: false, path: "/sign-in" });
    await page.getByRole("link", { name: /^Mot de passe oublié/ }).click();
    await page.waitForURL(`${dashboard.origin}/password-reset`);
  });
});

test("another session is ended from here, and that browser is asked to sign in again", async () => {
  const elsewhere = await dashboard.visit({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) FxiOS/140.0" });
  const { page, faults } = await dashboard.visit({ path: "/account" });
  const sessions = section(page, "Sessions ouvertes");
  const phone = sessions.getByRole("listitem").filter({ hasText: "Firefox sur iOS" });
  await phone.getByText("127.0.0.1").waitFor();
  expect(await sessions.getByRole("listitem").first().getByText("Cette session").count()).toBe(1);
  expect(await barriers(page)).toEqual([]);
  await phone.getByRole("button", { name: /^Fermer la session : Firefox sur iOS/ }).click();
  await phone.waitFor({ state: "detached" });
  await elsewhere.page.goto(`${dashboard.origin}/schools`);
  await elsewhere.page.waitForURL("**/sign-in*");

  await dashboard.visit({});
  await page.reload();
  await button(page, "Fermer toutes les autres").click();
  await page.getByRole("dialog").getByRole("button", { name: "Fermer les autres sessions" }).click();
  await sessions.getByText("Vous n'êtes connecté nulle part ailleurs.").waitFor();
  expect(faults).toEqual([]);
});

test("a key is created, shown once, opens what it may, and opens nothing once it is revoked", async () => {
  const { page, faults } = await dashboard.visit({ path: "/api-keys" });
  await page.getByText("Aucune clé en service").waitFor();
  expect(await barriers(page)).toEqual([]);
  await button(page, "Créer une clé").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Créer une clé" }).click();
  await dialog.getByText("Choisissez au moins un droit.").waitFor();
  expect(await barriers(page)).toEqual([]);
  await field(page, "Nom").fill("Emploi du temps");
  // What was typed is asked about first; Escape answers that question, and keeps it.
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: /^Quitter sans enregistrer/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: /^Quitter sans enregistrer/ }).waitFor({ state: "detached" });
  expect(await field(page, "Nom").inputValue()).toBe("Emploi du temps");
  await dialog.getByText("Consulter les établissements").click();
  await dialog.getByRole("button", { name: "Créer une clé" }).click();
  await dialog.getByRole("heading", { name: "Votre nouvelle clé" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  const key = (await dialog.locator("code").first().textContent()) ?? "";
  expect(key).toMatch(/^pepro_platform_\w{38}$/);
  await dialog.getByText("J'ai conservé cette clé").click();
  await dialog.getByRole("button", { name: "Terminer" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await page.content()).not.toContain(key);

  const outside = await dashboard.visit({ signedIn: false, path: "/sign-in" });
  expect(await call(outside.page, "tenants.overview", {}, key)).toBe(200);
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Emploi du temps" });
  await row.getByText("lecture").last().waitFor();
  await expect.poll(() => row.textContent()).toMatch(/maintenant|il y a \d+ secondes?/);
  expect(await barriers(page)).toEqual([]);

  await button(page, "Révoquer Emploi du temps").click();
  await page.getByRole("dialog").getByRole("button", { name: "Révoquer la clé" }).click();
  await page
    .getByRole("table", { name: "Clés révoquées ou expirées" })
    .getByText("Révoquée", { exact: true })
    .waitFor();
  expect(await call(outside.page, "tenants.overview", {}, key)).toBe(401);
  expect(await barriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test("a super-admin is added, comes in with the password shown once, and is turned away", async () => {
  const { page, faults } = await dashboard.visit({ path: "/super-admins" });
  const email = `nina@${BASE_DOMAIN}`;
  await button(page, "Ajouter un super-admin").click();
  const dialog = page.getByRole("dialog");
  await field(page, "Prénom").fill("Nina");
  await field(page, "Nom").last().fill("Simon");
  await field(page, "Adresse e-mail").fill(ROOT_EMAIL);
  await dialog.getByRole("button", { name: "Ajouter un super-admin" }).click();
  await dialog.getByText("Cette adresse a déjà un compte.").waitFor();
  await field(page, "Adresse e-mail").fill(email);
  await dialog.getByRole("button", { name: "Ajouter un super-admin" }).click();
  await dialog.getByRole("heading", { name: "Le compte est créé" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  const password = (await dialog.locator("code").last().textContent()) ?? "";
  await dialog.getByText("J'ai transmis ce mot de passe").click();
  await dialog.getByRole("button", { name: "Terminer" }).click();

  const own = await dashboard.visit({ signedIn: false, path: "/sign-in", ...PHONE });
  await fillIn(own.page, email, password);
  await own.page.waitForURL(`${dashboard.origin}/`);
  await own.page.goto(`${dashboard.origin}/super-admins`);
  await own.page.getByText("vous", { exact: true }).waitFor();
  expect(await barriers(own.page)).toEqual([]);
  expect(await isTooWide(own.page)).toBe(false);

  await button(page, `Actions pour ${email}`).click();
  await page.getByRole("menuitem", { name: "Désactiver le compte" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Désactiver le compte" }).click();
  await page.getByRole("row").filter({ hasText: email }).getByText("Désactivé", { exact: true }).last().waitFor();
  expect(await barriers(page)).toEqual([]);
  await own.page.goto(`${dashboard.origin}/schools`);
  await own.page.waitForURL("**/sign-in*");
  expect(faults).toEqual([]);
});
