import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, schoolBody, type TestPlatform } from "../harness/index.ts";
import { encodeBody, type SentBody } from "./support/body.ts";
import { type Answer, type Client, logIn, ROOT } from "./support/client.ts";
import { expectJson } from "./support/compare.ts";
import { fill } from "./support/placeholders.ts";
import { HUGO_HOST, OTHER_HOST, OTHER_PASSWORD, openTwoSchools, TEACHER } from "./support/two-schools.ts";

const REFUSED = { non_field_errors: ["Email ou mot de passe incorrect."] };

let platform: TestPlatform;
let root: Client;

beforeAll(async () => {
  platform = await openPlatform();
  ({ root } = await openTwoSchools(platform));
});
afterAll(() => platform.close());

function post(name: string, json: unknown, host = HUGO_HOST, headers: Record<string, string> = {}): Promise<Answer> {
  return root.send("POST", `/api/v1/auth/${name}/`, { host, token: null, json, init: { headers } });
}

const session = async (host = HUGO_HOST, email = TEACHER) => (await logIn(platform, host, email, PASSWORD)).tokens;
const profileOf = (token: string, host: string, headers: Record<string, string> = {}) =>
  root.send("GET", "/api/v1/auth/profile/", { host, token, init: { headers } });

describe("a login", () => {
  test("looks only at the users of its own host", async () => {
    for (const [host, email, password] of [
      [BASE_DOMAIN, TEACHER, PASSWORD],
      [`www.${BASE_DOMAIN}`, TEACHER, PASSWORD],
      [OTHER_HOST, TEACHER, PASSWORD],
      [HUGO_HOST, TEACHER, OTHER_PASSWORD],
      [HUGO_HOST, ROOT, PASSWORD],
      [OTHER_HOST, "eleve@lycee-hugo.fr", PASSWORD],
    ] as const) {
      const answer = await post("login", { email, password }, host);
      expect([host, email, answer.status, answer.json]).toEqual([host, email, 400, REFUSED]);
    }
    const [here, there] = [
      await logIn(platform, HUGO_HOST, TEACHER, PASSWORD),
      await logIn(platform, OTHER_HOST, TEACHER, OTHER_PASSWORD),
    ];
    expect([here.user.full_name, there.user.full_name]).toEqual(["Émile Zola", "Émile Autre"]);
  });

  test("on the main host looks at the school that X-Tenant-Subdomain selects, and at no other", async () => {
    const credentials = { email: TEACHER, password: PASSWORD };
    const selected = await post("login", credentials, BASE_DOMAIN, { "X-Tenant-Subdomain": "lycee-hugo" });
    expect([selected.status, (selected.json.user as { user_type: string }).user_type]).toEqual([200, "teacher"]);
    for (const hint of ["autre", "peproscolaire", ""]) {
      const answer = await post("login", credentials, BASE_DOMAIN, { "X-Tenant-Subdomain": hint });
      expect([answer.status, answer.json]).toEqual([400, REFUSED]);
    }
    expect((await post("login", credentials, OTHER_HOST, { "X-Tenant-Subdomain": "lycee-hugo" })).status).toBe(400);
  });

  test("at a school that is not provisioned yet is refused like any other, its super-admin's included", async () => {
    await root.send("POST", "/api/v1/tenants/", { json: schoolBody("brute") });
    for (const email of [TEACHER, ROOT, "contact@brute.fr"]) {
      const answer = await post("login", { email, password: PASSWORD }, `brute.${BASE_DOMAIN}`);
      expect([answer.status, answer.json]).toEqual([400, REFUSED]);
    }
    const hinted = { "X-Tenant-Subdomain": "brute" };
    expect((await post("login", { email: ROOT, password: PASSWORD }, BASE_DOMAIN, hinted)).json).toEqual(REFUSED);
  });

  test.for<[string, SentBody, unknown]>([
    ["a password in another case", { set: { password: PASSWORD.toUpperCase() } }, REFUSED],
    ["a password of 5000 characters", { set: { password: "{{x*5000}}" } }, REFUSED],
    ["an address of 300 characters", { set: { email: `{{x*290}}@lycee.fr` } }, REFUSED],
    ["an address in another case", { set: { email: TEACHER.toUpperCase() } }, REFUSED],
    ["an odd address", { set: { email: "o'neil&fils@localhost" } }, REFUSED],
    ["an address of an accented domain", { set: { email: "prof@établissement.fr" } }, REFUSED],
    ["SQL for a password", { set: { password: "' or 1=1 --" } }, REFUSED],
    ["an inactive account", { set: { email: "parti@lycee-hugo.fr" } }, REFUSED],
    ["an inactive account in a form", { as: "form", set: { email: "parti@lycee-hugo.fr" } }, REFUSED],
    ["SQL for an address", { set: { email: "' or 1=1 --" } }, { email: ["Saisissez une adresse e-mail valide."] }],
    ["a null character", { set: { password: "a\u0000" } }, { password: ["Le caractère nul n'est pas autorisé."] }],
    [
      "a lone surrogate",
      { set: { password: "\ud800" } },
      { password: ["Surrogate characters are not allowed: U+D800."] },
    ],
    [
      "a list",
      { set: { email: [], password: {} } },
      { email: ["Saisissez une adresse e-mail valide."], password: ["Not a valid string."] },
    ],
    [
      "blanks in a form",
      { as: "form", set: { email: "", password: " " } },
      { email: ["Ce champ ne peut être vide."], password: ["Ce champ ne peut être vide."] },
    ],
    [
      "an empty form",
      { as: "form", raw: "" },
      { email: ["Ce champ est obligatoire."], password: ["Ce champ est obligatoire."] },
    ],
  ])("is refused for %s", async ([, sent, expected]) => {
    const { body, contentType } = encodeBody(fill(sent, {}), { email: TEACHER, password: PASSWORD });
    const init = { body, headers: { "Content-Type": contentType } };
    const answer = await root.send("POST", "/api/v1/auth/login/", { host: HUGO_HOST, token: null, init });
    expect(answer.status).toBe(400);
    expectJson(answer.json, expected);
  });

  test.for<[string, SentBody]>([
    ["JSON", {}],
    ["JSON with a charset", { contentType: "application/json; charset=utf-8" }],
    ["a form", { as: "form" }],
    ["multipart", { as: "multipart" }],
    [
      "JSON with spaces around the values and fields nobody knows",
      { set: { email: ` ${TEACHER} `, password: ` ${PASSWORD} `, tenant: "x" } },
    ],
  ])("is taken from %s", async ([, sent]) => {
    const { body, contentType } = encodeBody(sent, { email: TEACHER, password: PASSWORD });
    const init = { body, headers: { "Content-Type": contentType } };
    const answer = await root.send("POST", "/api/v1/auth/login/", { host: HUGO_HOST, token: null, init });
    expect([answer.status, answer.json.message]).toEqual([200, "Connexion réussie !"]);
  });
});

