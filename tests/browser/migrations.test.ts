import type { TenantView } from "@pepro/contracts";
import type { MigrationBundle } from "@pepro/core";
import { type Connection, openConnection, rawSql } from "@pepro/db";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";

const NAMES = ["Lycée Émile Zola", "Collège Marie Curie", "Lycée Jules Ferry", "Collège Louise Michel"];

let dashboard: Dashboard;
let owner: Connection;
let schools: TenantView[];
let release = 0;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
  owner = await openConnection({ url: dashboard.platform.databaseUrl });
  schools = await Promise.all(NAMES.map((schoolName) => dashboard.platform.openSchool({ schoolName })));
});
afterAll(async () => {
  await owner.end();
  await dashboard.close();
});

/** The server as it is after a release that changes schools' tables. */
function deploy(...files: string[][]): number {
  const { core } = dashboard.platform as { core: { migrations: MigrationBundle } };
  core.migrations = bundleWith(core.migrations, { tenant: files });
  release += 1;
  return core.migrations.tenant.length;
}

const addColumn = () => `alter table users add column release_${release} text`;
const schemaOf = (name: string) => schools.find(({ school }) => school.name === name)?.schemaName ?? "";
const run = (text: string) => owner.send(rawSql(text));
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const sheet = (page: Page) => page.getByRole("dialog");

async function start(page: Page, choice: string): Promise<void> {
  await button(page, "Migrer les établissements").click();
  await sheet(page).getByText(choice, { exact: true }).click();
  await sheet(page).getByText("_test.sql").first().waitFor();
  await button(page, "Lancer la migration").click();
}

