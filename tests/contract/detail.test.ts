import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, schoolBody, type TestPlatform } from "../harness/index.ts";
import { encodeBody, type SentBody } from "./support/body.ts";
import { type Client, superAdminOf } from "./support/client.ts";
import { expectJson } from "./support/compare.ts";
import { named, readData } from "./support/exchange.ts";
import { DEFAULT_MODULES } from "./support/modules.ts";
import { type Bindings, fill } from "./support/placeholders.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const NOT_FOUND = { detail: "Pas trouvé." };

type Tenant = Record<string, unknown> & { id: string; domain_url: string; school: { id: string; subdomain: string } };

let platform: TestPlatform;
let root: Client;
let own: Tenant;
let other: Tenant;
let bindings: Bindings;

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
  own = await create("notre");
  other = await create("autre");
  bindings = {
    own_domain: own.domain_url,
    own_school: own.school.id,
    own_school_hex: own.school.id.replaceAll("-", ""),
    other_domain: other.domain_url,
    nobody: NOBODY,
    nobody_hex: NOBODY.replaceAll("-", ""),
    default_modules: DEFAULT_MODULES,
  };
});
afterAll(() => platform.close());

const pathOf = ({ id }: { id: string }) => `/api/v1/tenants/${id}/`;

async function create(subdomain: string): Promise<Tenant> {
  const answer = await root.send("POST", "/api/v1/tenants/", { json: schoolBody(subdomain) });
  expect(`${answer.status} ${answer.text}`).toMatch(/^201 /);
  return answer.json as Tenant;
}

const read = async (tenant: Tenant) => (await root.send("GET", pathOf(tenant))).json as Tenant;

function change(tenant: Tenant, { method = "PATCH", ...sent }: SentBody & { method?: string }, more: HeadersInit = {}) {
  const { body, contentType } = encodeBody(fill(sent, bindings));
  const headers = { ...more, "Content-Type": contentType };
  return root.send(method, pathOf(tenant), { init: { body, headers } });
}

type Refused = SentBody & { name: string; method?: string; status?: number; answer: unknown };

