import type { TenantView } from "@pepro/contracts";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { barriers } from "./support/barriers.ts";
import { type Dashboard, openDashboard } from "./support/dashboard.ts";
import { shiftsOf, watchShifts } from "./support/shifts.ts";

let dashboard: Dashboard;
let school: TenantView;
beforeAll(async () => {
  dashboard = await openDashboard({ migrations: SMALL_SCHOOLS });
  school = await dashboard.platform.openSchool({ schoolName: "Lycée Marie Curie" });
});
afterAll(() => dashboard.close());

const CALLS = "**/trpc/**";
const SCREENS = [
  ["a desk", { width: 1440, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
] as const;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const retry = (page: Page) => page.getByRole("button", { name: "Réessayer" });
const counted = async (page: Page) =>
  Number(/dans (\d+)/.exec((await page.getByText(/^Nouvel essai/).textContent()) ?? "")?.[1] ?? Number.NaN);

/** Signed in, on a page that asks nothing of the server; what is asked from now on meets `answer`. */
async function cutOff(answer: (route: Route) => Promise<void>, viewport: { width: number; height: number }) {
  const visited = await dashboard.visit({ viewport, path: "/nulle-part" });
  await visited.page.route(CALLS, answer);
  return visited;
}

const away = (retryAfter: number) => (route: Route) =>
  route.fulfill({ status: 503, headers: { "retry-after": String(retryAfter) }, body: "<h1>503</h1>" });
const unreachable = (route: Route) => route.abort("internetdisconnected");

/** Lets answers through once `release` is called; `asked` resolves when the first is on its way. */
function gate() {
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const hold = async (route: Route) => {
    tell();
    await open;
    await route.continue().catch(() => undefined);
  };
  return { hold, asked, release: () => release() };
}

describe.each(SCREENS)("a first load, on %s,", (_, viewport) => {
  test.each([
    ["a server that is away", away(60), "Le service est momentanément indisponible."],
    ["no network", unreachable, "Le serveur ne répond pas."],
  ])(
    "that meets %s says who speaks, what failed and what to do, and gets in once it can",
    async (_case, answer, why) => {
      const { page, faults } = await cutOff(answer, viewport);
      await page.goto(`${dashboard.origin}/schools`);
      await heading(page, "Le tableau de bord n'a pas pu s'ouvrir").waitFor();
      await page.getByText("PeproScolaire", { exact: true }).waitFor();
      await page.getByRole("alert").getByText(why).waitFor();
      await expect.poll(() => page.title()).toBe("Le tableau de bord n'a pas pu s'ouvrir · PeproScolaire");
      expect(await barriers(page)).toEqual([]);
      await page.unroute(CALLS);
      await retry(page).click();
      await heading(page, "Établissements").waitFor();
      expect(faults).toEqual([]);
    },
  );

  test("that is slow shows the mark, then the shell, then the data, and nothing jumps", async () => {
    const { page, faults } = await dashboard.visit({ viewport, path: "/nulle-part" });
    await watchShifts(page);
    const [session, fleet] = [gate(), gate()];
    await page.route("**/trpc/auth.session*", session.hold);
    await page.route("**/trpc/tenants.overview*", fleet.hold);
    await page.goto(dashboard.origin, { waitUntil: "commit" });
    await page.getByRole("img", { name: "PeproScolaire" }).waitFor();
    await session.asked;
    expect(await page.locator("main").count()).toBe(0);
    expect(await page.getByRole("img", { name: "PeproScolaire" }).isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);

    session.release();
    await heading(page, "Accueil").waitFor();
    await page.locator("main .skeleton").first().waitFor();
    expect(await page.getByRole("img", { name: "PeproScolaire" }).isVisible()).toBe(false);
    expect(await page.getByText("À surveiller").count()).toBe(0);
    expect(await barriers(page)).toEqual([]);

    fleet.release();
    await page.getByText("À surveiller").waitFor();
    const { sum, shifts } = await shiftsOf(page);
    expect(sum, shifts.join("\n")).toBeLessThan(0.1);
    expect(faults).toEqual([]);
  });
});

test("the count runs down as the server asked, without moving anything, and the page comes by itself", async () => {
  const { page, faults } = await cutOff(away(3), { width: 1440, height: 900 });
  await watchShifts(page);
  await page.goto(dashboard.origin);
  await heading(page, "Le tableau de bord n'a pas pu s'ouvrir").waitFor();
  expect(await counted(page)).toBe(3);
  await expect.poll(() => counted(page)).toBe(2);
  await expect.poll(() => counted(page)).toBe(1);
  // It tries, fails, and counts again.
  await expect.poll(() => counted(page), { timeout: 5_000 }).toBe(3);
  const { sum, shifts } = await shiftsOf(page);
  expect(sum, shifts.join("\n")).toBeLessThan(0.01);
  await page.unroute(CALLS);
  await heading(page, "Accueil").waitFor();
  expect(faults).toEqual([]);
});

test("a page that cannot be read stays in its shell, and comes by itself once the server answers", async () => {
  const { page, faults } = await cutOff(
    (route) => {
      const isSession = route.request().url().includes("auth.session");
      return isSession ? route.continue() : away(2)(route);
    },
    { width: 1440, height: 900 },
  );
  for (const [path, title] of [
    ["/schools", "Établissements"],
    [`/schools/${school.id}`, "Établissement"],
    [`/schools/${school.id}/opening`, "Cette ouverture n'a pas pu être chargée"],
  ] as const) {
    await page.goto(dashboard.origin + path);
    await heading(page, title).waitFor();
    await page.getByRole("alert").getByText("Le service est momentanément indisponible.").waitFor();
    await page.getByRole("navigation", { name: "Navigation principale" }).waitFor();
    expect(await barriers(page)).toEqual([]);
  }
  await page.unroute(CALLS);
  await heading(page, "Lycée Marie Curie").waitFor();
  expect(faults).toEqual([]);
});

test("a part of the dashboard that cannot be fetched says so in its place, and comes once the network is back", async () => {
  const { page } = await dashboard.visit();
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Ouvrir un établissement" }).first().click();
  await page.getByRole("alert").getByText("Cette page n'a pas pu être chargée.").waitFor();
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  expect(await barriers(page)).toEqual([]);
  await page.context().setOffline(false);
  await heading(page, "Ouvrir un établissement").waitFor();
});

test("a tab that cannot be fetched leaves the school's name, state and other tabs, and comes once the network is back", async () => {
  const { page, faults } = await dashboard.visit({ path: `/schools/${school.id}` });
  const tabs = page.getByRole("navigation", { name: "Pages de l'établissement" });
  await page.context().setOffline(true);
  await tabs.getByRole("link", { name: "Modules" }).click();
  await page.getByRole("alert").getByText("Cette page n'a pas pu être chargée.").waitFor();
  await heading(page, "Lycée Marie Curie").waitFor();
  await page.locator("main").getByText("Actif", { exact: true }).first().waitFor();
  expect(await tabs.getByRole("link").count()).toBeGreaterThan(5);
  expect(await barriers(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByRole("switch").first().waitFor();
  expect(faults).toEqual([]);
});

test("an application that cannot be fetched at all leaves a word, in the reader's language", async () => {
  for (const [locale, words] of [
    ["fr-FR", "Le tableau de bord n'a pas pu s'ouvrir"],
    ["en-GB", "The dashboard could not be opened"],
  ] as const) {
    const { page } = await dashboard.visit({ locale });
    await page.route(/\/assets\/(?:index|start)-[^/]+\.js$/, away(5));
    await page.reload();
    await heading(page, words).waitFor();
    expect(await page.getByRole("heading").count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
  }
});
