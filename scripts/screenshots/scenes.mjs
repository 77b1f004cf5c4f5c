import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { withPupils } from "./fleet.mjs";
import { PEOPLE_SCENES } from "./people-scenes.mjs";
import { of, press } from "./steps.mjs";

/**
 * What there is to look at. `before` bends what the server answers, `act` opens what opens from a page and is shot as the
 * window shows it; everything else is shot in its whole length. `english`: the dark pictures are in English. `fleet`: of many schools.
 *
 * @typedef {{ name: string, path: string | ((ids: Record<string, string>) => string), on?: string[], until?: string,
 *   signedOut?: boolean, english?: boolean, fleet?: boolean, before?: Function, act?: Function }} Scene
 */

const away = (page) =>
  page.route("**/trpc/**", (route) => route.fulfill({ status: 503, headers: { "retry-after": "30" }, body: "" }));
const offline = (page) => page.route("**/trpc/**", (route) => route.abort("internetdisconnected"));
/** Never answered. */
const hold = (pattern) => (page) => page.route(pattern, () => {});

/** An opening in the middle of its tables. */
async function running(page) {
  const at = new Date().toISOString();
  const step = (name, state, durationMs = null) => ({ step: name, state, durationMs, startedAt: at, error: null });
  const run = {
    run: "0198c0de-0000-7000-8000-00000000aaaa",
    state: "running",
    startedAt: at,
    endedAt: null,
    steps: [
      step("claim", "done", 12),
      step("schema", "done", 84),
      step("tables", "started"),
      ...["admin", "files", "ready"].map((name) => step(name, "waiting")),
    ],
    lastEventId: "5",
  };
  await page.route("**/trpc/tenants.provisioning?*", () => {});
  await page.route("**/trpc/*provisioningState*", async (route) => {
    const response = await route.fetch();
    const names = new URL(route.request().url()).pathname.replace("/trpc/", "").split(",");
    const answers = await response.json();
    const answer = answers[names.indexOf("tenants.provisioningState")];
    answer.result.data = { ...answer.result.data, state: "provisioning", run };
    await route.fulfill({ response, json: answers });
  });
}

/** The dashboard that has the gallery, in place of the one that ships. */
async function withGallery(page, { origin, gallery }) {
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const file = join(gallery, pathname);
    if (extname(pathname) !== "" && existsSync(file)) return route.fulfill({ path: file });
    const isPage = route.request().resourceType() === "document";
    return isPage ? route.fulfill({ path: join(gallery, "index.html") }) : route.continue();
  });
}

/** @type {Scene[]} */
export const SCENES = [
  { name: "sign-in", path: "/sign-in", signedOut: true },
  {
    name: "sign-in-refused",
    path: "/sign-in",
    signedOut: true,
    act: async (page) => {
      await page.locator("input[name=email]").fill("direction@peproscolaire.fr");
      await page.locator("input[name=password]").fill("pas le bon");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "start", path: "/", until: "#boot", before: hold("**/trpc/auth.session*") },
  { name: "start-away", path: "/", before: away },
  { name: "start-offline", path: "/", before: offline },
  { name: "home", path: "/" },
  { name: "home-loading", path: "/", before: hold("**/trpc/tenants.overview*"), until: ".skeleton" },
  {
    name: "home-away",
    path: "/",
    until: "main [role=alert]",
    before: (page) => page.route("**/trpc/tenants.overview*", (route) => route.fulfill({ status: 503, body: "" })),
  },
  {
    name: "palette",
    path: "/",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("option", { name: "Lycée Victor Hugo" }).waitFor();
    },
  },
  {
    name: "palette-none",
    path: "/",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("rien de tel");
      await page.getByText("Rien ne correspond").waitFor();
    },
  },
  {
    name: "user-menu",
    path: "/",
    on: ["desk"],
    act: async (page) => {
      await page.getByRole("button", { name: /direction@/ }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  { name: "drawer", path: "/", on: ["phone", "narrow"], act: press("Ouvrir le menu") },
  { name: "schools", path: "/schools" },
  {
    name: "schools-filled",
    path: "/schools?search=lyon&type=lycee",
    fleet: true,
    english: true,
    before: withPupils,
    until: "tbody a",
  },
  { name: "schools-none", path: "/schools?search=introuvable" },
  { name: "schools-away", path: "/schools", until: "main [role=alert]", before: awayBut("auth.session") },
  { name: "school-new", path: "/schools/new" },
  {
    name: "school-new-faults",
    path: "/schools/new",
    act: async (page) => {
      await page.getByRole("button", { name: "Ouvrir l'établissement" }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
    },
  },
  { name: "school", path: of("open") },
  { name: "school-created", path: of("created") },
  { name: "school-failed", path: of("failed") },
  { name: "school-inactive", path: of("inactive") },
  { name: "school-deleted", path: of("deleted") },
  { name: "school-away", path: of("open"), until: "main [role=alert]", before: awayBut("auth.session") },
  { name: "opening", path: of("open", "opening") },
  { name: "opening-waiting", path: of("created", "opening") },
  { name: "opening-running", path: of("created", "opening"), before: running },
  { name: "opening-failed", path: of("failed", "opening") },
  {
    name: "opening-failed-details",
    path: of("failed", "opening"),
    act: async (page) => {
      await page.locator("summary").first().click();
      await page.getByText("Détails techniques").scrollIntoViewIfNeeded();
    },
  },
  ...["modules", "theme", "domains", "settings", "danger"].map((tab) => ({
    name: `school-${tab}`,
    path: of("open", tab),
  })),
  { name: "dialog-record", path: of("open"), act: press("Modifier la fiche") },
  { name: "dialog-quotas", path: of("open"), act: press("Modifier les quotas") },
  {
    name: "domain-add",
    path: of("open", "domains"),
    act: async (page) => {
      const field = page.getByRole("textbox", { name: "Domaine", exact: true });
      await field.fill("https://www.lycee-hugo.fr/accueil");
      await field.scrollIntoViewIfNeeded();
    },
  },
  { name: "dialog-deactivate", path: of("open", "danger"), act: press("Désactiver l'établissement") },
  { name: "dialog-delete", path: of("open", "danger"), act: press("Supprimer l'établissement") },
  {
    name: "dialog-leave",
    path: of("open", "theme"),
    act: async (page) => {
      await page.getByRole("textbox", { name: "Couleur principale", exact: true }).fill("#00695C");
      await page.getByRole("link", { name: "Modules" }).first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "school-database", path: of("open", "database") },
  { name: "migrations", path: "/migrations" },
  { name: "migrations-runs", path: "/migrations/runs" },
  { name: "migrations-drift", path: "/migrations/drift" },
  { name: "databases", path: "/databases", fleet: true },
  { name: "import", path: "/schools/import" },
  ...PEOPLE_SCENES,
  { name: "not-found", path: "/nulle-part" },
  { name: "gallery", path: "/gallery", before: withGallery },
];

/** The main pages, which are looked at on a wide screen, too. */
export const WIDE = [
  "home",
  "schools",
  "schools-filled",
  "school-new",
  "school",
  "school-theme",
  "school-people",
  "opening",
  "opening-failed",
  "school-database",
  "migrations",
  "databases",
  "import",
  "audit",
  "account",
  "api-keys",
  "super-admins",
];

/** Away, but for who is signed in: the shell is there. */
function awayBut(procedure) {
  return (page) =>
    page.route("**/trpc/**", (route) =>
      route.request().url().includes(procedure)
        ? route.continue()
        : route.fulfill({ status: 503, headers: { "retry-after": "30" }, body: "" }),
    );
}