describe("a change is refused for", () => {
  test.for(named(readData<Refused>("update-refused")))("%s", async ([, refused]) => {
    const answer = await change(own, refused);
    expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${refused.status ?? 400} `));
    expectJson(answer.json, fill(refused.answer, bindings));
    expect(await read(own)).toEqual(own);
  });
});

type Accepted = SentBody & { name: string; method?: string; changes: Record<string, unknown> };

describe("a change takes", () => {
  let changing: Tenant;
  beforeAll(async () => {
    changing = await create("changeant");
  });

  test.for(named(readData<Accepted>("update-accepted")))("%s, and changes nothing else", async ([, accepted]) => {
    const before = await read(changing);
    const { id, hex } = { id: before.school.id, hex: before.school.id.replaceAll("-", "") };
    const names = { ...bindings, own_domain: before.domain_url, own_school: id, own_school_hex: hex };
    const answer = await change(changing, fill(accepted, names));
    expect(`${answer.status} ${answer.text}`).toMatch(/^200 /);
    expect(answer.json).toEqual({ ...before, ...fill(accepted.changes, names) });
    expect(await read(changing)).toEqual(answer.json);
  });
});

describe("a domain_url", () => {
  const taken = { domain_url: ["Un objet Tenant avec ce champ domain url existe déjà."] };

  test.for([
    ["of another school, in capitals", `AUTRE.${BASE_DOMAIN}`],
    ["of the platform", `www.${BASE_DOMAIN}`],
    ["that is the base domain", BASE_DOMAIN],
  ])("%s is taken", async ([, domain_url]) => {
    const answer = await change(own, { set: { domain_url } });
    expect([answer.status, answer.json]).toEqual([400, taken]);
  });

  test("of another school's alternative domain is taken", async () => {
    const json = { domain: "annexe.exemple.fr" };
    expect(await root.send("POST", `${pathOf(other)}add_domain/`, { json })).toMatchObject({ status: 201 });
    expect((await change(own, { set: { domain_url: "annexe.exemple.fr" } })).json).toEqual(taken);
  });

  test("once left stays reserved to its school, which may take it back", async () => {
    const mover = await create("depart");
    const away = `ailleurs.${BASE_DOMAIN}`;
    expect((await change(mover, { set: { domain_url: away } })).json.domain_url).toBe(away);
    expect((await change(own, { set: { domain_url: mover.domain_url } })).json).toEqual(taken);
    const back = await change(mover, { set: { domain_url: mover.domain_url } });
    expect([back.status, back.json.domain_url]).toEqual([200, mover.domain_url]);
  });

  test("is given to one of two schools that ask at once", async () => {
    const set = { domain_url: `course.${BASE_DOMAIN}` };
    const answers = await Promise.all([own, other].map((tenant) => change(tenant, { set })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(answers.find(({ status }) => status === 400)?.json).toEqual(taken);
    for (const tenant of [own, other]) await change(tenant, { set: { domain_url: tenant.domain_url } });
  });
});

test("another school's id is refused on school_id", async () => {
  const answer = await change(own, { set: { school_id: other.school.id } });
  expect([answer.status, Object.keys(answer.json)]).toEqual([400, ["school_id"]]);
});

test("a school switched off by PATCH and by a PUT form is refused at once, and answers when it is back", async () => {
  const tenant = await create("interrupteur");
  const theme = () => root.send("GET", "/api/v1/current-tenant/theme/", { host: tenant.domain_url });
  expect((await theme()).status).toBe(200);
  await change(tenant, { set: { is_active: false } });
  expect((await theme()).status).toBe(404);
  await change(tenant, { set: { is_active: true } });
  expect((await theme()).status).toBe(200);
  const required = { domain_url: tenant.domain_url, school_id: tenant.school.id };
  await change(tenant, { method: "PUT", as: "form", set: required });
  expect((await theme()).status).toBe(404);
});

test("messages follow Accept-Language", async () => {
  const set = { domain_url: "x", primary_color: "x", max_students: 0 };
  const answer = await change(own, { set }, { "Accept-Language": "en-GB,en;q=0.9,fr;q=0.1" });
  expect(answer.json).toEqual({
    domain_url: ["The domain must have the form: subdomain.domain.extension"],
    primary_color: ["The colour must be in hexadecimal form (e.g. #1976D2)"],
    max_students: ["Ensure this value is greater than or equal to 1."],
  });
});

describe("a tenant is not found", () => {
  const calls = [
    ["GET", ""],
    ["PUT", ""],
    ["PATCH", ""],
    ["DELETE", ""],
    ["POST", "provision/"],
    ["POST", "activate/"],
    ["POST", "deactivate/"],
    ["GET", "stats/"],
    ["POST", "update_modules/"],
    ["POST", "add_domain/"],
    ["GET", "settings/"],
    ["PATCH", "settings/"],
  ] as const;
  const ids = {
    "of an unknown UUID": NOBODY,
    "of a UUID of no version": "00000000-0000-0000-0000-00000000000c",
    "of the greatest UUID": "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "that is no UUID": "abc",
    "that is a number": "12",
    "that is SQL": "'%20or%201=1--",
    "that is a schema": "notre",
    "with a null character": "%00",
    "that is not UTF-8": "%ff",
  };

  test.for(Object.entries(ids))("%s", async ([, id]) => {
    for (const [method, action] of calls) {
      const answer = await root.send(method, `/api/v1/tenants/${id}/${action}`, method === "GET" ? {} : { json: {} });
      expect([method, action, answer.status, answer.json]).toEqual([method, action, 404, NOT_FOUND]);
    }
  });

  test("once it is deleted; its host is unknown, its names stay taken", async () => {
    const gone = await create("parti");
    const deleted = await root.send("DELETE", pathOf(gone));
    expect([deleted.status, deleted.text]).toEqual([204, ""]);
    expect(deleted.headers.get("allow")).toBe("GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
    for (const [method, action] of calls) {
      const answer = await root.send(method, `${pathOf(gone)}${action}`, method === "GET" ? {} : { json: {} });
      expect([method, action, answer.status, answer.json]).toEqual([method, action, 404, NOT_FOUND]);
    }
    const list = await root.send("GET", "/api/v1/tenants/?search=parti");
    expect(list.json.count).toBe(0);
    const theme = await root.send("GET", "/api/v1/current-tenant/theme/", { host: gone.domain_url });
    expect([theme.status, theme.json]).toEqual([404, { detail: "Établissement non trouvé" }]);

    const again = await root.send("POST", "/api/v1/tenants/", { json: schoolBody("parti") });
    expect([again.status, again.json]).toEqual([400, { subdomain: ["Le sous-domaine parti est déjà utilisé"] }]);
    const moved = await change(own, { set: { domain_url: gone.domain_url } });
    expect([moved.status, Object.keys(moved.json)]).toEqual([400, ["domain_url"]]);
    const school = await change(own, { set: { school_id: gone.school.id } });
    expect([school.status, Object.keys(school.json)]).toEqual([400, ["school_id"]]);
  });
});

describe("an id", () => {
  test.for([
    ["without hyphens", (id: string) => id.replaceAll("-", "")],
    ["in capitals", (id: string) => id.toUpperCase()],
  ] as const)("may be written %s", async ([, write]) => {
    expect((await root.send("GET", pathOf({ id: write(own.id) }))).json.id).toBe(own.id);
  });
});

test("HEAD answers as GET, without a body", async () => {
  const [head, get] = [await root.send("HEAD", pathOf(own)), await root.send("GET", pathOf(own))];
  expect([head.status, head.text]).toEqual([200, ""]);
  expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
});

test("POST is not allowed on a tenant", async () => {
  const answer = await root.send("POST", pathOf(own), { json: {} });
  expect(answer.status).toBe(405);
  expectJson(answer.json, { detail: "Méthode « POST » non autorisée." });
  expect(answer.headers.get("allow")).toBe("GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
});
