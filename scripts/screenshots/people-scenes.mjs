import { ACCOUNT } from "./server.mjs";
import { answer, of, press } from "./steps.mjs";

const CODES = ["7kq2-mw9x", "h4tz-p8nc", "r6vb-3dys", "x9fm-k2jq", "w5gc-t7hn", "b3ps-v6zd", "n8yk-q4rm", "d2jw-x5tf"];
const SECRET = `pepro_platform_${"4f7Kq9ZtW2mXc8RbNvLp6HsYdGj3Ea".padEnd(38, "u5Tw")}`;
const TWO_FACTOR = { isEnabled: true, enabledAt: "2026-01-05T08:00:00.000Z", recoveryCodesLeft: 2 };

/** Dark pictures of these are in English. */
const english = true;
const withTwoFactor = (page) => answer(page, { "twoFactor.state": TWO_FACTOR });

async function openMenu(page, name) {
  await page.getByRole("button", { name }).last().click();
  await page.getByRole("menu").waitFor();
}

async function begun(page) {
  await press(/^(Activer la vérification|Turn verification on)/)(page);
  await page.getByRole("dialog").locator("input[name=password]").fill(ACCOUNT.password);
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: /QR/ }).waitFor();
}

async function confirmed(page) {
  await begun(page);
  await page.locator("input[name=code]").fill("123456");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
}

async function fillKey(page) {
  await press(/^(Créer une clé|Create a key)$/)(page);
  await page.locator("input[name=name]").fill("Emploi du temps");
  await page.getByRole("dialog").getByRole("checkbox").first().click({ force: true });
}

async function fillPerson(page) {
  await press(/^(Ajouter un super-admin|Add a super-admin)$/)(page);
  await page.locator("input[name=firstName]").fill("Camille");
  await page.locator("input[name=lastName]").fill("Lemaire");
  await page.locator("input[name=email]").fill("camille.lemaire@peproscolaire.fr");
}

async function fillReason(page) {
  await press(/^(Entrer à la place de|Enter in the place of)/)(page);
  await page.locator("textarea").fill("Aide demandée par téléphone : les notes du trimestre ne s'affichent plus");
}

async function changeColor(page) {
  await page.getByRole("textbox", { name: "Couleur principale", exact: true }).fill("#00695C");
  await page.getByRole("button", { name: "Enregistrer l'apparence" }).waitFor();
}

const broken = (state) => ({ ...state, broken: { kind: "edited", seq: "2", id: "7" } });

