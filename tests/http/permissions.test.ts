import { appRouter, endpoints } from "@pepro/api";
import { PLATFORM_KEY_SCOPES, SCHOOL_KEY_SCOPES } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { browserOn, cookieHeader } from "./support/browser.ts";
import { ROOT, rootClient, typedClient } from "./support/typed-client.ts";

const WHO = [
  ...(["anonymous", "student", "teacher", "parent", "admin", "superadmin"] as const),
  // A super-admin in the place of the school's administrator, and keys with every scope there is, each on its own host.
  ...(["impersonating", "schoolKey", "platformKey"] as const),
];
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
  impersonating: Verdict,
  schoolKey: Verdict,
  platformKey: Verdict,
];

const EVERYBODY: Row = ["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes"];
const MEMBERS: Row = [401, "yes", "yes", "yes", "yes", "yes", "yes", 403, 403];
/** What is about the account itself: nobody in another's place, and no key. */
const IN_PERSON: Row = [401, "yes", "yes", "yes", "yes", "yes", 403, 403, 403];
/** What is managed by the school's own people alone: a super-admin enters as one of them, and not even so. */
const ADMIN_IN_PERSON: Row = [401, 403, 403, 403, "yes", 403, 403, 403, 403];
const MEMBERS_AND_KEYS: Row = [401, "yes", "yes", "yes", "yes", "yes", "yes", "yes", 403];
const PLATFORM: Row = [401, 403, 403, 403, 403, "yes", 403, 403, 403];
/** Of the platform's people, on the main host alone: on a school's there is nobody who may. */
const NOBODY_HERE: Row = [401, 403, 403, 403, 403, 403, 403, 403, 403];
const PLATFORM_AND_KEYS: Row = [401, 403, 403, 403, 403, "yes", 403, 403, "yes"];
const ADMINS_AND_KEYS: Row = [401, 403, 403, 403, "yes", "yes", "yes", 403, "yes"];

