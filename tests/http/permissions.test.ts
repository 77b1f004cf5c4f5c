import { appRouter, endpoints } from "@pepro/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { ROOT } from "./support/typed-client.ts";

const WHO = ["anonymous", "student", "teacher", "parent", "admin", "superadmin"] as const;
type Who = (typeof WHO)[number];

/** `yes`: let through, whatever then becomes of an empty input; otherwise the status of the refusal. */
type Verdict = "yes" | 401 | 403;
type Row = readonly [
  anonymous: Verdict,
  student: Verdict,
  teacher: Verdict,
  parent: Verdict,
  admin: Verdict,
  superadmin: Verdict,
];

const EVERYBODY: Row = ["yes", "yes", "yes", "yes", "yes", "yes"];
const MEMBERS: Row = [401, "yes", "yes", "yes", "yes", "yes"];
const PLATFORM: Row = [401, 403, 403, 403, 403, "yes"];

/** Every tRPC procedure on a school's host. One without a row fails below. */
const PROCEDURES: Readonly<Record<string, Row>> = {
  "apiKeys.create": [401, 403, 403, 403, "yes", "yes"],
  "apiKeys.list": [401, 403, 403, 403, "yes", "yes"],
  "apiKeys.revoke": [401, 403, 403, 403, "yes", "yes"],
  "auth.changePassword": MEMBERS,
  "auth.requestPasswordReset": EVERYBODY,
  "auth.resetPassword": EVERYBODY,
  "auth.session": EVERYBODY,
  "auth.signIn": EVERYBODY,
  "auth.signOut": EVERYBODY,
  "auth.verifyTwoFactor": EVERYBODY,
  "currentTenant.features": MEMBERS,
  "currentTenant.info": MEMBERS,
  "currentTenant.modules": EVERYBODY,
  "currentTenant.theme": EVERYBODY,
  "impersonation.end": PLATFORM,
  "impersonation.list": PLATFORM,
  "impersonation.start": PLATFORM,
  // Only from within an impersonation.
  "impersonation.stop": [401, 403, 403, 403, 403, 403],
  "members.endSessions": PLATFORM,
  "members.list": PLATFORM,
  "members.resetTwoFactor": PLATFORM,
  "sessions.list": MEMBERS,
  "sessions.revoke": MEMBERS,
  "sessions.revokeAll": MEMBERS,
  "superAdmins.activate": PLATFORM,
  "superAdmins.create": PLATFORM,
  "superAdmins.deactivate": PLATFORM,
  "superAdmins.list": PLATFORM,
  "superAdmins.resetTwoFactor": PLATFORM,
  "tenants.activate": PLATFORM,
  "tenants.activity": PLATFORM,
  "tenants.addDomain": PLATFORM,
  "tenants.checkSubdomain": PLATFORM,
  "tenants.create": PLATFORM,
  "tenants.deactivate": PLATFORM,
  "tenants.delete": PLATFORM,
  "tenants.get": PLATFORM,
  "tenants.list": PLATFORM,
  "tenants.overview": PLATFORM,
  "tenants.provision": PLATFORM,
  "tenants.provisioning": PLATFORM,
  "tenants.provisioningState": PLATFORM,
  "tenants.removeDomain": PLATFORM,
  "tenants.renewFirstAdmin": PLATFORM,
  "tenants.settings": PLATFORM,
  "tenants.stats": PLATFORM,
  "tenants.update": PLATFORM,
  "tenants.updateModules": PLATFORM,
  "tenants.updateSettings": PLATFORM,
  "twoFactor.confirm": MEMBERS,
  "twoFactor.disable": MEMBERS,
  "twoFactor.enable": MEMBERS,
  "twoFactor.regenerateCodes": MEMBERS,
  "twoFactor.state": MEMBERS,
};

/** Every REST endpoint and method, likewise. */
const ENDPOINTS: Readonly<Record<string, Row>> = {
  "GET auth/health": EVERYBODY,
  "POST auth/login": EVERYBODY,
  "POST auth/logout": MEMBERS,
  "GET auth/profile": MEMBERS,
  "PATCH auth/profile": MEMBERS,
  "PUT auth/profile": MEMBERS,
  "POST auth/token/refresh": EVERYBODY,
  "POST auth/token/verify": EVERYBODY,
  // Open, but its answer to nobody is a 401 of its own.
  "GET auth/verify": MEMBERS,
  "GET current-tenant/info": MEMBERS,
  "GET current-tenant/modules": EVERYBODY,
  "GET current-tenant/theme": EVERYBODY,
  "GET tenants": PLATFORM,
  "POST tenants": PLATFORM,
  "DELETE tenants/{id}": PLATFORM,
  "GET tenants/{id}": PLATFORM,
  "PATCH tenants/{id}": PLATFORM,
  "PUT tenants/{id}": PLATFORM,
  "POST tenants/{id}/activate": PLATFORM,
  "POST tenants/{id}/add_domain": PLATFORM,
  "POST tenants/{id}/deactivate": PLATFORM,
  "POST tenants/{id}/provision": PLATFORM,
  "GET tenants/{id}/settings": PLATFORM,
  "PATCH tenants/{id}/settings": PLATFORM,
  "GET tenants/{id}/stats": PLATFORM,
  "POST tenants/{id}/update_modules": PLATFORM,
};

