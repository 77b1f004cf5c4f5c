import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlatform, type TestPlatform } from "../harness/index.ts";
import type { SentBody } from "./support/body.ts";
import { expectJson } from "./support/compare.ts";
import { DEFAULT_MODULES } from "./support/modules.ts";
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

describe("provision", () => {
  test("opens the school once; of several at once, one", async () => {
    const fresh = await create("provision");
    const answers = await Promise.all([1, 2, 3].map(() => act(fresh, "provision")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    const success = { status: "success", message: `Tenant ${fresh.domain_url} provisionné avec succès` };
    expect(answers.find(({ status }) => status === 200)?.json).toEqual(success);
    for (const { json } of answers.filter(({ status }) => status === 400)) {
      expect(json).toEqual({ error: "Ce tenant est déjà provisionné" });
    }
    expect((await read(fresh)).provisioned_at).toMatch(/^\d{4}-.*[+-]\d\d:\d\d$/);
  });

  test("tells why it failed, leaves nothing half done, and succeeds once the ground is gone", async () => {
    const blocked = await create("occupe");
    const { db, installation } = platform.core;
    const owner = await db.owner(installation.controlClusterId).borrow();
    try {
      await owner.send(sql`create schema occupe`);
      const failed = await act(blocked, "provision");
      expect(failed.status).toBe(500);
      expect(Object.keys(failed.json)).toEqual(["error"]);
      expect(failed.json.error).toMatch(/^Erreur lors du provisionnement: .*occupe/);
      expect(await read(blocked)).toMatchObject({ provisioned_at: null });
      await owner.send(sql`drop schema occupe`);
    } finally {
      db.owner(installation.controlClusterId).giveBack(owner, false);
    }
    expect((await act(blocked, "provision")).status).toBe(200);
  });
});

describe("activate and deactivate", () => {
  test.for([
    ["deactivate", "désactivé", false],
    ["deactivate", "désactivé", false],
    ["activate", "activé", true],
    ["activate", "activé", true],
  ] as const)("%s answers the same however often", async ([action, word, isActive]) => {
    const answer = await act(school, action, { raw: "{}" });
    expect([answer.status, answer.json]).toEqual([
      200,
      { status: "success", message: `Tenant ${school.domain_url} ${word}` },
    ]);
    expect(await read(school)).toMatchObject({ is_active: isActive });
  });
});

describe("update_modules", () => {
  const good = (modules_enabled: object) => ({ status: "success", modules_enabled });
  const unknown = (name: string) => ({ error: `Module invalide: ${name}` });
  const notBoolean = (name: string) => ({ error: `La valeur du module ${name} doit être un booléen` });
  const notMap = { error: "Les modules doivent être un dictionnaire" };

  test.for<[string, SentBody, number, unknown]>([
    [
      "some, the others off",
      { set: { modules_enabled: { grades: true, homework: false } } },
      200,
      good({ grades: true, homework: false }),
    ],
    ["an empty map, back to the defaults", { set: { modules_enabled: {} } }, 200, good(DEFAULT_MODULES)],
    ["nothing, back to the defaults", { raw: "{}" }, 200, good(DEFAULT_MODULES)],
    ["a form", { as: "form", set: { modules_enabled: '{"grades": true}' } }, 200, good({ grades: true })],
    [
      "multipart",
      { as: "multipart", set: { modules_enabled: '{"ai_analytics": true}' } },
      200,
      good({ ai_analytics: true }),
    ],
    [
      "fields nobody knows",
      { set: { modules_enabled: { messaging: true }, cantine: true } },
      200,
      good({ messaging: true }),
    ],
    ["an unknown module", { set: { modules_enabled: { grades: true, cantine: true } } }, 400, unknown("cantine")],
    ["an unknown module with a wrong value", { set: { modules_enabled: { cantine: 1 } } }, 400, unknown("cantine")],
    ["a module in another case", { set: { modules_enabled: { Grades: true } } }, 400, unknown("Grades")],
    ["a module without a name", { set: { modules_enabled: { "": true } } }, 400, unknown("")],
    ["__proto__", { literal: { modules_enabled: '{"__proto__": true}' } }, 400, unknown("__proto__")],
    ["constructor", { set: { modules_enabled: { constructor: true } } }, 400, unknown("constructor")],
    ["an unknown name in a list", { set: { modules_enabled: ["grades", "cantine"] } }, 400, unknown("cantine")],
    ["a word, letter by letter", { set: { modules_enabled: "grades" } }, 400, unknown("g")],
    ["yes", { set: { modules_enabled: { grades: "yes" } } }, 400, notBoolean("grades")],
    ["1", { set: { modules_enabled: { grades: 1 } } }, 400, notBoolean("grades")],
    ["null for a value", { set: { modules_enabled: { grades: null } } }, 400, notBoolean("grades")],
    ["a map for a value", { set: { modules_enabled: { grades: {} } } }, 400, notBoolean("grades")],
    ["a list of names", { set: { modules_enabled: ["grades"] } }, 400, notMap],
    ["null", { set: { modules_enabled: null } }, 400, notMap],
    ["a number", { set: { modules_enabled: 1 } }, 400, notMap],
    ["true", { set: { modules_enabled: true } }, 400, notMap],
  ])("%s", async ([, sent, status, expected]) => {
    const before = await read(school);
    const answer = await act(school, "update_modules", sent);
    expect([answer.status, answer.json]).toEqual([status, expected]);
    const stored = status === 200 ? (expected as { modules_enabled: object }).modules_enabled : before.modules_enabled;
    expect((await read(school)).modules_enabled).toEqual(stored);
  });

  test("one left out is off in the stats", async () => {
    await act(school, "update_modules", { set: { modules_enabled: { messaging: true, grades: false } } });
    const { json } = await root.send("GET", `/api/v1/tenants/${school.id}/stats/`);
    expect(json.active_modules).toEqual(["messaging"]);
    const inactive = Object.keys(DEFAULT_MODULES).filter((name) => name !== "messaging");
    expect([...(json.inactive_modules as string[])].sort()).toEqual(inactive.sort());
  });
});

describe("stats", () => {
  test("count the school's own users, its counted storage and whole days", async () => {
    const counted = await create("comptee", { provision_now: true, max_storage_gb: 4 });
    const target = await platform.core.resolver.resolve(counted.domain_url);
    if (target.kind !== "tenant") throw new Error("the school does not answer");
    const { db, auth } = platform.core;
    const people = ["student", "student", "parent", "teacher"] as const;
    await db.withTenant(target.tenant, async (tx) => {
      for (const [index, userType] of people.entries()) {
        const name = `${userType}${index}`;
        const user = { username: name, email: `${name}@x.fr`, firstName: "A", lastName: "B", userType };
        await auth.insertUser(tx, { ...user, passwordHash: null });
      }
    });
    await db.queryTenant(target.tenant, sql`update storage_counters set used_bytes = ${1024 ** 3 + 1024 ** 3 / 2}`);
    const ago = sql`update tenants set last_accessed_at = now() - interval '47 hours' where id = ${counted.id}`;
    await db.queryPlatform(ago);
    const { json, text } = await root.send("GET", `/api/v1/tenants/${counted.id}/stats/`);
    expectJson(json, {
      tenant_id: counted.id,
      tenant_name: "Lycée Victor Hugo",
      domain_url: counted.domain_url,
      is_active: true,
      total_users: 5,
      student_count: 2,
      teacher_count: 1,
      parent_count: 1,
      admin_count: 1,
      storage_used_gb: 1.5,
      storage_limit_gb: 4,
      storage_percentage: 37.5,
      last_accessed: "{{datetime}}",
      days_since_last_access: 1,
      active_modules: json.active_modules,
      inactive_modules: json.inactive_modules,
    });
    const modulesThatAre = (on: boolean) => Object.keys(DEFAULT_MODULES).filter((name) => DEFAULT_MODULES[name] === on);
    expect((json.active_modules as string[]).sort()).toEqual(modulesThatAre(true).sort());
    expect((json.inactive_modules as string[]).sort()).toEqual(modulesThatAre(false).sort());
    expect(text).toContain('"storage_used_gb":1.5,"storage_limit_gb":4,"storage_percentage":37.5,');
    expect(await read(counted)).toMatchObject({ storage_usage_gb: 1.5, student_count: 2 });
  });

  test("write decimals as such even when nothing is stored", async () => {
    const { text } = await root.send("GET", `/api/v1/tenants/${school.id}/stats/`);
    expect(text).toContain('"storage_used_gb":0.0,"storage_limit_gb":50,"storage_percentage":0.0,');
  });
});

test("a body is read only where it is needed", async () => {
  for (const action of ["activate", "deactivate", "activate"]) {
    expect((await act(school, action, { raw: "{" })).status).toBe(200);
  }
  expect((await act(school, "update_modules", { raw: "{" })).status).toBe(400);
});

test("refusals follow Accept-Language", async () => {
  const init = { headers: { "Accept-Language": "en" } };
  const path = `/api/v1/tenants/${school.id}/update_modules/`;
  const answer = await root.send("POST", path, { json: { modules_enabled: { x: true } }, init });
  expect(answer.json).toEqual({ error: "Invalid module: x" });
});
