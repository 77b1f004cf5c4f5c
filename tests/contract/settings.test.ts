import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlatform, schoolBody, type TestPlatform } from "../harness/index.ts";
import { encodeBody, type SentBody } from "./support/body.ts";
import { type Client, superAdminOf } from "./support/client.ts";
import { expectJson } from "./support/compare.ts";
import { fill } from "./support/placeholders.ts";
import { DEFAULT_SETTINGS } from "./support/schools.ts";

let platform: TestPlatform;
let root: Client;
let path: string;

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
  const created = await root.send("POST", "/api/v1/tenants/", { json: schoolBody("reglages") });
  path = `/api/v1/tenants/${created.json.id}/settings/`;
});
afterAll(() => platform.close());

function change(sent: SentBody) {
  const { body, contentType } = encodeBody(fill(sent, {}));
  return root.send("PATCH", path, { init: { body, headers: { "Content-Type": contentType } } });
}

const read = async () => (await root.send("GET", path)).json;

const atLeast = (bound: number) => [`Assurez-vous que cette valeur est supérieure ou égale à ${bound}.`];
const atMost = (bound: number) => [`Assurez-vous que cette valeur est inférieure ou égale à ${bound}.`];
const longest = (bound: number) => [`Assurez-vous que ce champ comporte au plus ${bound} caractères.`];
const BLANK = ["Ce champ ne peut être vide."];
const NULL = ["Ce champ ne peut être nul."];
const INTEGER = ["Un nombre entier valide est requis."];
const BOOLEAN = ["Must be a valid boolean."];
const TEXT = ["Not a valid string."];
const ZONE = ["Fuseau horaire inconnu (ex: Europe/Paris)."];
const LANGUAGE = ["Langue inconnue : fr ou en."];
const FORMAT = ["Format invalide (ex: %d/%m/%Y)."];

describe("a setting is refused:", () => {
  test.for([
    ["password_min_length", "0", atLeast(1)],
    ["password_min_length", "-5", atLeast(1)],
    ["password_min_length", "129", atMost(128)],
    ["password_min_length", "2147483648", atMost(2_147_483_647)],
    ["password_min_length", "1.5", INTEGER],
    ["password_min_length", '""', INTEGER],
    ["password_min_length", "true", INTEGER],
    ["password_min_length", "[8]", INTEGER],
    ["session_timeout_minutes", "0", atLeast(1)],
    ["session_timeout_minutes", "43201", atMost(43_200)],
    ["session_timeout_minutes", '"une heure"', INTEGER],
    ["session_timeout_minutes", "null", NULL],
    ["enable_email_notifications", '"oui"', BOOLEAN],
    ["enable_email_notifications", "[]", BOOLEAN],
    ["enable_sms_notifications", "null", NULL],
    ["timezone", '"Mars/Olympus"', ZONE],
    ["timezone", '"Paris"', ZONE],
    ["timezone", '"+01:00"', ZONE],
    ["timezone", '"../../etc/passwd"', ZONE],
    ["timezone", "3", ZONE],
    ["timezone", "{}", TEXT],
    ["timezone", '" "', BLANK],
    ["timezone", "null", NULL],
    ["timezone", '"{{x*51}}"', longest(50)],
    ["timezone", '"Europe/Paris\\u0000"', ["Le caractère nul n'est pas autorisé."]],
    ["language", '"de"', LANGUAGE],
    ["language", '"FR"', LANGUAGE],
    ["language", '"français"', LANGUAGE],
    ["language", '""', BLANK],
    ["language", "true", TEXT],
    ["date_format", '"%Q"', FORMAT],
    ["date_format", '"%"', FORMAT],
    ["date_format", '"%d/%m/%"', FORMAT],
    ["date_format", '"a\\nb"', FORMAT],
    ["date_format", '""', BLANK],
    ["date_format", '"{{%d*11}}"', longest(20)],
    ["time_format", '"%-"', FORMAT],
    ["time_format", "null", NULL],
    ["time_format", '"\\ud800"', ["Surrogate characters are not allowed: U+D800."]],
  ] as const)("%s %s", async ([field, literal, messages]) => {
    const before = await read();
    const answer = await change({ literal: { [field]: literal } });
    expect(answer.status).toBe(400);
    expectJson(answer.json, { [field]: messages });
    expect(await read()).toEqual(before);
  });

  test("several, all told at once in the order of the fields, and the good ones beside them are not kept", async () => {
    const before = await read();
    const set = { time_format: "%", language: "de", timezone: "Mars", password_min_length: 0, date_format: "%Y" };
    const answer = await change({ set });
    expect(Object.keys(answer.json)).toEqual(["password_min_length", "timezone", "language", "time_format"]);
    expect(await read()).toEqual(before);
  });

  test.for([
    ["[]", { non_field_errors: ["Donnée non valide. Attendait un dictionnaire, a reçu list."] }],
    ["null", { non_field_errors: ["No data provided"] }],
    ["{", { detail: "JSON parse error - Expecting property name enclosed in double quotes: line 1 column 2 (char 1)" }],
  ] as const)("the body %s", async ([raw, expected]) => {
    const answer = await change({ raw });
    expect([answer.status, answer.json]).toEqual([400, expected]);
  });
});

