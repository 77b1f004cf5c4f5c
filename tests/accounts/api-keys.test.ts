import type { KeyScope, TenantView } from "@pepro/contracts";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { ROOT, refusalOf, rootClient, type TypedClient, typedClient } from "../http/support/typed-client.ts";

let platform: TestPlatform;
let school: TenantView;
let other: TenantView;
let root: TypedClient;
let admin: TypedClient;
beforeAll(async () => {
  platform = await openPlatform();
  [school, other] = [await platform.openSchool(), await platform.openSchool()];
  root = await rootClient(platform);
  await platform.addMember(school, "chef@example.fr", "admin");
  const token = await platform.tokenOf(school.domainUrl, "chef@example.fr");
  admin = typedClient(platform.fetch, school.domainUrl, { Authorization: `Bearer ${token}` });
});
afterAll(() => platform.close());

const platformKey = async (...scopes: KeyScope[]) => root.apiKeys.create.mutate({ name: "ENT", scopes });
const schoolKey = async () => admin.apiKeys.create.mutate({ name: "Cantine", scopes: ["school:read"] });
const withKey = (key: string, host = BASE_DOMAIN) =>
  typedClient(platform.fetch, host, { Authorization: `Bearer ${key}` });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).data.pepro.code;
const get = (host: string, path: string, headers: Record<string, string>) => platform.fetch(host, path, { headers });

/** Refused as the typed client's calls are. */
async function exported(secret: string): Promise<void> {
  const path = "/api/audit/export?trail=platform&format=jsonl";
  const { status } = await get(BASE_DOMAIN, path, { Authorization: `Bearer ${secret}` });
  if (status !== 200) throw { data: { pepro: { code: status === 403 ? "forbidden" : status } } };
}

async function inSchool(statement: ReturnType<typeof sql>) {
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("no school");
  return platform.core.db.queryTenant(target.tenant, statement);
}

describe("a key", () => {
  test("is shown once and kept hashed; its list says who made it, for what, until when, and when it was last used", async () => {
    const { secret, key } = await platformKey("tenants:read");
    expect(secret).toMatch(/^pepro_platform_[0-9A-Za-z]{38}$/);
    expect(key).toMatchObject({ name: "ENT", scopes: ["tenants:read"], lastUsedAt: null, state: "active" });
    expect(Math.round((Date.parse(key.expiresAt ?? "") - Date.now()) / 86_400_000)).toBe(365);
    const rows = await platform.core.db.queryPlatform(sql`select k::text as row from api_keys k`);
    expect(JSON.stringify(rows)).not.toContain(secret);

    await withKey(secret).tenants.list.query({});
    const { keys, scopes } = await root.apiKeys.list.query();
    const listed = keys.find(({ id }) => id === key.id);
    expect(Date.parse(listed?.lastUsedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
    expect(JSON.stringify(keys)).not.toContain(secret);
    expect(scopes).toEqual(["tenants:read", "tenants:write", "tenants:delete", "audit:read"]);
  });

  test("writes its use at most once a minute", async () => {
    const { secret, key } = await platformKey("tenants:read");
    const lastUsed = async () =>
      (await platform.core.db.queryPlatform(sql`select last_used_at from api_keys where id = ${key.id}`))[0];
    await withKey(secret).tenants.list.query({});
    const first = await lastUsed();
    await withKey(secret).tenants.list.query({});
    expect(await lastUsed()).toEqual(first);
    await platform.core.db.queryPlatform(sql`update api_keys set last_used_at = now() - interval '61 seconds'
      where id = ${key.id}`);
    await withKey(secret).tenants.list.query({});
    expect(await lastUsed()).not.toEqual(first);
  });

  test.each([
    ["revoked", (id: string) => root.apiKeys.revoke.mutate({ id })],
    [
      "expired",
      (id: string) => platform.core.db.queryPlatform(sql`update api_keys set expires_at = now() where id = ${id}`),
    ],
  ] as const)("opens nothing once it is %s", async (state, end) => {
    const { secret, key } = await platformKey("tenants:read");
    await end(key.id);
    expect(await codeOf(withKey(secret).tenants.list.query({}))).toBe("api_key_invalid");
    expect((await root.apiKeys.list.query()).keys.find(({ id }) => id === key.id)?.state).toBe(state);
  });

  test("is taken from X-API-Key too, over tRPC and REST", async () => {
    const { secret } = await platformKey("tenants:read");
    const headers = { "X-API-Key": secret };
    expect((await get(BASE_DOMAIN, "/api/v1/tenants/", headers)).status).toBe(200);
    expect((await get(BASE_DOMAIN, "/api/v1/tenants/", { Authorization: `Bearer ${secret}` })).status).toBe(200);
    expect((await typedClient(platform.fetch, BASE_DOMAIN, headers).tenants.list.query({})).count).toBe(2);
  });

  test("that is wrong is a 401 in the form of the API that was asked", async () => {
    const answer = await get(BASE_DOMAIN, "/api/v1/tenants/", { "X-API-Key": "pepro_platform_x" });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "token_not_valid" });
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="api"');
    expect((await get(school.domainUrl, "/api/v1/current-tenant/theme/", { "X-API-Key": "x" })).status).toBe(401);
  });
});

