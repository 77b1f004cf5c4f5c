import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlatform, schoolBody, type TestPlatform } from "../harness/index.ts";
import { type Client, superAdminOf } from "./support/client.ts";
import { expectJson } from "./support/compare.ts";
import { type Exchange, readData } from "./support/exchange.ts";

const NOT_FOUND = { detail: "Pas trouvé." };
const ANONYMOUS = { detail: "Informations d'authentification non fournies." };

let platform: TestPlatform;
let root: Client;
let school: string;

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
  school = String((await root.send("POST", "/api/v1/tenants/", { json: schoolBody() })).json.id);
});
afterAll(() => platform.close());

const address = (path: string) => `/api/v1/${path.replace("{id}", school)}/`;

describe("a body", () => {
  const UNFINISHED = { detail: "JSON parse error - Expecting value: line 1 column 10 (char 9)" };
  const posts = [
    "auth/login",
    "auth/token/refresh",
    "auth/token/verify",
    "auth/logout",
    "tenants",
    "tenants/{id}/update_modules",
    "tenants/{id}/add_domain",
  ];

  test.for(posts)("that is malformed is a 400 at %s", async (path) => {
    const init = { body: '{"email":', headers: { "Content-Type": "application/json" } };
    const answer = await root.send("POST", address(path), { init });
    expect([answer.status, answer.json]).toEqual([400, UNFINISHED]);
  });

  test.for(posts)("of another kind is a 415 at %s", async (path) => {
    for (const type of ["application/xml", "text/plain; charset=utf-8", "application/json+x", "x"]) {
      const answer = await root.send("POST", address(path), {
        init: { body: "{}", headers: { "Content-Type": type } },
      });
      expect(answer.status).toBe(415);
      expectJson(answer.json, { detail: `Type de média « ${type} » non supporté.` });
    }
  });

  test.for(posts)("over a mebibyte is a 413 at %s", async (path) => {
    const body = JSON.stringify({ email: "x".repeat(1024 * 1024) });
    const answer = await root.send("POST", address(path), {
      init: { body, headers: { "Content-Type": "application/json" } },
    });
    expect([answer.status, Object.keys(answer.json)]).toEqual([413, ["detail"]]);
  });

  test.for([
    [
      "of bytes that are no UTF-8",
      new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
      "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte",
    ],
    ["that is nested too deep", "[".repeat(1_000), "maximum recursion depth exceeded while decoding JSON"],
    ["that holds NaN", '{"email": NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
    [
      "that ends in a comma",
      '{"email": "x",}',
      "Expecting property name enclosed in double quotes: line 1 column 15 (char 14)",
    ],
  ] as const)("%s is a 400", async ([, body, reason]) => {
    const init = { body, headers: { "Content-Type": "application/json" } };
    const answer = await root.send("POST", address("auth/login"), { token: null, init });
    expect([answer.status, answer.json]).toEqual([400, { detail: `JSON parse error - ${reason}` }]);
  });
});

describe("OPTIONS", () => {
  test("on a tenant describes PUT with the fields of the list's POST", async () => {
    const recorded = readData<Exchange>("recorded-list").find(({ name }) => name === "list OPTIONS");
    const list = recorded?.answer as { description: string; actions: { POST: object } };
    const answer = await root.send("OPTIONS", address("tenants/{id}"));
    expectJson(answer.json, { ...list, name: "Tenant Instance", actions: { PUT: list.actions.POST } });
  });

  test.for([
    ["tenants/{id}/provision", "Provision", "Provisionne un tenant (crée le schéma et applique les migrations)"],
    ["tenants/{id}/update_modules", "Update modules", "Met à jour les modules activés pour un tenant"],
    ["tenants/{id}/add_domain", "Add domain", "Ajoute un domaine alternatif à un tenant"],
    ["tenants/{id}/stats", "Stats", "Récupère les statistiques détaillées d'un tenant"],
    ["current-tenant/info", "Info", "Retourne les informations du tenant actuel"],
    ["current-tenant/theme", "Theme", "Retourne le thème du tenant actuel"],
    ["current-tenant/modules", "Modules", "Retourne les modules activés pour le tenant actuel"],
  ] as const)("on %s says its name and purpose", async ([path, name, description]) => {
    expect((await root.send("OPTIONS", address(path))).json).toMatchObject({ name, description });
  });
});

describe("a format", () => {
  test.for([
    ["?format=json", 200],
    ["?format=api", 200],
    ["?format=xml", 404],
    ["?format=", 200],
  ] as const)("%s", async ([query, status]) => {
    const answer = await root.send("GET", `/api/v1/current-tenant/theme/${query}`, { token: null });
    expect(answer.status).toBe(status);
    if (status === 404) expect(answer.json).toEqual(NOT_FOUND);
  });

  test("JSON is indented for those who ask", async () => {
    const init = { headers: { Accept: "application/json; indent=2" } };
    const { text } = await root.send("GET", "/api/v1/current-tenant/theme/", { token: null, init });
    expect(text.split("\n").slice(0, 2)).toEqual(["{", '  "primary_color": "#1976D2",']);
  });
});

describe("a path that the contract does not have is a 404 in JSON:", () => {
  test.for([
    "/api/v1/",
    "/api/v1/current-tenant/",
    "/api/v1/current-tenant/logo/",
    "/api/v1/auth/",
    "/api/v1/auth/register/",
    "/api/v1/tenants/x/y/z/",
    "/api/v1/Tenants/",
    "/api/v2/tenants/",
    "/api/v1/tenants/%2e%2e/",
  ])("%s", async (path) => {
    for (const method of ["GET", "POST"]) {
      const answer = await root.send(method, path, { init: { headers: { Accept: "text/html" } } });
      expect([answer.status, answer.headers.get("content-type"), Object.keys(answer.json)]).toEqual([
        404,
        "application/json",
        ["detail"],
      ]);
    }
  });
});

describe("a language", () => {
  test.for([
    [undefined, "fr"],
    ["fr", "fr"],
    ["fr-CA", "fr"],
    ["en", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["de, en;q=0.5", "en"],
    ["de", "fr"],
    ["fr;q=0.1, en;q=0.9", "en"],
    ["nonsense;;q=x", "fr"],
  ] as const)("%s is answered in %s", async ([header, language]) => {
    const init = header === undefined ? {} : { headers: { "Accept-Language": header } };
    const answer = await root.send("GET", address("tenants"), { token: null, init });
    expect(answer.headers.get("content-language")).toBe(language);
    const english = "Authentication credentials were not provided.";
    expect(answer.json.detail).toBe(language === "en" ? english : ANONYMOUS.detail);
    expect(answer.headers.get("vary")).toMatch(/Accept, Accept-Language, Cookie/);
  });
});
