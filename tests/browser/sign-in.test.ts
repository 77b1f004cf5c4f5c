import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { PASSWORD } from "../harness/index.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard, ROOT_EMAIL } from "./support/dashboard.ts";

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
});
afterAll(() => dashboard.close());

async function fill(page: Page, password: string): Promise<void> {
  const [email, secret] = [page.locator("input[name=email]"), page.locator("input[name=password]")];
  await email.fill(ROOT_EMAIL);
  await secret.fill(password);
  await secret.press("Enter");
}

const pathOf = (page: Page) => new URL(page.url()).pathname;

describe.each([
  { locale: "fr-FR", refused: "Adresse e-mail ou mot de passe incorrect.", home: "Accueil", out: "Se déconnecter" },
  { locale: "en-GB", refused: "Wrong e-mail address or password.", home: "Home", out: "Sign out" },
])("signing in, in $locale", ({ locale, refused, home, out }) => {
  test("a wrong password is said where it was typed, a right one leads to where one wanted to go", async () => {
    const { page, faults } = await dashboard.visit({ signedIn: false, locale, path: "/schools?search=hugo" });
    await page.waitForURL("**/sign-in*");
    await fill(page, "pas le bon");
    await page.getByRole("alert").getByText(refused).waitFor();
    expect(pathOf(page)).toBe("/sign-in");
    await fill(page, PASSWORD);
    await page.waitForURL("**/schools?search=hugo");
    await page.getByRole("link", { name: home, exact: true }).first().waitFor();
    expect(faults).toEqual([]);
  });

  test("signing out leads back, and the way back needs the password again", async () => {
    const { page } = await dashboard.visit({ locale });
    await page.getByRole("button", { name: ROOT_EMAIL }).click();
    await page.getByRole("menuitem", { name: out }).click();
    await page.waitForURL("**/sign-in*");
    await page.goto(`${dashboard.origin}/schools`);
    await page.waitForURL("**/sign-in*");
  });
});

test("the page to go to is one of this site, whatever the address says", async () => {
  const { page } = await dashboard.visit({ signedIn: false, path: "/sign-in?next=https%3A%2F%2Fevil.example%2F" });
  await fill(page, PASSWORD);
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  expect(page.url()).toBe(`${dashboard.origin}/`);
});

test("has no barrier, in light and dark, on a phone and on a desk", async () => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const { page } = await dashboard.visit({ signedIn: false, viewport, path: "/sign-in" });
    expect(await barriers(page)).toEqual([]);
  }
});