describe("a key that is wrong", () => {
  const entries = () =>
    platform.core.db.queryPlatform<Record<string, unknown>>(
      sql`select tenant_id as "tenantId", target_id as target, outcome, host(ip_address::inet) as address from audit_entries
        where action = 'apiKeys.present' order by at desc, id desc limit 1`,
    );

  test("is in the trail with what may be shown of it and the host's school", async () => {
    const { secret } = await platformKey("tenants:read");
    expect(await codeOf(withKey(secret, other.domainUrl).tenants.list.query({}))).toBe("api_key_invalid");
    const [entry] = await entries();
    expect(entry).toMatchObject({ tenantId: other.id, outcome: "refused", target: secret.slice(0, 21) });
    await get(BASE_DOMAIN, "/api/v1/tenants/", { "X-API-Key": "hunter2" });
    expect((await entries())[0]).toMatchObject({ tenantId: null, target: null });
  });

  test("is waited for after sixty from one address; a right one from there is not", async () => {
    const { secret } = await platformKey("tenants:read");
    const from = (key: string) => platform.fetch(BASE_DOMAIN, "/api/v1/tenants/", { headers: { "X-API-Key": key } });
    const statuses: number[] = [];
    while (statuses.length < 70 && statuses.at(-1) !== 429) statuses.push((await from("wrong")).status);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.length).toBeGreaterThan(50);
    expect((await from("wrong")).headers.get("retry-after")).toMatch(/^\d+$/);
    expect((await from(secret)).status).toBe(200);
    await platform.core.db.queryPlatform(sql`delete from rate_limits where key like 'api-key:%'`);
  });
});

describe("a key counts on its own host alone", () => {
  test("a school's opens its school and no other, nor the main host, whatever school a header chooses there", async () => {
    const { secret } = await schoolKey();
    expect(secret).toMatch(/^pepro_school_/);
    expect((await withKey(secret, school.domainUrl).currentTenant.info.query()).id).toBe(school.id);
    for (const host of [other.domainUrl, BASE_DOMAIN]) {
      expect(await codeOf(withKey(secret, host).currentTenant.modules.query())).toBe("api_key_invalid");
    }
    const headers = { Authorization: `Bearer ${secret}`, "X-Tenant-Subdomain": school.school.subdomain };
    expect((await get(BASE_DOMAIN, "/api/v1/current-tenant/info/", headers)).status).toBe(401);
  });

  test("the platform's opens no school's host", async () => {
    const { secret } = await platformKey("tenants:read");
    for (const host of [school.domainUrl, other.domainUrl]) {
      expect(await codeOf(withKey(secret, host).tenants.list.query({}))).toBe("api_key_invalid");
    }
  });

  test("its hash moved into another school's table opens that school alone", async () => {
    const { secret } = await schoolKey();
    await inSchool(sql`delete from api_keys`);
    expect(await codeOf(withKey(secret, school.domainUrl).currentTenant.info.query())).toBe("api_key_invalid");
  });
});

describe("a school's keys are its own people's", () => {
  test("a super-admin's token, which counts on every host for old clients, neither sees nor makes nor revokes one", async () => {
    const { key } = await schoolKey();
    const Authorization = `Bearer ${await platform.tokenOf(BASE_DOMAIN, ROOT)}`;
    const { apiKeys } = typedClient(platform.fetch, school.domainUrl, { Authorization });
    expect(await codeOf(apiKeys.list.query())).toBe("forbidden");
    expect(await codeOf(apiKeys.create.mutate({ name: "à vie", scopes: ["school:read"], days: null }))).toBe(
      "forbidden",
    );
    expect(await codeOf(apiKeys.revoke.mutate({ id: key.id }))).toBe("forbidden");
    expect(
      await inSchool(sql`select 1 from api_keys where name = 'à vie' or (id = ${key.id} and revoked_at is not null)`),
    ).toEqual([]);
    const profile = await get(school.domainUrl, "/api/v1/auth/profile/", { Authorization });
    expect([profile.status, await profile.json()]).toMatchObject([200, { email: ROOT }]);
  });
});

