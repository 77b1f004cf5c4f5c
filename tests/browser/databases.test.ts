import type { TenantView } from "@pepro/contracts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";

let dashboard: Dashboard;
let schools: TenantView[];
beforeAll(async () => {
  dashboard = await openDashboard();
  const names = ["Lycée Émile Zola", "Collège Marie Curie"];
  schools = await Promise.all(names.map((schoolName) => dashboard.platform.openSchool({ schoolName })));
});
afterAll(() => dashboard.close());

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

test("schools are measured when asked for, and each leads to its tables", async () => {
  const { page, faults } = await dashboard.visit({ path: "/databases" });
  await row(page, "Lycée Émile Zola").waitFor();
  await page.getByRole("button", { name: "Mesurer maintenant" }).click();
  await page.getByText("Les établissements viennent d'être mesurés").first().waitFor();
  await row(page, "Lycée Émile Zola")
    .getByText(/\d\s(Mo|ko)/)
    .locator("visible=true")
    .first()
    .waitFor();
  await page.getByRole("columnheader", { name: "Établissement" }).getByRole("button").click();
  await page.waitForURL((url) => url.search === "?sort=name");
  const first = page.getByRole("row").nth(1);
  await first.getByText("Collège Marie Curie").waitFor();
  expect(await barriers(page)).toEqual([]);
  await row(page, "Lycée Émile Zola").getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: "Lycée Émile Zola" }).waitFor();
  await page.getByText("Taille totale").waitFor();
  await row(page, "users").first().waitFor();
  const shown = await page.getByRole("table", { name: "Tables de l'établissement" }).getByRole("row").count();
  await page.getByRole("button", { name: /^Afficher les \d+ autres tables/ }).click();
  await expect
    .poll(() => page.getByRole("table", { name: "Tables de l'établissement" }).getByRole("row").count())
    .toBeGreaterThan(shown);
  expect(await barriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test.each([[390], [1440]])("fits %i pixels, light and dark, without a barrier, in English", async (width) => {
  const viewport = { width, height: 844 };
  for (const [path, text] of [
    ["/databases", "Total size"],
    [`/schools/${schools[0]?.id}/database`, "How its size grew"],
  ] as const) {
    const { page } = await dashboard.visit({ path, viewport, locale: "en-GB" });
    await page.getByText(text).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    expect(await barriers(page), path).toEqual([]);
  }
});
