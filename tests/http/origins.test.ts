import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { browserOn, cookieHeader } from "./support/browser.ts";
import { ROOT, rootClient } from "./support/typed-client.ts";

const ALTERNATIVE = "hugo.ac-paris.fr";
const THEME = "/api/v1/current-tenant/theme/";

let platform: TestPlatform;
let school: TenantView;
let other: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  [school, other] = [await platform.openSchool(), await platform.openSchool()];
  const root = await rootClient(platform);
  await root.tenants.addDomain.mutate({ tenantId: school.id, domain: ALTERNATIVE });
  await platform.addMember(school, "prof@example.fr", "teacher");
});
afterAll(() => platform.close());

function corsOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-")));
}

const FOREIGN: readonly [string, () => string][] = [
  ["another school", () => `https://${other.domainUrl}`],
  ["the main host", () => `https://${BASE_DOMAIN}`],
  ["another main host", () => `https://www.${BASE_DOMAIN}`],
  ["anybody", () => "https://evil.example"],
  ["a host that begins like the school's", () => `https://${school.domainUrl}.evil.example`],
  ["a host that ends like the school's", () => `https://evil-${school.domainUrl}`],
  ["a subdomain of the school's", () => `https://x.${school.domainUrl}`],
  ["another program on a port of the school's host", () => `http://${school.domainUrl}:9999`],
  ["one that has TLS", () => `https://${ALTERNATIVE}:9999`],
  ["the school's name as a user", () => `https://${school.domainUrl}@evil.example`],
  ["a page without an origin", () => "null"],
  ["what is no origin", () => "://"],
  ["a browser's extension", () => `chrome-extension://${"a".repeat(32)}`],
];

describe("a school's own hosts", () => {
  test.each([
    ["its main domain", () => school.domainUrl, () => school.domainUrl],
    ["its main domain, from its alternative one", () => school.domainUrl, () => ALTERNATIVE],
    ["its alternative domain, from its main one", () => ALTERNATIVE, () => school.domainUrl],
  ])("get CORS headers: %s", async (_, host, from) => {
    for (const scheme of ["http", "https"]) {
      const origin = `${scheme}://${from()}`;
      const response = await platform.fetch(host(), THEME, { headers: { Origin: origin } });
      expect(response.status).toBe(200);
      expect(corsOf(response)).toEqual({
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "X-Request-Id, Retry-After",
      });
    }
  });

  test("may change things from a page of theirs", async () => {
    const headers = { Origin: `https://${ALTERNATIVE}`, "Content-Type": "application/json" };
    const body = JSON.stringify({ email: "prof@example.fr", password: PASSWORD });
    const response = await platform.fetch(school.domainUrl, "/api/v1/auth/login/", { method: "POST", headers, body });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe(`https://${ALTERNATIVE}`);
  });

  test("answer a preflight without asking who it is", async () => {
    const headers = {
      Origin: `https://${ALTERNATIVE}`,
      "Access-Control-Request-Method": "PATCH",
      "Access-Control-Request-Headers": "authorization, content-type",
    };
    for (const path of ["/api/v1/auth/profile/", "/trpc/auth.signIn", "/"]) {
      const response = await platform.fetch(school.domainUrl, path, { method: "OPTIONS", headers });
      expect(response.status, path).toBe(204);
      expect(corsOf(response)["access-control-allow-methods"]).toContain("PATCH");
      expect(corsOf(response)["access-control-allow-headers"]).toMatch(/Authorization, Content-Type/);
      expect(corsOf(response)["access-control-allow-origin"]).toBe(headers.Origin);
      expect(response.headers.get("vary")).toContain("Origin");
    }
  });

  test("lose it with the domain", async () => {
    const root = await rootClient(platform);
    const { id } = await root.tenants.addDomain.mutate({ tenantId: school.id, domain: "bref.example.fr" });
    const asked = () => platform.fetch(school.domainUrl, THEME, { headers: { Origin: "https://bref.example.fr" } });
    expect(corsOf(await asked())).not.toEqual({});
    await root.tenants.removeDomain.mutate({ tenantId: school.id, id });
    expect(corsOf(await asked())).toEqual({});
  });
});