/** The account, what others and programs come in with, entering a school, and what is known of all that. */
export const PEOPLE_SCENES = [
  { name: "account", path: "/account", english },
  { name: "account-two-factor", path: "/account", before: withTwoFactor, until: "text=/^Activée$|^On$/" },
  {
    name: "account-set-up",
    path: "/account",
    english,
    act: begun,
  },
  {
    name: "account-codes",
    path: "/account",
    before: (page) => answer(page, { "twoFactor.confirm": { recoveryCodes: CODES } }),
    act: confirmed,
  },
  {
    name: "account-disable",
    path: "/account",
    before: withTwoFactor,
    act: press(/^(Désactiver la vérification|Turn off)/),
  },
  { name: "api-keys", path: "/api-keys", english },
  {
    name: "api-keys-none",
    path: "/api-keys",
    before: (page) => answer(page, { "apiKeys.list": (all) => ({ ...all, keys: [] }) }),
  },
  { name: "api-key-create", path: "/api-keys", english, act: fillKey },
  {
    name: "api-key-leave",
    path: "/api-keys",
    act: async (page) => {
      await fillKey(page);
      await page.keyboard.press("Escape");
      await page
        .getByText(/^Quitter sans enregistrer/)
        .first()
        .waitFor();
    },
  },
  {
    name: "api-key-once",
    path: "/api-keys",
    english,
    before: (page) => answer(page, { "apiKeys.create": { key: null, secret: SECRET } }),
    act: async (page) => {
      await fillKey(page);
      await page.getByRole("dialog").locator("button[type=submit]").click();
      await page.getByRole("dialog").getByText(SECRET).first().waitFor();
    },
  },
  { name: "api-key-revoke", path: "/api-keys", act: press(/^Révoquer Emploi/) },
  { name: "super-admins", path: "/super-admins", english },
  { name: "super-admins-menu", path: "/super-admins", act: (page) => openMenu(page, /^Actions pour/) },
  { name: "super-admin-add", path: "/super-admins", english, act: fillPerson },
  {
    name: "super-admin-once",
    path: "/super-admins",
    before: (page) =>
      answer(page, { "superAdmins.create": { superAdmin: null, password: "abricot-tambour-9-velours" } }),
    act: async (page) => {
      await fillPerson(page);
      await page.getByRole("dialog").locator("button[type=submit]").click();
      await page.getByRole("dialog").getByText("abricot-tambour").first().waitFor();
    },
  },
  { name: "audit", path: "/audit", english },
  { name: "audit-none", path: "/audit?action=domains&actor=personne" },
  {
    name: "audit-filters",
    path: "/audit?action=tenants",
    on: ["phone", "narrow"],
    act: (page) => page.getByRole("button", { name: /^Filtres/ }).click(),
  },
  {
    name: "audit-entry",
    path: "/audit?action=tenants.update",
    english,
    act: async (page) => {
      await page.locator("a[data-row]").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "audit-chains",
    path: (ids) => `/audit?school=${ids.open}`,
    english,
    act: async (page) => {
      await page.getByRole("button", { name: /^(Vérifier les chaînes|Check the chains|Verify the chains)$/ }).click();
      await page.getByText(/chaînes tiennent|chains hold/).waitFor();
    },
  },
  {
    name: "audit-chain-broken",
    path: (ids) => `/audit?school=${ids.open}`,
    before: (page) =>
      answer(page, {
        "audit.verify": (state) => (state.trail === "school" ? { ...state, ...broken(state), state: "broken" } : state),
      }),
    act: async (page) => {
      await page.locator("a[data-row]").first().waitFor();
      await page.getByRole("button", { name: "Vérifier les chaînes" }).click();
      await page.getByText(/est rompue/).waitFor();
    },
  },
  { name: "stays", path: "/audit/stays", english },
  { name: "stay-end", path: "/audit/stays", act: press(/^Terminer l'entrée/) },
  {
    name: "stays-none",
    path: "/audit/stays",
    before: (page) => answer(page, { "impersonation.list": { items: [], count: 0 } }),
  },
  { name: "school-audit", path: of("open", "audit"), english },
  { name: "school-people", path: of("open", "people"), english },
  { name: "school-people-none", path: (ids) => `${of("open", "people")(ids)}?search=introuvable` },
  {
    name: "school-people-menu",
    path: of("open", "people"),
    before: (page) =>
      answer(page, {
        "members.list": (all) => ({ ...all, items: all.items.map((one) => ({ ...one, hasTwoFactor: true })) }),
      }),
    act: (page) => openMenu(page, /^Actions pour/),
  },
  {
    name: "member-end-sessions",
    path: of("open", "people"),
    english,
    act: async (page) => {
      await openMenu(page, /^(Actions pour|Actions for)/);
      await page.getByRole("menuitem").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "enter", path: of("open", "people"), english, act: fillReason },
  {
    name: "enter-link",
    path: of("open", "people"),
    before: (page) =>
      answer(page, {
        "impersonation.start": {
          id: "0198c0de-0000-7000-8000-00000000c001",
          link: "http://lycee-hugo.localhost/impersonation?token=abc",
          linkExpiresAt: new Date(Date.now() + 55_000).toISOString(),
        },
      }),
    act: async (page) => {
      await fillReason(page);
      await page.getByRole("dialog").locator("button[type=submit]").click();
      await page.getByRole("link", { name: "Ouvrir dans un nouvel onglet" }).waitFor();
    },
  },
  { name: "school-front", path: (ids) => ids.front, signedOut: true, english },
  { name: "school-front-entered", path: (ids) => ids.front, english },
  { name: "theme-saving", path: of("open", "theme"), act: changeColor },
  {
    name: "theme-saving-end",
    path: of("open", "theme"),
    act: async (page) => {
      await changeColor(page);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    },
  },
];
