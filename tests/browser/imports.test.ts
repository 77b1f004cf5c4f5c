import { readFileSync } from "node:fs";
import type { TenantView } from "@pepro/contracts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { BASE_DOMAIN } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";

let dashboard: Dashboard;
let there: TenantView;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
  there = await dashboard.platform.openSchool({ schoolName: "Lycée déjà ouvert" });
});
afterAll(() => dashboard.close());

const HEADINGS = "Nom;Sous-domaine;Type;Adresse;Code postal;Ville;Téléphone;E-mail";
const line = (name: string, subdomain: string, postalCode = "75001") =>
  `${name};${subdomain};lycee;1 rue des Écoles;${postalCode};Paris;0123456789;contact@${subdomain}.fr`;
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

async function choose(page: Page, name: string, lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(lines.join("\r\n"), "utf8");
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
}

test("a file is checked whole, mended, opened, and its first passwords are handed over once", async () => {
  const { page, faults } = await dashboard.visit({ path: "/schools" });
  await page.getByRole("link", { name: "Importer" }).click();
  await page.getByRole("heading", { level: 1, name: "Importer des établissements" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  const [template] = await Promise.all([page.waitForEvent("download"), button(page, "Télécharger un modèle").click()]);
  expect(readFileSync(await template.path(), "utf8")).toMatch(/^\ufeffschool_name;subdomain;/);

  const present = line(there.school.name, there.domainUrl.split(".")[0] ?? "");
  await choose(page, "rentrée.csv", [
    HEADINGS,
    line("Lycée Un", "import-un"),
    line("Lycée Deux", "import-un"),
    line("Lycée Trois", "import-trois", "7500"),
  ]);
  await page.getByText("2 fautes à corriger : rien n'a été ouvert").waitFor();
  await row(page, "Code postal invalide").filter({ hasText: "4" }).waitFor();
  await row(page, "Le sous-domaine import-un est déjà à la ligne 2 de ce fichier").waitFor();
  expect(await barriers(page)).toEqual([]);

  await choose(page, "rentrée.csv", [
    HEADINGS,
    line("Lycée Un", "import-un"),
    line("Lycée Deux", "import-deux"),
    present,
  ]);
  await page.getByText("2 établissements à ouvrir").waitFor();
  await row(page, "Lycée déjà ouvert").getByText("Déjà ouvert", { exact: false }).nth(1).waitFor();
  await button(page, "Ouvrir les 2 établissements").click();

  await page.getByRole("heading", { level: 1, name: "Import de rentrée.csv" }).waitFor();
  await page.getByText("3 sur 3 établissements").waitFor();
  await page.getByText("Terminé", { exact: true }).first().waitFor();
  await row(page, "Lycée Un").getByText("Ouvert", { exact: true }).locator("visible=true").waitFor();
  expect(await barriers(page)).toEqual([]);
  await button(page, "Télécharger les mots de passe").click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name: "Télécharger les mots de passe" }).click(),
  ]);
  const lines = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(3);
  const [, host = "", email = "", password = ""] = (lines.find((each) => each.includes("Lycée Un")) ?? "").split(";");
  expect([host, email]).toEqual([`import-un.${BASE_DOMAIN}`, "contact@import-un.fr"]);
  expect(await dashboard.platform.tokenOf(host, email, password)).toEqual(expect.any(String));
  await page.reload();
  await page.getByText("3 sur 3 établissements").waitFor();
  expect(await button(page, "Télécharger les mots de passe").count()).toBe(0);
  await page.getByRole("navigation", { name: "Fil d'Ariane" }).getByRole("link", { name: "Importer des" }).click();
  await page.getByRole("link", { name: "rentrée.csv" }).waitFor();
  expect(faults).toEqual([]);
});

test.each([[390], [1440]])("fits %i pixels, light and dark, without a barrier, in English", async (width) => {
  const { page } = await dashboard.visit({
    path: "/schools/import",
    viewport: { width, height: 844 },
    locale: "en-GB",
  });
  await page.getByText("Columns of the file").waitFor();
  await page.getByText("Earlier imports").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(await barriers(page)).toEqual([]);
});