/** Every tRPC procedure on a school's host. One without a row fails below. */
const PROCEDURES: Readonly<Record<string, Row>> = {
  "apiKeys.create": ADMIN_IN_PERSON,
  "apiKeys.list": ADMIN_IN_PERSON,
  "apiKeys.revoke": ADMIN_IN_PERSON,
  "audit.chains": PLATFORM_AND_KEYS,
  // Of a school's trail, to its administrators: `INPUTS` asks for that.
  "audit.list": ADMINS_AND_KEYS,
  "audit.verify": ADMINS_AND_KEYS,
  "auth.changePassword": IN_PERSON,
  "auth.requestPasswordReset": EVERYBODY,
  "auth.resetPassword": EVERYBODY,
  "auth.session": EVERYBODY,
  "auth.signIn": EVERYBODY,
  "auth.signOut": EVERYBODY,
  "auth.verifyTwoFactor": EVERYBODY,
  "currentTenant.features": MEMBERS_AND_KEYS,
  "currentTenant.info": MEMBERS_AND_KEYS,
  "currentTenant.modules": EVERYBODY,
  "currentTenant.theme": EVERYBODY,
  "drift.find": PLATFORM,
  "fleet.cancel": PLATFORM,
  "fleet.log": PLATFORM_AND_KEYS,
  "fleet.pause": PLATFORM,
  "fleet.plan": PLATFORM_AND_KEYS,
  "fleet.resume": PLATFORM,
  "fleet.retryFailed": PLATFORM,
  "fleet.run": PLATFORM_AND_KEYS,
  "fleet.runs": PLATFORM_AND_KEYS,
  "fleet.start": PLATFORM,
  "fleet.status": PLATFORM_AND_KEYS,
  "fleet.watch": PLATFORM_AND_KEYS,
  "impersonation.end": NOBODY_HERE,
  "impersonation.list": NOBODY_HERE,
  "impersonation.start": NOBODY_HERE,
  // Only from within an impersonation.
  "impersonation.stop": [401, 403, 403, 403, 403, 403, "yes", 403, 403],
  "members.endSessions": NOBODY_HERE,
  "members.list": NOBODY_HERE,
  "members.resetTwoFactor": NOBODY_HERE,
  "monitoring.fleet": PLATFORM_AND_KEYS,
  "monitoring.sample": PLATFORM,
  "monitoring.school": PLATFORM_AND_KEYS,
  "opening.cancel": PLATFORM_AND_KEYS,
  "opening.check": PLATFORM_AND_KEYS,
  "opening.job": PLATFORM_AND_KEYS,
  "opening.jobs": PLATFORM_AND_KEYS,
  "opening.passwords": PLATFORM_AND_KEYS,
  "opening.resume": PLATFORM_AND_KEYS,
  "opening.start": PLATFORM_AND_KEYS,
  "opening.watch": PLATFORM_AND_KEYS,
  "pool.status": PLATFORM_AND_KEYS,
  "sessions.list": IN_PERSON,
  "sessions.revoke": IN_PERSON,
  "sessions.revokeAll": IN_PERSON,
  "superAdmins.activate": NOBODY_HERE,
  "superAdmins.create": NOBODY_HERE,
  "superAdmins.deactivate": NOBODY_HERE,
  "superAdmins.list": NOBODY_HERE,
  "superAdmins.resetTwoFactor": NOBODY_HERE,
  "tenants.activate": PLATFORM_AND_KEYS,
  "tenants.activity": PLATFORM_AND_KEYS,
  "tenants.addDomain": PLATFORM_AND_KEYS,
  "tenants.checkSubdomain": PLATFORM_AND_KEYS,
  "tenants.create": PLATFORM_AND_KEYS,
  "tenants.deactivate": PLATFORM_AND_KEYS,
  "tenants.delete": PLATFORM_AND_KEYS,
  "tenants.get": PLATFORM_AND_KEYS,
  "tenants.list": PLATFORM_AND_KEYS,
  "tenants.overview": PLATFORM_AND_KEYS,
  "tenants.provision": PLATFORM_AND_KEYS,
  "tenants.provisioning": PLATFORM_AND_KEYS,
  "tenants.provisioningState": PLATFORM_AND_KEYS,
  "tenants.removeDomain": PLATFORM_AND_KEYS,
  "tenants.renewFirstAdmin": NOBODY_HERE,
  "tenants.settings": PLATFORM_AND_KEYS,
  "tenants.stats": PLATFORM_AND_KEYS,
  "tenants.update": PLATFORM_AND_KEYS,
  "tenants.updateModules": PLATFORM_AND_KEYS,
  "tenants.updateSettings": PLATFORM_AND_KEYS,
  "twoFactor.confirm": IN_PERSON,
  "twoFactor.disable": IN_PERSON,
  "twoFactor.enable": IN_PERSON,
  "twoFactor.regenerateCodes": IN_PERSON,
  "twoFactor.state": IN_PERSON,
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
  "GET current-tenant/info": MEMBERS_AND_KEYS,
  "GET current-tenant/modules": EVERYBODY,
  "GET current-tenant/theme": EVERYBODY,
  "GET tenants": PLATFORM_AND_KEYS,
  "POST tenants": PLATFORM_AND_KEYS,
  "DELETE tenants/{id}": PLATFORM_AND_KEYS,
  "GET tenants/{id}": PLATFORM_AND_KEYS,
  "PATCH tenants/{id}": PLATFORM_AND_KEYS,
  "PUT tenants/{id}": PLATFORM_AND_KEYS,
  "POST tenants/{id}/activate": PLATFORM_AND_KEYS,
  "POST tenants/{id}/add_domain": PLATFORM_AND_KEYS,
  "POST tenants/{id}/deactivate": PLATFORM_AND_KEYS,
  "POST tenants/{id}/provision": PLATFORM_AND_KEYS,
  "GET tenants/{id}/settings": PLATFORM_AND_KEYS,
  "PATCH tenants/{id}/settings": PLATFORM_AND_KEYS,
  "GET tenants/{id}/stats": PLATFORM_AND_KEYS,
  "POST tenants/{id}/update_modules": PLATFORM_AND_KEYS,
};

