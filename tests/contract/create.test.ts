import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { encodeBody, type SentBody } from "./support/body.ts";
import { type Client, superAdminOf } from "./support/client.ts";
import { expectJson } from "./support/compare.ts";
import { named, readData } from "./support/exchange.ts";
import { fill } from "./support/placeholders.ts";
import { creationOf, tenantBody } from "./support/schools.ts";

const PATH = "/api/v1/tenants/";
const ZOLA = {
  name: "Collège Émile Zola",
  school_type: "college",
  address: "1 rue d'Ys",
  postal_code: "29000",
  city: "Quimper",
  phone: "0298000000",
  email: "contact@zola.fr",
  subdomain: "zola",
};
const BASE = creationOf(ZOLA);

let platform: TestPlatform;
let root: Client;

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
  expect(await create({ set: { subdomain: "pris" } })).toMatchObject({ status: 201 });
});
afterAll(() => platform.close());

function create(sent: SentBody, bindings = {}, headers: Record<string, string> = {}) {
  const { body, contentType } = encodeBody(fill(sent, bindings), BASE);
  return root.send("POST", PATH, { init: { body, headers: { "Content-Type": contentType, ...headers } } });
}

const countSchools = async () => (await root.send("GET", `${PATH}?page_size=1`)).json.count;

type Refused = SentBody & { name: string; status?: number; answer: unknown };

