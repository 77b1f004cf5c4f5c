import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS, gallery: true });
});
afterAll(() => dashboard.close());

const visit = (viewport = { width: 1440, height: 900 }) => dashboard.visit({ viewport, path: "/gallery" });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("every primitive is without barriers, on a desk and on a phone, and none is wider than a narrow phone", async () => {
  for (const width of [1440, 390, 360]) {
    const { page, faults } = await visit({ width, height: 844 });
    expect(await barriers(page)).toEqual([]);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([width, await wide()]).toEqual([width, 0]);
    expect(faults).toEqual([]);
  }
});

test.each([
  ["a dialog", "Add a domain…", "Add a domain"],
  ["a question", "Deactivate…", "Deactivate Lycée Victor Hugo?"],
  ["a question that wants a name typed", "Delete…", "Delete Lycée Victor Hugo?"],
])("%s is without barriers", async (_, opener, name) => {
  const { page, faults } = await visit();
  await button(page, opener).click();
  await page.getByRole("dialog", { name }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name }).waitFor({ state: "detached" });
  expect(faults).toEqual([]);
});

test("what opens from a control is without barriers: a menu, a choice, a list to search, a tooltip", async () => {
  const { page, faults } = await visit();
  await button(page, "Actions").click();
  await page.getByRole("menuitem", { name: "Open the site" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });

  await page.locator("main [aria-haspopup=listbox]").first().click();
  await page.getByRole("option").first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("listbox").waitFor({ state: "detached" });

  await page.getByRole("combobox", { name: "Time zone" }).fill("Amer");
  await page.getByRole("option", { name: "America/Guadeloupe" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");

  await button(page, "Tooltip").hover();
  await page.getByRole("tooltip").waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test("toasts are without barriers", async () => {
  const { page, faults } = await visit();
  const said = page.getByRole("region", { name: "Notifications" });
  for (const [name, text] of [
    ["Error", "The theme could not be saved"],
    ["Info", "Provisioning goes on"],
    ["Success", "Lycée Victor Hugo is open"],
  ] as const) {
    await button(page, name).click();
    await said.getByText(text).waitFor();
  }
  expect(await barriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});
