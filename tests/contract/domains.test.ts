import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import type { SentBody } from "./support/body.ts";
import { expectJson } from "./support/compare.ts";
import { type Registrar, registrarOf, type School } from "./support/registered-schools.ts";

let platform: TestPlatform;
let root: Registrar["root"];
let create: Registrar["create"];
let act: Registrar["act"];
let read: Registrar["read"];
let school: School;

beforeAll(async () => {
  platform = await openPlatform();
  ({ root, create, act, read } = await registrarOf(platform));
  school = await create("actions");
});
afterAll(() => platform.close());

const required = { error: "Le domaine est requis" };
const invalid = { error: "Domaine invalide" };
const taken = { error: "Ce domaine est déjà utilisé" };
let other: School;

beforeAll(async () => {
  other = await create("voisine");
  expect((await act(other, "add_domain", { set: { domain: "voisine.exemple.fr" } })).status).toBe(201);
});

test.for<[string, SentBody, unknown]>([
  ["nothing", { raw: "{}" }, required],
  ["no body", { raw: "" }, required],
  ["a blank", { set: { domain: "" } }, required],
  ["null", { set: { domain: null } }, required],
  ["false", { set: { domain: false } }, required],
  ["zero", { set: { domain: 0 } }, required],
  ["an empty list", { set: { domain: [] } }, required],
  ["an empty map", { set: { domain: {} } }, required],
  ["a body that is a list", { raw: "[]" }, required],
  ["an empty form", { as: "form", raw: "" }, required],
  ["spaces", { set: { domain: "  " } }, invalid],
  ["a sentence", { set: { domain: "pas un domaine !" } }, invalid],
  ["one label", { set: { domain: "ecole" } }, invalid],
  ["localhost", { set: { domain: "localhost" } }, invalid],
  ["a number", { set: { domain: 12 } }, invalid],
  ["a list", { set: { domain: ["a.fr"] } }, invalid],
  ["true", { set: { domain: true } }, invalid],
  ["an IPv4 address", { set: { domain: "192.168.1.1" } }, invalid],
  ["an IPv6 address", { set: { domain: "[::1]" } }, invalid],
  ["a URL", { set: { domain: "https://a.exemple.fr" } }, invalid],
  ["a path", { set: { domain: "a.exemple.fr/x" } }, invalid],
  ["a port", { set: { domain: "a.exemple.fr:80" } }, invalid],
  ["a wildcard", { set: { domain: "*.exemple.fr" } }, invalid],
  ["an underscore", { set: { domain: "_dmarc.exemple.fr" } }, invalid],
  ["a leading hyphen", { set: { domain: "-a.exemple.fr" } }, invalid],
  ["an empty label", { set: { domain: "a..fr" } }, invalid],
  ["two dots at the end", { set: { domain: "a.fr.." } }, invalid],
  ["a label of 64 letters", { set: { domain: "{{a*64}}.fr" } }, invalid],
  ["254 characters", { set: { domain: "{{aaaaaa.*36}}fr" } }, invalid],
  ["5000 characters", { set: { domain: "{{a*5000}}.fr" } }, invalid],
  ["accents", { set: { domain: "école.fr" } }, invalid],
  ["a null character", { set: { domain: "a\u0000.fr" } }, invalid],
  ["a lone surrogate", { set: { domain: "\ud800.fr" } }, invalid],
  ["SQL", { set: { domain: "'; drop table tenants; --" } }, invalid],
  ["the base domain", { set: { domain: BASE_DOMAIN } }, invalid],
  ["www of it", { set: { domain: `www.${BASE_DOMAIN}` } }, invalid],
  ["www of it in capitals", { set: { domain: `WWW.${BASE_DOMAIN}.` } }, invalid],
  ["another tenant's domain_url", { set: { domain: `voisine.${BASE_DOMAIN}` } }, taken],
  ["another tenant's domain_url in capitals", { set: { domain: `VOISINE.${BASE_DOMAIN}` } }, taken],
  ["another tenant's domain", { set: { domain: "voisine.exemple.fr" } }, taken],
  ["its own domain_url", { set: { domain: `actions.${BASE_DOMAIN}` } }, taken],
  ["a sentence, in a form", { as: "form", set: { domain: "pas un domaine !" } }, invalid],
])("refuses %s", async ([, sent, expected]) => {
  const answer = await act(school, "add_domain", sent);
  expect([answer.status, answer.json]).toEqual([400, expected]);
  expect((await read(school)).domains).toEqual([]);
});

test.for<[string, unknown, string]>([
  ["a word", "maybe", "Must be a valid boolean."],
  ["null", null, "Ce champ ne peut être nul."],
  ["a list", [], "Must be a valid boolean."],
])("refuses %s for is_primary", async ([, is_primary, message]) => {
  const answer = await act(school, "add_domain", { set: { domain: "x.exemple.fr", is_primary } });
  expect([answer.status, answer.json]).toEqual([400, { is_primary: [message] }]);
});

test("takes domains, trims and lower-cases them, lists them oldest first, with one primary at most", async () => {
  const added: [SentBody, string, boolean][] = [
    [{ set: { domain: " Un.Exemple.FR. " } }, "un.exemple.fr", false],
    [{ set: { domain: "deux.exemple.fr", is_primary: true } }, "deux.exemple.fr", true],
    [{ as: "form", set: { domain: "trois.exemple.fr", is_primary: "yes" } }, "trois.exemple.fr", true],
    [{ as: "multipart", set: { domain: "quatre.xn--p1ai", is_primary: "0" } }, "quatre.xn--p1ai", false],
    [{ set: { domain: `annexe.actions.${BASE_DOMAIN}`, is_primary: 1 } }, `annexe.actions.${BASE_DOMAIN}`, true],
  ];
  for (const [sent, domain, is_primary] of added) {
    const answer = await act(school, "add_domain", sent);
    expect(answer.status).toBe(201);
    expectJson(answer.json, { id: "{{uuid}}", domain, is_primary, created_at: "{{datetime}}" });
  }
  const { domains } = (await read(school)) as { domains: { domain: string; is_primary: boolean }[] };
  expect(domains.map(({ domain }) => domain)).toEqual(added.map(([, domain]) => domain));
  expect(domains.filter(({ is_primary }) => is_primary).map(({ domain }) => domain)).toEqual([added.at(-1)?.[1]]);
});

test("gives a domain to one of two that ask at once", async () => {
  const sent = { set: { domain: "course.exemple.fr" } };
  const answers = await Promise.all([act(school, "add_domain", sent), act(other, "add_domain", sent)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  expect(answers.find(({ status }) => status === 400)?.json).toEqual(taken);
});

test("refusals follow Accept-Language", async () => {
  const init = { headers: { "Accept-Language": "en" } };
  const answer = await root.send("POST", `/api/v1/tenants/${school.id}/add_domain/`, { json: {}, init });
  expect(answer.json).toEqual({ error: "The domain is required" });
});