describe("a creation is refused for", () => {
  test.for(named(readData<Refused>("create-refused")))("%s", async ([, refused]) => {
    const answer = await create(refused);
    expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${refused.status ?? 400} `));
    expectJson(answer.json, fill(refused.answer, {}));
    expect(await countSchools()).toBe(1);
  });
});

type Accepted = SentBody & { name: string; tenant: Record<string, unknown> & { school?: object } };

describe("a creation takes", () => {
  test.for(readData<Accepted>("create-accepted").map((row, index) => [row.name, row, index] as const))(
    "%s",
    async ([, accepted, index]) => {
      const subdomain = `bon-${index}`;
      const { school = {}, ...changes } = fill(accepted.tenant, {});
      const sent = accepted.raw ? accepted : { ...accepted, set: { subdomain, ...accepted.set } };
      const answer = await create(sent, { subdomain });
      expect(`${answer.status} ${answer.text}`).toMatch(/^201 /);
      const expected = tenantBody({ ...ZOLA, subdomain, ...school }, changes);
      expectJson(answer.json, expected);
      const read = await root.send("GET", `${PATH}${answer.json.id}/`);
      expect(read.json).toEqual(answer.json);
    },
  );
});

describe("a subdomain that PostgreSQL or DNS would refuse is a 400 on subdomain:", () => {
  const reserved = (name: string) => `Le sous-domaine ${name} est réservé`;
  const hyphen = "Le sous-domaine ne doit ni commencer ni finir par un tiret";
  test.for([
    ["-zola", hyphen],
    ["zola-", hyphen],
    ["-", hyphen],
    ["1zola", "Le sous-domaine doit commencer par une lettre"],
    ["29", "Le sous-domaine doit commencer par une lettre"],
    ["public", reserved("public")],
    ["information-schema", reserved("information-schema")],
    ["pg-catalog", reserved("pg-catalog")],
    ["pg-zola", reserved("pg-zola")],
    ["www", reserved("www")],
    ["admin", reserved("admin")],
    ["api", reserved("api")],
    ["xn--zola", reserved("xn--zola")],
    ["z".repeat(64), "Assurez-vous que ce champ comporte au plus 63 caractères."],
    ["z".repeat(5_000), "Assurez-vous que ce champ comporte au plus 63 caractères."],
  ] as const)("%s", async ([subdomain, message]) => {
    const alone = await create({ set: { subdomain } });
    expect(alone.status).toBe(400);
    expectJson(alone.json, { subdomain: [message] });
    const amongOthers = await create({ as: "form", set: { subdomain, phone: "12" } });
    expectJson(amongOthers.json, { phone: ["Numéro de téléphone invalide"], subdomain: [message] });
  });

  test("63 letters are the most, and open a school of that schema", async () => {
    const subdomain = "z".repeat(63);
    const answer = await create({ set: { subdomain, provision_now: true } });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ schema_name: subdomain, domain_url: `${subdomain}.${BASE_DOMAIN}` });
  });

  test("hyphens inside become underscores", async () => {
    const { status, json } = await create({ set: { subdomain: "lycee-du-bois--joli" } });
    expect([status, json.schema_name]).toEqual([201, "lycee_du_bois__joli"]);
  });

  test("a second one for the same schema, by whatever way it was taken", async () => {
    const first = await create({ set: { subdomain: "ancien-nom" } });
    const rename = sql`update tenants set schema_name = 'nouveau_nom' where id = ${String(first.json.id)}`;
    await platform.core.db.queryPlatform(rename);
    const second = await create({ set: { subdomain: "nouveau-nom" } });
    expect([second.status, Object.keys(second.json)]).toEqual([400, ["subdomain"]]);
    expect(await create({ set: { subdomain: "nouveau-nom", city: "" } })).toMatchObject({
      status: 400,
      json: { city: ["Ce champ ne peut être vide."], subdomain: [expect.stringContaining("nouveau")] },
    });
  });
});

describe("a subdomain is taken", () => {
  const taken = (name: string) => ({ subdomain: [`Le sous-domaine ${name} est déjà utilisé`] });

  test("by one of two that ask at once", async () => {
    const answers = await Promise.all([1, 2].map(() => create({ set: { subdomain: "course" } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect(answers.find(({ status }) => status === 400)?.json).toEqual(taken("course"));
  });

  test("by another school's domain_url", async () => {
    const other = await create({ set: { subdomain: "demenage" } });
    const json = { domain_url: `arrivee.${BASE_DOMAIN}` };
    expect(await root.send("PATCH", `${PATH}${other.json.id}/`, { json })).toMatchObject({ status: 200 });
    expect((await create({ set: { subdomain: "arrivee" } })).json).toEqual(taken("arrivee"));
    expect((await create({ set: { subdomain: "demenage" } })).json).toEqual(taken("demenage"));
  });

  test("by another school's alternative domain", async () => {
    const other = await create({ set: { subdomain: "principal" } });
    const json = { domain: `annexe.${BASE_DOMAIN}` };
    expect(await root.send("POST", `${PATH}${other.json.id}/add_domain/`, { json })).toMatchObject({ status: 201 });
    expect((await create({ set: { subdomain: "annexe" } })).json).toEqual(taken("annexe"));
  });
});

test("provision_now answers with the school provisioned", async () => {
  const answer = await create({ as: "form", set: { subdomain: "ouvert", provision_now: "yes" } });
  expect(answer.status).toBe(201);
  expectJson(answer.json, tenantBody({ ...ZOLA, subdomain: "ouvert" }, { provisioned_at: "{{datetime}}" }));
  const theme = await root.send("GET", "/api/v1/current-tenant/theme/", { host: `ouvert.${BASE_DOMAIN}` });
  expect(theme.json.school_name).toBe(ZOLA.name);
});

test("messages follow Accept-Language", async () => {
  const answer = await create({ set: { city: "", subdomain: "pris", phone: "12" } }, {}, { "Accept-Language": "en" });
  expect(answer.headers.get("content-language")).toBe("en");
  expect(answer.json).toEqual({
    city: ["This field may not be blank."],
    phone: ["Invalid phone number"],
    subdomain: ["The subdomain pris is already in use"],
  });
});

test("errors come in the order of the fields", async () => {
  const answer = await create({ raw: "{}" });
  expect(Object.keys(answer.json)).toEqual(Object.keys(BASE));
});

test("a body over a mebibyte is refused whole", async () => {
  const answer = await create({ set: { address: "x".repeat(1024 * 1024) } });
  expect([answer.status, Object.keys(answer.json)]).toEqual([413, ["detail"]]);
});