describe("a profile", () => {
  const change = (method: string, token: string, json: unknown) =>
    root.send(method, "/api/v1/auth/profile/", { host: HUGO_HOST, token, json });

  test.for(["PATCH", "PUT"])("takes new names and a number by %s, and nothing that gives rights", async (method) => {
    const { access } = await session(HUGO_HOST, "eleve@lycee-hugo.fr");
    const before = (await profileOf(access, HUGO_HOST)).json;
    const names = { first_name: method, last_name: " D'Ys ", phone_number: "+33612345678" };
    const rights = {
      user_type: "admin",
      is_active: false,
      is_verified: true,
      email: "x@x.fr",
      username: "root",
      id: "x",
    };
    const answer = await change(method, access, { ...names, ...rights });
    const user = { ...before, ...names, last_name: "D'Ys", full_name: `${method} D'Ys` };
    expect([answer.status, answer.json]).toEqual([200, { user, message: "Profil mis à jour avec succès !" }]);
    expect((await profileOf(access, HUGO_HOST)).json).toEqual(user);
  });

  test("refuses what does not fit, every fault at once, and changes nothing", async () => {
    const { access } = await session(HUGO_HOST, "eleve@lycee-hugo.fr");
    const before = (await profileOf(access, HUGO_HOST)).json;
    const answer = await change("PATCH", access, {
      first_name: "x".repeat(151),
      last_name: null,
      phone_number: "06 12",
    });
    expect(answer.status).toBe(400);
    expectJson(answer.json, {
      first_name: ["Assurez-vous que ce champ comporte au plus 150 caractères."],
      last_name: ["Ce champ ne peut être nul."],
      phone_number: ["Le numéro de téléphone doit être au format: '+33612345678'"],
    });
    expect((await profileOf(access, HUGO_HOST)).json).toEqual(before);
  });
});

test("health is public on every host", async () => {
  for (const host of [BASE_DOMAIN, HUGO_HOST]) {
    const answer = await root.send("GET", "/api/v1/auth/health/", { host, token: null });
    expect([answer.status, answer.json]).toEqual([
      200,
      { status: "healthy", message: "PeproScolaire API is running", timestamp: host, version: "1.0.0" },
    ]);
  }
});

test("refusals follow Accept-Language", async () => {
  const english = { "Accept-Language": "en" };
  const answer = await post("login", { email: TEACHER, password: "x" }, HUGO_HOST, english);
  expect(answer.json).toEqual({ non_field_errors: ["Wrong e-mail address or password."] });
  const { json } = await profileOf("x", HUGO_HOST, english);
  expect(json.detail).toBe("Given token not valid for any token type");
});