describe("a setting is taken:", () => {
  test.for<[string, SentBody, Record<string, unknown>]>([
    ["the least", { set: { password_min_length: 1, session_timeout_minutes: 1 } }, {}],
    ["the most", { set: { password_min_length: 128, session_timeout_minutes: 43_200 } }, {}],
    ["texts of numbers", { set: { password_min_length: "12" } }, { password_min_length: 12 }],
    ["decimals", { literal: { session_timeout_minutes: "90.0" } }, { session_timeout_minutes: 90 }],
    ["a time zone", { set: { timezone: " America/Cayenne " } }, { timezone: "America/Cayenne" }],
    ["UTC", { set: { timezone: "UTC" } }, {}],
    ["English", { set: { language: "en" } }, {}],
    ["formats", { set: { date_format: "%Y-%m-%d", time_format: "%-I h %M %p" } }, {}],
    ["a format of 20 characters", { set: { date_format: "%A %d %B %Y, été 12" } }, {}],
    ["a format without letters", { set: { date_format: "jj/mm" } }, {}],
    [
      "booleans as words",
      { set: { enable_sms_notifications: "on", enable_email_notifications: "n" } },
      { enable_sms_notifications: true, enable_email_notifications: false },
    ],
    [
      "in a form",
      { as: "form", set: { password_min_length: "9", enable_sms_notifications: "false" } },
      { password_min_length: 9, enable_sms_notifications: false },
    ],
    ["in multipart", { as: "multipart", set: { password_min_length: "10" } }, { password_min_length: 10 }],
    ["nothing known", { set: { foo: 1, id: "x", tenant: null } }, { foo: undefined, id: undefined, tenant: undefined }],
  ])("%s, and the others stay", async ([, sent, changes]) => {
    const before = await read();
    const answer = await change(sent);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ ...before, ...sent.set, ...changes });
    expect(await read()).toEqual(answer.json);
  });
});

test("a tenant has its default settings before it is provisioned, on every way to read them", async () => {
  const created = await root.send("POST", "/api/v1/tenants/", { json: schoolBody("neuf") });
  expect(created.json.settings).toEqual(DEFAULT_SETTINGS);
  const settings = await root.send("GET", `/api/v1/tenants/${created.json.id}/settings/`);
  expect(settings.json).toEqual(DEFAULT_SETTINGS);
});

test("settings changed on their own path are those of the tenant", async () => {
  await change({ set: { date_format: "%Y" } });
  const tenant = await root.send("GET", path.replace("settings/", ""));
  expect(tenant.json.settings).toEqual(await read());
});

test("messages follow Accept-Language", async () => {
  const init = { headers: { "Accept-Language": "en" } };
  const json = { timezone: "Mars", language: "de", time_format: "%", password_min_length: 129 };
  expect((await root.send("PATCH", path, { json, init })).json).toEqual({
    password_min_length: ["Ensure this value is less than or equal to 128."],
    timezone: ["Unknown time zone (e.g. Europe/Paris)."],
    language: ["Unknown language: fr or en."],
    time_format: ["Invalid format (e.g. %d/%m/%Y)."],
  });
});