/** A school that is not there: what is let through finds nothing to change. */
const NOBODYS = "00000000-0000-4000-8000-000000000000";

let platform: TestPlatform;
let host: string;
let otherHost: string;
let schoolId: string;
const tokens: Partial<Record<Who, string>> = {};
/** The headers of a session that nobody has used yet, so that no call can end that of another. */
let impersonate: () => Promise<Record<string, string>>;
beforeAll(async () => {
  platform = await openPlatform();
  const [school, other] = [await platform.openSchool(), await platform.openSchool()];
  [host, otherHost] = [school.domainUrl, other.domainUrl];
  schoolId = school.id;
  let adminId = "";
  for (const role of ["student", "teacher", "parent", "admin"] as const) {
    adminId = await platform.addMember(school, `${role}@example.fr`, role);
    tokens[role] = await platform.tokenOf(host, `${role}@example.fr`);
  }
  tokens.superadmin = await platform.tokenOf(BASE_DOMAIN, ROOT);
  const root = await rootClient(platform);
  const { secret } = await root.apiKeys.create.mutate({ name: "all", scopes: [...PLATFORM_KEY_SCOPES] });
  const admin = typedClient(platform.fetch, host, headersOf(tokens.admin));
  const own = await admin.apiKeys.create.mutate({ name: "all", scopes: [...SCHOOL_KEY_SCOPES] });
  Object.assign(tokens, { platformKey: secret, schoolKey: own.secret });
  const reason = "Every door is tried";
  let later: ReturnType<typeof rootClient> | undefined;
  impersonate = async () => {
    // The super-admin above has signed out everywhere by now.
    later ??= rootClient(platform);
    const { link } = await (await later).impersonation.start.mutate({ tenantId: school.id, userId: adminId, reason });
    const { pathname, searchParams } = new URL(link);
    const browser = browserOn(platform.fetch, host);
    await browser.fetch(pathname, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: `http://${host}` },
      body: new URLSearchParams({ token: searchParams.get("token") ?? "" }).toString(),
    });
    return { "Content-Type": "application/json", Cookie: cookieHeader(browser.cookies), Origin: `http://${host}` };
  };
});
afterAll(() => platform.close());