/** A school that is not there: what is let through finds nothing to change. */
const NOBODYS = "00000000-0000-4000-8000-000000000000";

let platform: TestPlatform;
let host: string;
let otherHost: string;
const tokens: Partial<Record<Who, string>> = {};
beforeAll(async () => {
  platform = await openPlatform();
  const [school, other] = [await platform.openSchool(), await platform.openSchool()];
  [host, otherHost] = [school.domainUrl, other.domainUrl];
  for (const role of ["student", "teacher", "parent", "admin"] as const) {
    await platform.addMember(school, `${role}@example.fr`, role);
    tokens[role] = await platform.tokenOf(host, `${role}@example.fr`);
  }
  tokens.superadmin = await platform.tokenOf(BASE_DOMAIN, ROOT);
});
afterAll(() => platform.close());

type Procedure = { _def: { type: "query" | "mutation" | "subscription" } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
const operations = endpoints.flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method} ${path}`));

function headersOf(token: string | undefined): Record<string, string> {
  return { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
}

async function callProcedure(at: string, name: string, type: string, token: string | undefined): Promise<Verdict> {
  const isQuery = type !== "mutation";
  const response = await platform.fetch(at, `/trpc/${name}${isQuery ? "?input=%7B%7D" : ""}`, {
    method: isQuery ? "GET" : "POST",
    headers: headersOf(token),
    ...(!isQuery && { body: "{}" }),
  });
  const { error } = errorIn(await response.text());
  const code = error?.data.pepro.code;
  if (code === "unauthenticated" || code === "token_invalid") return 401;
  return code === "forbidden" ? 403 : "yes";
}

type Refusal = { error?: { data: { pepro: { code: string } } } };

/** A stream says in an event of its own why it is none; the empty input makes every one end at once. */
function errorIn(text: string): Refusal {
  if (!text.startsWith("event:")) return JSON.parse(text) as Refusal;
  const told = /event: serialized-error\ndata: (.*)\n/.exec(text)?.[1];
  return told ? { error: JSON.parse(told) } : {};
}

async function callEndpoint(at: string, operation: string, token: string | undefined): Promise<Verdict> {
  const [method = "", path = ""] = operation.split(" ");
  const response = await platform.fetch(at, `/api/v1/${path.replace("{id}", NOBODYS)}/`, {
    method,
    headers: headersOf(token),
    ...(method !== "GET" && { body: "{}" }),
  });
  // Refused tokens of a body are 401 too, and say so by another code.
  const body = (await response.json().catch(() => ({}))) as { detail?: string; valid?: boolean };
  const isAuthentication = body.valid === false || body.detail === "Informations d'authentification non fournies.";
  if (response.status === 401 && (isAuthentication || token)) return 401;
  return response.status === 403 ? 403 : "yes";
}

test("every procedure and every endpoint has a row, and no row is about nothing", () => {
  expect(Object.keys(PROCEDURES).sort()).toEqual(procedures.map(([name]) => name).sort());
  expect(Object.keys(ENDPOINTS).sort()).toEqual([...operations].sort());
});

describe.each(WHO.map((who, column) => [who, column] as const))("%s", (who, column) => {
  test.each(procedures.map(([name, { _def }]) => [name, _def.type] as const))("tRPC %s", async (name, type) => {
    expect(await callProcedure(host, name, type, tokens[who])).toBe(PROCEDURES[name]?.[column]);
  });

  test.each(operations)("REST %s", async (operation) => {
    expect(await callEndpoint(host, operation, tokens[who])).toBe(ENDPOINTS[operation]?.[column]);
  });
});

describe("an administrator's token elsewhere", () => {
  test.each([
    ["on another school's host", () => otherHost],
    ["on the main host", () => BASE_DOMAIN],
  ])("%s opens nothing at all", async (_, at) => {
    const opened: string[] = [];
    for (const [name, { _def }] of procedures) {
      if ((await callProcedure(at(), name, _def.type, tokens.admin)) !== 401) opened.push(name);
    }
    for (const operation of operations) {
      if ((await callEndpoint(at(), operation, tokens.admin)) !== 401) opened.push(operation);
    }
    expect(opened).toEqual([]);
  });
});