describe("a release", () => {
  test("is planned, started, stops at the line that failed, is mended and retried", async () => {
    const { page, faults } = await dashboard.visit({ path: "/migrations" });
    await page.getByText("4 établissements ouverts, tous à la version 1").waitFor();
    const latest = deploy(
      [addColumn()],
      ["update users\n  set first_name = trim(first_name)\n  where first_name <> trim(first_name)"],
    );
    const broken = schemaOf("Lycée Jules Ferry");
    await run(`alter table ${broken}.users rename first_name to prenom`);
    await page.reload();
    await page.getByText(`4 établissements sont en retard sur la version ${latest}`).waitFor();
    await button(page, "Migrer les établissements").click();
    await sheet(page).getByText("Ceux que je nomme", { exact: true }).click();
    const names = sheet(page).getByRole("textbox", { name: "Schémas, séparés par des espaces" });
    await names.fill("personne");
    await sheet(page).getByText("_test.sql").nth(1).waitFor();
    await sheet(page).getByText("0003_test.sql").click();
    await sheet(page).getByText("where first_name <> trim(first_name)").waitFor();
    expect(await barriers(page)).toEqual([]);
    await button(page, "Lancer la migration").click();
    await expect.poll(() => names.getAttribute("aria-invalid")).toBe("true");
    await names.fill(schemaOf("Lycée Émile Zola"));
    await button(page, "Lancer la migration").click();

    await heading(page, `Migration vers la version ${latest}`);
    await page.getByText("Terminée avec des échecs").first().waitFor();
    await page.getByText("4 sur 4 établissements").waitFor();
    await page.getByText("Échantillon", { exact: true }).first().waitFor();
    await page.getByRole("link", { name: /^En échec : 1$/ }).click();
    await page.waitForURL((url) => url.search === "?state=failed");
    await row(page, "Lycée Émile Zola").waitFor({ state: "detached" });
    const failed = row(page, "Lycée Jules Ferry").getByRole("link");
    await failed.focus();
    await page.keyboard.press("Enter");
    await sheet(page)
      .getByRole("alert")
      .getByText(/column "first_name" (of relation "users" )?does not exist/)
      .waitFor();
    const marked = sheet(page).locator("[data-marked]");
    expect(await marked.textContent()).toContain("where first_name <> trim(first_name)");
    await sheet(page).getByText("Essai 1 : échec", { exact: false }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    await expect.poll(() => failed.evaluate((link) => link === document.activeElement)).toBe(true);

    await run(`alter table ${broken}.users rename prenom to first_name`);
    await button(page, "Réessayer l'établissement en échec").click();
    await page.getByText("Terminée", { exact: true }).first().waitFor();
    await button(page, /État/).click();
    await page.getByRole("option", { name: "Tous les états" }).click();
    await row(page, "Lycée Jules Ferry").getByText("Migré").locator("visible=true").waitFor();
    await page.getByRole("navigation", { name: "Fil d'Ariane" }).getByRole("link", { name: "Migrations" }).click();
    await page.getByText(`4 établissements ouverts, tous à la version ${latest}`).waitFor();
    expect(await button(page, "Migrer les établissements").count()).toBe(0);
    await row(page, "actuelle").getByRole("link").click();
    await page.waitForURL((url) => url.search === `?version=${latest}`);
    await page.getByRole("table", { name: "Établissements" }).getByRole("link").nth(3).waitFor();
    expect(faults).toEqual([]);
  });

  test("is paused, resumed after a reload, and cancelled while a school is held", async () => {
    const latest = deploy([addColumn()]);
    const holder = await openConnection({ url: dashboard.platform.databaseUrl });
    onTestFinished(() => holder.end());
    await holder.send(rawSql("begin"));
    for (const { schemaName } of schools) {
      await holder.send(rawSql(`lock table ${schemaName}.users in access share mode`));
    }
    const { page, faults } = await dashboard.visit({ path: "/migrations" });
    await start(page, "Tous à la fois");
    await heading(page, `Migration vers la version ${latest}`);
    await button(page, "Mettre en pause").click();
    await page.getByText("Mise en pause par", { exact: false }).waitFor();
    await page.reload();
    await button(page, "Reprendre").click();
    await button(page, "Mettre en pause").waitFor();
    await button(page, "Annuler la migration").click();
    await sheet(page).getByText("Annuler cette migration ?").waitFor();
    await sheet(page).getByRole("button", { name: "Annuler la migration" }).click();
    await page.getByText("Annulée", { exact: true }).first().waitFor();
    await holder.send(rawSql("rollback"));
    expect(faults).toEqual([]);
    await dashboard.platform.core.fleet.settled(new URL(page.url()).pathname.split("/").at(-1) ?? "");
    await page.goto(`${dashboard.origin}/migrations/runs`);
    await row(page, "Annulée").first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});

describe("drift", () => {
  test("is shown with the SQL that repairs it, and is gone once that has run", async () => {
    const schema = schemaOf("Collège Marie Curie");
    await run(`alter table ${schema}.users drop column last_name`);
    const { page, faults } = await dashboard.visit({ path: "/migrations/drift" });
    await page.getByText("1 établissement sur 4 diffère de sa version").waitFor();
    const school = page.getByRole("region", { name: "Collège Marie Curie" });
    await school.getByText("users.last_name", { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const script = (await school.locator("[data-scrolls] code > span").allTextContents()).join("\n");
    expect(script).toMatch(/^alter table .* add column "last_name"/m);
    for (const statement of script.replace(/^--.*$/gm, "").split(/;\s*$/m)) {
      if (statement.trim()) await run(statement);
    }
    await button(page, "Comparer de nouveau").click();
    await page.getByText("Aucun écart").waitFor();
    expect(faults).toEqual([]);
  });
});

test.each([[390], [1440]])("fits %i pixels, light and dark, without a barrier", async (width) => {
  for (const path of ["/migrations", "/migrations/runs", "/migrations/drift"]) {
    const { page } = await dashboard.visit({ path, viewport: { width, height: 844 } });
    await page.locator(".skeleton").first().waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    expect(await barriers(page), path).toEqual([]);
  }
});

test("speaks English", async () => {
  const { page } = await dashboard.visit({ path: "/migrations", locale: "en-GB" });
  await page.getByText("4 open schools, all at version", { exact: false }).waitFor();
  await page.getByRole("link", { name: "Runs" }).click();
  await page.getByRole("row").filter({ hasText: "Done" }).first().getByRole("link").click();
  await page.getByText("4 of 4 schools").waitFor();
});