type Procedure = { _def: { type: "query" | "mutation" | "subscription" } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
const operations = endpoints.flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method} ${path}`));

type Sent = Record<string, string>;

async function sentBy(who: Who): Promise<Sent> {
  return who === "impersonating" ? impersonate() : headersOf(tokens[who]);
}

function hostOf(who: Who): string {
  return who === "platformKey" ? BASE_DOMAIN : host;
}

function headersOf(token: string | undefined): Sent {
  return { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
}

/** What is asked for where an empty input asks for something else. */
const INPUTS: Readonly<Record<string, () => object>> = {
  "audit.list": () => ({ trail: "school", tenantId: schoolId }),
  "audit.verify": () => ({ trail: "school", tenantId: schoolId }),
};

async function callProcedure(at: string, name: string, type: string, headers: Sent): Promise<Verdict> {
  const isQuery = type !== "mutation";
  const input = encodeURIComponent(JSON.stringify(INPUTS[name]?.() ?? {}));
  const response = await platform.fetch(at, `/trpc/${name}${isQuery ? `?input=${input}` : ""}`, {
    method: isQuery ? "GET" : "POST",
    headers,
    ...(!isQuery && { body: "{}" }),
  });
  const { error } = errorIn(await response.text());
  const code = error?.data.pepro.code;
  if (NOT_KNOWN.includes(code ?? "")) return 401;
  return code === "forbidden" ? 403 : "yes";
}

/** Whoever comes with a wrong key again and again is told to wait. */
const NOT_KNOWN = ["unauthenticated", "token_invalid", "api_key_invalid", "too_many_attempts"];

type Refusal = { error?: { data: { pepro: { code: string } } } };

/** A stream says in an event of its own why it is none; the empty input makes every one end at once. */
function errorIn(text: string): Refusal {
  if (!text.startsWith("event:")) return JSON.parse(text) as Refusal;
  const told = /event: serialized-error\ndata: (.*)\n/.exec(text)?.[1];
  return told ? { error: JSON.parse(told) } : {};
}

async function callEndpoint(at: string, operation: string, headers: Sent): Promise<Verdict> {
  const [method = "", path = ""] = operation.split(" ");
  const response = await platform.fetch(at, `/api/v1/${path.replace("{id}", NOBODYS)}/`, {
    method,
    headers,
    ...(method !== "GET" && { body: "{}" }),
  });
  // Refused tokens of a body are 401 too, and say so by another code.
  const body = (await response.json().catch(() => ({}))) as { detail?: string; valid?: boolean };
  const isAuthentication = body.valid === false || body.detail === "Informations d'authentification non fournies.";
  if (response.status === 401 && (isAuthentication || headers.Authorization)) return 401;
  if (response.status === 429) return 401;
  return response.status === 403 ? 403 : "yes";
}

test("every procedure and every endpoint has a row, and no row is about nothing", () => {
  expect(Object.keys(PROCEDURES).sort()).toEqual(procedures.map(([name]) => name).sort());
  expect(Object.keys(ENDPOINTS).sort()).toEqual([...operations].sort());
});

describe.each(WHO.map((who, column) => [who, column] as const))("%s", (who, column) => {
  test.each(procedures.map(([name, { _def }]) => [name, _def.type] as const))("tRPC %s", async (name, type) => {
    expect(await callProcedure(hostOf(who), name, type, await sentBy(who))).toBe(PROCEDURES[name]?.[column]);
  });

  // The old API knows no cookies: whoever comes by one is nobody there.
  const known = who === "impersonating" ? WHO.indexOf("anonymous") : column;
  test.each(operations)("REST %s", async (operation) => {
    expect(await callEndpoint(hostOf(who), operation, await sentBy(who))).toBe(ENDPOINTS[operation]?.[known]);
  });
});

const ownOfTheMainHost = Object.keys(PROCEDURES).filter((name) => PROCEDURES[name] === NOBODY_HERE);

test.each(ownOfTheMainHost)("%s is for a super-admin on the main host", async (name) => {
  const type = procedures.find(([known]) => known === name)?.[1]._def.type ?? "";
  const headers = headersOf(await platform.tokenOf(BASE_DOMAIN, ROOT));
  expect(await callProcedure(BASE_DOMAIN, name, type, headers)).toBe("yes");
});

describe.each(["admin", "schoolKey", "platformKey"] as const)("what %s shows elsewhere", (who) => {
  const elsewhere: Readonly<Record<string, () => string>> = {
    "on a school's host": () => host,
    "on another school's host": () => otherHost,
    "on the main host": () => BASE_DOMAIN,
  };
  test.each(Object.keys(elsewhere))("%s it opens nothing at all", async (place) => {
    const at = elsewhere[place]?.() ?? "";
    if (at === hostOf(who)) return;
    const opened: string[] = [];
    const headers = headersOf(tokens[who]);
    for (const [name, { _def }] of procedures) {
      if ((await callProcedure(at, name, _def.type, headers)) !== 401) opened.push(name);
    }
    for (const operation of operations) {
      if ((await callEndpoint(at, operation, headers)) !== 401) opened.push(operation);
    }
    expect(opened).toEqual([]);
  });
});