describe("elsewhere", () => {
  test.each(FOREIGN)("%s may read what is public, and its page is not shown it", async (_, origin) => {
    const response = await platform.fetch(school.domainUrl, THEME, { headers: { Origin: origin() } });
    expect(response.status).toBe(200);
    expect(corsOf(response)).toEqual({});
    expect(response.headers.get("vary")).toContain("Origin");
  });

  test.each(FOREIGN)("%s gets no preflight through", async (_, origin) => {
    const headers = { Origin: origin(), "Access-Control-Request-Method": "POST" };
    for (const path of [THEME, "/trpc/auth.signIn"]) {
      const response = await platform.fetch(school.domainUrl, path, { method: "OPTIONS", headers });
      expect(corsOf(response)).toEqual({});
    }
  });

  test.each(FOREIGN)("%s changes nothing, with the visitor's cookie or a token", async (_, origin) => {
    const browser = browserOn(platform.fetch, school.domainUrl);
    await browser.trpc.auth.signIn.mutate({ email: "prof@example.fr", password: PASSWORD });
    const headers = {
      Origin: origin(),
      Cookie: cookieHeader(browser.cookies),
      Authorization: `Bearer ${await platform.tokenOf(school.domainUrl, "prof@example.fr")}`,
      "Content-Type": "application/json",
    };
    const trpc = await platform.fetch(school.domainUrl, "/trpc/auth.signOut", { method: "POST", headers });
    expect(trpc.status).toBe(403);
    const { error } = (await trpc.json()) as { error: { data: { pepro: unknown } } };
    expect(error.data.pepro).toEqual({ code: "origin_refused", fields: { origin: origin() } });
    expect(corsOf(trpc)).toEqual({});
    expect(await browser.trpc.auth.session.query()).not.toBeNull();

    const init = { method: "PATCH", headers, body: JSON.stringify({ first_name: "Volé" }) };
    expect((await platform.fetch(school.domainUrl, "/api/v1/auth/profile/", init)).status).toBe(403);
  });

  test("the main host is as closed to a school's pages", async () => {
    const headers = { Origin: `https://${school.domainUrl}`, "Content-Type": "application/json" };
    expect(corsOf(await platform.fetch(BASE_DOMAIN, THEME, { headers }))).toEqual({});
    const body = JSON.stringify({ email: ROOT, password: PASSWORD });
    const response = await platform.fetch(BASE_DOMAIN, "/trpc/auth.signIn", { method: "POST", headers, body });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe("a change without an Origin", () => {
  const signOut = (site: string | undefined) =>
    platform.fetch(school.domainUrl, "/trpc/auth.signOut", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(site && { "Sec-Fetch-Site": site }) },
    });

  test.each([["cross-site"], ["same-site"]])("is refused when the browser says it is %s", async (site) => {
    expect((await signOut(site)).status).toBe(403);
  });

  test.each([["same-origin"], ["none"], [undefined]])("goes on when it is %s", async (site) => {
    expect((await signOut(site)).status).toBe(200);
  });

  test("a read across sites, such as following a link, goes on", async () => {
    const headers = { "Sec-Fetch-Site": "cross-site", Accept: "text/html" };
    expect((await platform.fetch(school.domainUrl, "/", { headers })).status).toBe(200);
  });
});

test("where the school is served over TLS, a page that came without it is no page of the school's", async () => {
  const app = watchedApp(platform, { trustedProxies: ["127.0.0.1"] });
  const asked = (scheme: string) =>
    app.fetch(school.domainUrl, THEME, {
      headers: { "X-Forwarded-Proto": "https", Origin: `${scheme}://${school.domainUrl}` },
    });
  expect(corsOf(await asked("https"))).not.toEqual({});
  expect(corsOf(await asked("http"))).toEqual({});
});

test("what tRPC's answers vary by is not lost for the origin", async () => {
  const headers = { Origin: `https://${school.domainUrl}` };
  const response = await platform.fetch(school.domainUrl, "/trpc/currentTenant.theme", { headers });
  expect(response.headers.get("vary")).toBe("trpc-accept, accept, Origin");
});

test("on a port of its own, a school's pages are those of that port, or of none", async () => {
  const app = watchedApp(platform);
  const asked = (port: string) =>
    app.fetch(`${school.domainUrl}:8000`, THEME, { headers: { Origin: `http://${school.domainUrl}${port}` } });
  expect(corsOf(await asked(":8000"))).not.toEqual({});
  expect(corsOf(await asked(""))).not.toEqual({});
  expect(corsOf(await asked(":9999"))).toEqual({});
});
