import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TenantView } from "@pepro/contracts";
import { activateTenant, createTenant, deactivateTenant, deleteTenant, execute, provisionTenant } from "@pepro/core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, schoolInput } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const table = (page: Page) => page.getByRole("table", { name: "Établissements" });

/** Follows a link of the page and comes back, having seen where it led. */
async function leadsTo(page: Page, link: ReturnType<Page["getByRole"]>, address: string, title: string) {
  await link.click();
  await page.waitForURL((url) => url.pathname + url.search === address);
  await heading(page, title);
  await page.goBack();
  await heading(page, "Accueil");
}

describe("a fleet of six", () => {
  let dashboard: Dashboard;
  let older: TenantView;
  let newer: TenantView;
  let failed: TenantView;
  beforeAll(async () => {
    dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
    const { core, dataDir, openSchool } = dashboard.platform;
    const register = async (schoolName: string) =>
      (await execute(core, createTenant, OPERATOR, { ...schoolInput(), schoolName })).tenant;
    older = await openSchool({ schoolName: "Lycée Émile Zola" });
    newer = await openSchool({ schoolName: "Collège Marie Curie", schoolType: "college" });
    await register("Lycée Colette");
    const inactive = await openSchool({ schoolName: "Lycée Jules Ferry" });
    await execute(core, deactivateTenant, OPERATOR, { id: inactive.id });
    const gone = await openSchool({ schoolName: "Lycée Jean Moulin" });
    await execute(core, deleteTenant, OPERATOR, { id: gone.id });
    failed = await register("Collège Louise Michel");
    const area = join(dataDir, "mediafiles", `tenant_${failed.id}`);
    writeFileSync(area, "in the way");
    const outcome = await execute(core, provisionTenant, OPERATOR, { id: failed.id }).catch((error) => error.code);
    expect(outcome).toBe("provisioning_failed");
    rmSync(area);
  });
  afterAll(() => dashboard.close());

  test("is counted by state, and each count leads to those it counted", async () => {
    const { page, faults } = await dashboard.visit();
    await page.getByText("5 établissements", { exact: false }).first().waitFor();
    const states = section(page, "Établissements par état");
    const counts: [name: string, address: string, schools: string[]][] = [
      ["Actifs 2", "/schools?state=ready", ["Collège Marie Curie", "Lycée Émile Zola"]],
      ["En ouverture 0", "/schools?state=provisioning", []],
      ["En échec 1", "/schools?state=failed", ["Collège Louise Michel"]],
      ["À ouvrir 1", "/schools?state=created", ["Lycée Colette"]],
      ["Désactivés 1", "/schools?state=inactive", ["Lycée Jules Ferry"]],
    ];
    for (const [name, address, schools] of counts) {
      await states.getByRole("link", { name }).click();
      await page.waitForURL((url) => url.pathname + url.search === address);
      await heading(page, "Établissements");
      const rows = table(page).getByRole("row").getByRole("link");
      await expect
        .poll(() => rows.allTextContents())
        .toEqual(schools.map((school) => expect.stringMatching(`^${school}`)));
      await page.goBack();
      await heading(page, "Accueil");
    }
    await states.getByRole("listitem").filter({ hasText: "Supprimés" }).filter({ hasText: "1" }).waitFor();
    expect(await states.getByRole("link").count()).toBe(counts.length);
    expect(faults).toEqual([]);
  });

  test("tells of the one whose opening failed, and leads to where it goes on", async () => {
    const { page, faults } = await dashboard.visit();
    const attention = section(page, "À surveiller");
    await attention.getByText("1 établissement").waitFor();
    const row = attention.getByRole("listitem");
    await row.filter({ hasText: "L'ouverture a échoué" }).waitFor();
    expect(await row.count()).toBe(1);
    const name = "Collège Louise Michel";
    await leadsTo(page, row.getByRole("link", { name, exact: true }), `/schools/${failed.id}`, name);
    await leadsTo(
      page,
      row.getByRole("link", { name: "Reprendre l'ouverture" }),
      `/schools/${failed.id}/opening`,
      name,
    );
    expect(faults).toEqual([]);
  });

  test("shows who opened last, newest first, and which version their tables have", async () => {
    const { page, faults } = await dashboard.visit();
    const openings = section(page, "Dernières ouvertures").getByRole("listitem");
    await openings.first().waitFor();
    const names = await openings.getByRole("link").allTextContents();
    expect(names).toEqual(["Lycée Jules Ferry", "Collège Marie Curie", "Lycée Émile Zola"]);
    for (const { id, school } of [older, newer]) {
      await leadsTo(page, openings.getByRole("link", { name: school.name }), `/schools/${id}`, school.name);
    }
    await section(page, "Migrations").getByText("Tous les établissements ouverts ont la version 1.").waitFor();
    await leadsTo(
      page,
      page.getByRole("link", { name: "Ouvrir un établissement" }),
      "/schools/new",
      "Ouvrir un établissement",
    );
    expect(faults).toEqual([]);
  });

  test("shows what happened meanwhile to who comes back to the page", async () => {
    const { page } = await dashboard.visit();
    const { core } = dashboard.platform;
    const actifs = section(page, "Établissements par état").getByRole("link", { name: /^Actifs/ });
    await expect.poll(() => actifs.textContent()).toBe("Actifs2");
    await execute(core, deactivateTenant, OPERATOR, { id: older.id });
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect.poll(() => actifs.textContent()).toBe("Actifs1");
    await execute(core, activateTenant, OPERATOR, { id: older.id });
  });

  test("has no barrier, on a desk and on a phone", async () => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const { page, faults } = await dashboard.visit({ viewport });
      await section(page, "Migrations").waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
    }
  });
});

test("an empty platform says how to begin, and leads there", async () => {
  const dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
  try {
    const { page, faults } = await dashboard.visit();
    await page.getByText("Aucun établissement pour le moment").waitFor();
    expect(await page.getByText("Dernières ouvertures").count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("link", { name: "Ouvrir un établissement" }).last().click();
    await page.waitForURL("**/schools/new");
    await heading(page, "Ouvrir un établissement");
    expect(faults).toEqual([]);
  } finally {
    await dashboard.close();
  }
});
