import type { TenantView } from "@pepro/contracts";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, schoolBody, schoolInput, type TestPlatform } from "../harness/index.ts";
import { ROOT, type TypedClient, typedClient } from "./support/typed-client.ts";

type Entry = {
  action: string;
  outcome: string;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  tenantId: string | null;
  target: string | null;
  changes: Record<string, unknown> | null;
  requestId: string;
  ipAddress: string | null;
  userAgent: string | null;
};

let platform: TestPlatform;
let school: TenantView;
let teacherId: string;
let rootToken: string;
let teacherToken: string;
let last = 0;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
  teacherId = await platform.addMember(school, "prof@example.fr", "teacher");
  rootToken = await platform.tokenOf(BASE_DOMAIN, ROOT);
  teacherToken = await platform.tokenOf(school.domainUrl, "prof@example.fr");
  await newEntries();
});
afterAll(() => platform.close());

/** What was written down since the last time this was asked. */
async function newEntries(): Promise<Entry[]> {
  const rows = await platform.core.db.queryPlatform<Entry & { id: number }>(sql`select id, action, outcome,
    actor_kind as "actorKind", actor_id as "actorId", actor_label as "actorLabel", tenant_id as "tenantId",
    target_kind || ':' || target_id as target, changes, request_id as "requestId", ip_address as "ipAddress",
    user_agent as "userAgent" from audit_entries where id > ${last} order by id`);
  last = Math.max(last, ...rows.map(({ id }) => Number(id)));
  return rows.map(({ id: _, ...entry }) => entry);
}

const as = (token: string, host: string): TypedClient =>
  typedClient(platform.fetch, host, { Authorization: `Bearer ${token}` });

async function send(method: string, path: string, token: string | null, body?: unknown, host = school.domainUrl) {
  return platform.fetch(host, path, {
    method,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "un vieux client/1.0",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

describe("a change is written down", () => {
  test("with who, on what, from what to what, and the request's id", async () => {
    const response = await send(
      "PATCH",
      `/api/v1/tenants/${school.id}/`,
      rootToken,
      { max_students: 321 },
      BASE_DOMAIN,
    );
    expect(response.status).toBe(200);
    expect(await newEntries()).toEqual([
      {
        action: "tenants.update",
        outcome: "done",
        actorKind: "superadmin",
        actorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        actorLabel: ROOT,
        tenantId: school.id,
        target: `tenant:${school.id}`,
        changes: { maxStudents: { from: 1000, to: 321 } },
        requestId: response.headers.get("x-request-id"),
        ipAddress: "127.0.0.1",
        userAgent: "un vieux client/1.0",
      },
    ]);
  });

  test("step by step where it takes several, each once", async () => {
    const root = as(rootToken, BASE_DOMAIN).tenants;
    const { tenant } = await root.create.mutate({ ...schoolInput(), provisionNow: true });
    await root.updateModules.mutate({ id: tenant.id, modulesEnabled: { grades: true } });
    const { id } = await root.addDomain.mutate({ tenantId: tenant.id, domain: "trace.exemple.fr" });
    await root.removeDomain.mutate({ tenantId: tenant.id, id });
    await root.updateSettings.mutate({ tenantId: tenant.id, settings: { language: "en" } });
    await root.deactivate.mutate({ id: tenant.id });
    await root.activate.mutate({ id: tenant.id });
    await root.delete.mutate({ id: tenant.id });
    const entries = await newEntries();
    expect(entries.map(({ action }) => action)).toEqual([
      "tenants.create",
      "tenants.provision",
      "tenants.updateModules",
      "domains.add",
      "domains.remove",
      "settings.update",
      "tenants.deactivate",
      "tenants.activate",
      "tenants.delete",
    ]);
    expect(entries.every((entry) => entry.outcome === "done" && entry.tenantId === tenant.id)).toBe(true);
  });

  test("a sign-in and a sign-out in the school's own trail, by password and by token", async () => {
    const login = await send("POST", "/api/v1/auth/login/", null, { email: "prof@example.fr", password: PASSWORD });
    const { tokens } = (await login.json()) as { tokens: { access: string; refresh: string } };
    await send("POST", "/api/v1/auth/logout/", tokens.access, { refresh_token: tokens.refresh });
    const { auth } = typedClient(platform.fetch, school.domainUrl);
    await auth.signIn.mutate({ email: "prof@example.fr", password: PASSWORD });
    const { entries } = await as(rootToken, BASE_DOMAIN).audit.list.query({
      trail: "school",
      tenantId: school.id,
      limit: 3,
    });
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["auth.signIn", "done"],
      ["auth.logOut", "done"],
      ["auth.logIn", "done"],
    ]);
    for (const { target } of entries) expect(target).toEqual({ kind: "user", id: teacherId });
    expect(await newEntries()).toEqual([]);
  });

  test("but reading leaves nothing, and neither does a change that was refused for its input", async () => {
    const { tenants } = as(rootToken, BASE_DOMAIN);
    await tenants.list.query({});
    await tenants.get.query({ id: school.id });
    await tenants.update.mutate({ id: school.id, maxStudents: 0 }).catch(() => {});
    await send("POST", "/api/v1/tenants/", rootToken, {}, BASE_DOMAIN);
    expect(await newEntries()).toEqual([]);
  });
});

describe("an attempt that was turned away is written down", () => {
  const refusal = (action: string) => ({
    action,
    outcome: "refused",
    actorKind: "teacher",
    actorId: teacherId,
    actorLabel: "prof@example.fr",
    tenantId: school.id,
    changes: null,
  });

  test("through tRPC, whatever the change", async () => {
    const { tenants } = as(teacherToken, school.domainUrl);
    const id = school.id;
    await tenants.activate.mutate({ id }).catch(() => {});
    await tenants.update.mutate({ id, maxStudents: 5 }).catch(() => {});
    await tenants.create.mutate(schoolInput()).catch(() => {});
    const entries = await newEntries();
    expect(entries).toHaveLength(3);
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining(refusal("tenants.activate")),
        expect.objectContaining(refusal("tenants.change")),
        expect.objectContaining(refusal("tenants.open")),
      ]),
    );
  });

  test.each([
    ["POST", "tenants", () => "/api/v1/tenants/"],
    ["DELETE", "tenants/{id}", () => `/api/v1/tenants/${school.id}/`],
    ["PATCH", "tenants/{id}", () => `/api/v1/tenants/${school.id}/`],
    ["POST", "tenants/{id}/deactivate", () => `/api/v1/tenants/${school.id}/deactivate/`],
    ["PATCH", "tenants/{id}/settings", () => `/api/v1/tenants/${school.id}/settings/`],
  ])("through REST: %s %s", async (method, path, url) => {
    const response = await send(method, url(), teacherToken, schoolBody());
    expect(response.status).toBe(403);
    expect(await newEntries()).toEqual([
      expect.objectContaining({ ...refusal(`${method} ${path}`), requestId: response.headers.get("x-request-id") }),
    ]);
  });

  test("and so are a refused look, and a change asked for by who is not signed in", async () => {
    await send("GET", "/api/v1/tenants/", teacherToken);
    await as(teacherToken, school.domainUrl)
      .tenants.list.query({})
      .catch(() => {});
    await send("POST", "/api/v1/tenants/", null, schoolBody());
    expect(await newEntries()).toMatchObject([
      { action: "tenants.list", outcome: "refused", actorKind: "teacher" },
      { action: "tenants.list", outcome: "refused", actorKind: "teacher" },
      { action: "POST tenants", outcome: "refused", actorKind: "anonymous" },
    ]);
  });

  test("but not the look of who is not signed in", async () => {
    await send("GET", "/api/v1/tenants/", null);
    expect(await newEntries()).toEqual([]);
  });
});