describe("a key may do what it was made for", () => {
  const input = () => ({ id: school.id });

  test.each<[KeyScope, string[]]>([
    ["tenants:read", ["list", "get", "settings"]],
    ["tenants:write", ["list", "get", "settings", "activate", "updateSettings"]],
    ["tenants:delete", ["list", "get", "settings"]],
    ["audit:read", ["audit", "verifyAudit", "exportAudit"]],
  ])("%s", async (scope, allowed) => {
    const { secret } = await platformKey(scope);
    const { tenants, audit } = withKey(secret);
    const tried: Record<string, () => Promise<unknown>> = {
      list: () => tenants.list.query({}),
      get: () => tenants.get.query(input()),
      settings: () => tenants.settings.query({ tenantId: school.id }),
      activate: () => tenants.activate.mutate(input()),
      updateSettings: () => tenants.updateSettings.mutate({ tenantId: school.id, settings: { language: "fr" } }),
      renewFirstAdmin: () => tenants.renewFirstAdmin.mutate(input()),
      audit: () => audit.list.query({ trail: "platform" }),
      verifyAudit: () => audit.verify.query({ trail: "school", tenantId: school.id }),
      exportAudit: () => exported(secret),
    };
    const done: string[] = [];
    for (const [name, call] of Object.entries(tried)) {
      const outcome = await call().then(
        () => "done",
        (error) => error.data.pepro.code,
      );
      if (outcome === "done") done.push(name);
      else expect(outcome, name).toBe("forbidden");
    }
    expect(done).toEqual(allowed);
  });

  test("over REST, each method as its scope says", async () => {
    const { secret } = await platformKey("tenants:read");
    const headers = { "X-API-Key": secret, "Content-Type": "application/json" };
    const path = `/api/v1/tenants/${school.id}/`;
    expect((await get(BASE_DOMAIN, path, headers)).status).toBe(200);
    const patch = await platform.fetch(BASE_DOMAIN, path, { method: "PATCH", headers, body: '{"max_students": 5}' });
    expect(patch.status).toBe(403);
    const drop = await platform.fetch(BASE_DOMAIN, path, { method: "DELETE", headers });
    expect(drop.status).toBe(403);
  });

  test("never with keys, people, sessions or impersonation", async () => {
    for (const client of [
      withKey((await platformKey("tenants:read", "tenants:write", "tenants:delete")).secret),
      withKey((await schoolKey()).secret, school.domainUrl),
    ]) {
      const id = school.id;
      const calls = [
        client.apiKeys.list.query(),
        client.apiKeys.create.mutate({ name: "x", scopes: ["tenants:read"] }),
        client.apiKeys.revoke.mutate({ id }),
        client.sessions.list.query(),
        client.sessions.revokeAll.mutate({}),
        client.twoFactor.state.query(),
        client.auth.changePassword.mutate({ currentPassword: "x", newPassword: "y" }),
        client.members.list.query({ tenantId: id }),
        client.members.endSessions.mutate({ tenantId: id, userId: id }),
        client.superAdmins.list.query(),
        client.impersonation.list.query({}),
        client.impersonation.start.mutate({ tenantId: id, userId: id, reason: "parce que c'est utile" }),
      ];
      expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(["forbidden"]));
    }
  });
});

describe("making keys", () => {
  test("a school's cannot have the platform's rights, nor the other way round", async () => {
    for (const [client, scopes] of [
      [admin, ["tenants:read"]],
      [root, ["school:read"]],
    ] as [TypedClient, KeyScope[]][]) {
      const { data } = await refusalOf(client.apiKeys.create.mutate({ name: "x", scopes }));
      expect(data.pepro).toMatchObject({ fields: { issues: [{ path: ["scopes"], rule: "key_scope_elsewhere" }] } });
    }
  });

  test("is the administrators' business", async () => {
    await platform.addMember(school, "prof@example.fr", "teacher");
    const token = await platform.tokenOf(school.domainUrl, "prof@example.fr");
    const teacher = typedClient(platform.fetch, school.domainUrl, { Authorization: `Bearer ${token}` });
    expect(await codeOf(teacher.apiKeys.create.mutate({ name: "x", scopes: ["school:read"] }))).toBe("forbidden");
  });
});