describe("a failed login is written down", () => {
  test.each([
    ["a wrong password", "prof@example.fr"],
    ["an unknown address", "inconnu@example.fr"],
  ])("of %s, by either door, with the address that was tried", async (_, email) => {
    await send("POST", "/api/v1/auth/login/", null, { email, password: "Mauvais!2026" });
    const { auth } = typedClient(platform.fetch, school.domainUrl);
    await auth.signIn.mutate({ email, password: "Mauvais!2026" }).catch(() => {});
    const common = { outcome: "refused", actorKind: "anonymous", target: `account:${email}`, tenantId: school.id };
    expect(await newEntries()).toEqual([
      expect.objectContaining({ ...common, action: "auth.logIn", ipAddress: "127.0.0.1" }),
      expect.objectContaining({ ...common, action: "auth.signIn" }),
    ]);
  });

  test("on the main host it is the platform's", async () => {
    await send("POST", "/api/v1/auth/login/", null, { email: ROOT, password: "Mauvais!2026" }, BASE_DOMAIN);
    expect(await newEntries()).toEqual([
      expect.objectContaining({ action: "auth.logIn", outcome: "refused", tenantId: null, target: `account:${ROOT}` }),
    ]);
  });
});

test("no secret is in any trail", async () => {
  const admin = { email: "chef@example.fr", firstName: "A", lastName: "B", password: "Secret-du-chef!1" };
  await as(rootToken, BASE_DOMAIN).tenants.create.mutate({ ...schoolInput(), provisionNow: true, admin });
  const { db } = platform.core;
  const rows = await db.queryPlatform<{ text: string }>(sql`select e::text as text from audit_entries e`);
  const text = rows.map((row) => row.text).join("\n");
  expect(text).toContain("chef@example.fr");
  expect(text).not.toMatch(/Secret-du-chef|Mauvais!2026|Motdepasse!2026|eyJhbGciOi/);
});
