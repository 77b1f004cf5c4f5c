import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { type WatchedApp, watchedApp } from "./support/app.ts";
import { ROOT, rootClient, type TypedClient, typedClient } from "./support/typed-client.ts";

const THEME = "/api/v1/current-tenant/theme/";
const MODULES = "/api/v1/current-tenant/modules/";

let platform: TestPlatform;
let root: TypedClient;
let school: TenantView;
let app: WatchedApp;
/** How often a host was looked up: a kept answer needs no look-up. */
let lookUps = 0;
beforeAll(async () => {
  platform = await openPlatform();
  app = watchedApp(platform, {
    core: (core) => {
      const resolve: typeof core.resolver.resolve = (host, hint) => {
        lookUps++;
        return core.resolver.resolve(host, hint);
      };
      return { ...core, resolver: { ...core.resolver, resolve } };
    },
  });
  // Through the very process whose answers are looked at: what «at once» means is about that one.
  const token = await platform.tokenOf(BASE_DOMAIN, ROOT);
  root = typedClient(app.fetch, BASE_DOMAIN, { Authorization: `Bearer ${token}` });
});
beforeEach(async () => {
  school = await platform.openSchool();
});
afterAll(() => platform.close());

type Asked = { status: number; headers: Record<string, string>; body: string; isKept: boolean };

async function ask(path: string, init?: RequestInit, host = school.domainUrl): Promise<Asked> {
  const before = lookUps;
  const response = await app.fetch(host, path, init);
  const { "x-request-id": _, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text(), isKept: lookUps === before };
}

/** Asks until the answer is kept, which it is from the second time on once the process hears of changes elsewhere. */
async function whenKept(path: string, init?: RequestInit, host?: string): Promise<Asked> {
  return vi.waitFor(async () => {
    const asked = await ask(path, init, host);
    expect(asked.isKept).toBe(true);
    return asked;
  });
}

const english = { headers: { "Accept-Language": "en" } };

describe("a kept answer", () => {
  test.each([[THEME], [MODULES], [THEME.slice(0, -1)]])(
    "of %s equals the fresh one, header by header",
    async (path) => {
      const { isKept, ...fresh } = await ask(path);
      expect(isKept).toBe(false);
      const { isKept: _, ...kept } = await whenKept(path);
      expect(kept).toEqual(fresh);
    },
  );

  test("is in no language, and says so", async () => {
    const french = await whenKept(THEME);
    expect(french.headers).toMatchObject({ vary: "Accept" });
    expect(french.headers).not.toHaveProperty("content-language");
    expect(await whenKept(THEME, english)).toEqual(french);
  });

  test("is the school's of the host, under each of its hosts", async () => {
    const { domainUrl } = school;
    const domain = `kept-${school.school.subdomain}.example.fr`;
    await root.tenants.addDomain.mutate({ tenantId: school.id, domain });
    const other = await platform.openSchool({ schoolName: "Un autre lycée" });
    const own = await whenKept(THEME, {}, domainUrl);
    expect((await whenKept(THEME, {}, domain)).body).toBe(own.body);
    expect((await whenKept(THEME, {}, other.domainUrl)).body).toContain("Un autre lycée");
    expect((await ask(THEME, {}, `${domainUrl.toUpperCase()}:8000`)).body).toBe(own.body);
  });

  test("is no answer of the main host's", async () => {
    await whenKept(THEME);
    const headers = { "X-Tenant-Subdomain": school.school.subdomain };
    const hinted = await ask(THEME, { headers }, "peproscolaire.fr");
    expect(hinted).toMatchObject({ status: 200, isKept: false });
    expect((await ask(THEME, {}, "peproscolaire.fr")).body).toContain("PeproScolaire");
  });
});

describe("is gone at once after", () => {
  test("an update", async () => {
    await whenKept(THEME);
    await root.tenants.update.mutate({ id: school.id, primaryColor: "#ABCDEF", school: { schoolName: "Renommé" } });
    expect(JSON.parse((await ask(THEME)).body)).toMatchObject({ primary_color: "#ABCDEF", school_name: "Renommé" });
  });

  test("a change of modules", async () => {
    await whenKept(MODULES);
    await root.tenants.updateModules.mutate({ id: school.id, modulesEnabled: { grades: true } });
    expect(JSON.parse((await ask(MODULES)).body)).toEqual({ grades: true });
  });

  test("a deactivation, and comes back with the school", async () => {
    const kept = await whenKept(THEME);
    await root.tenants.deactivate.mutate({ id: school.id });
    const refused = await ask(THEME);
    expect(refused.status).toBe(404);
    expect(JSON.parse(refused.body)).toEqual({ detail: "Cet établissement n'est pas accessible actuellement" });
    await root.tenants.activate.mutate({ id: school.id });
    expect((await ask(THEME)).body).toBe(kept.body);
  });

  test("a deletion", async () => {
    await whenKept(THEME);
    await root.tenants.delete.mutate({ id: school.id });
    expect((await ask(THEME)).status).toBe(404);
  });

  test("a domain was taken away", async () => {
    const domain = `lost-${school.school.subdomain}.example.fr`;
    const { id } = await root.tenants.addDomain.mutate({ tenantId: school.id, domain });
    await whenKept(THEME, {}, domain);
    await root.tenants.removeDomain.mutate({ tenantId: school.id, id });
    expect((await ask(THEME, {}, domain)).status).toBe(404);
  });

  test("another process changed the school", async () => {
    await whenKept(THEME);
    const second = await platform.another();
    try {
      await (await rootClient(second)).tenants.update.mutate({ id: school.id, primaryColor: "#0A0B0C" });
      await vi.waitFor(async () => expect((await ask(THEME)).body).toContain("#0A0B0C"));
    } finally {
      await second.close();
    }
  });
});

describe("is never given to a request", () => {
  test("with a token: a bad one is refused, a good one is somebody's", async () => {
    await whenKept(THEME);
    const bad = await ask(THEME, { headers: { Authorization: "Bearer x.y.z" } });
    expect(bad).toMatchObject({ status: 401, isKept: false });
    const token = await platform.tokenOf("peproscolaire.fr", "root@peproscolaire.fr");
    expect(await ask(THEME, { headers: { Authorization: `Bearer ${token}` } })).toMatchObject({
      status: 200,
      isKept: false,
    });
  });

  test("with an Origin: the school's own gets its CORS headers, and leaves none to others", async () => {
    await whenKept(THEME);
    const own = await ask(THEME, { headers: { Origin: `https://${school.domainUrl}` } });
    expect(own.headers["access-control-allow-origin"]).toBe(`https://${school.domainUrl}`);
    expect(own.isKept).toBe(false);
    const foreign = await ask(THEME, { headers: { Origin: "https://evil.example" } });
    expect(foreign.headers).not.toHaveProperty("access-control-allow-origin");
    expect((await whenKept(THEME)).headers).not.toHaveProperty("access-control-allow-origin");
  });

  test.each([
    ["an Accept of its own", { Accept: "application/json; indent=4" }, 200],
    ["an Accept that JSON is not", { Accept: "image/png" }, 406],
    ["Sec-Fetch-Site", { "Sec-Fetch-Site": "cross-site" }, 200],
  ])("with %s", async (_, headers, status) => {
    const kept = await whenKept(THEME);
    const asked = await ask(THEME, { headers });
    expect(asked).toMatchObject({ status, isKept: false });
    expect((await ask(THEME)).body).toBe(kept.body);
  });

  test("that is no GET: HEAD has the same headers and no body, another method is refused", async () => {
    const kept = await whenKept(THEME);
    expect(await ask(THEME, { method: "HEAD" })).toEqual({ ...kept, body: "", isKept: false });
    expect(await ask(THEME, { method: "POST" })).toMatchObject({ status: 405, isKept: false });
  });

  test.each([
    ["parameters", `${THEME}?format=json`],
    ["any parameter", `${THEME}?x=1`],
    ["a letter written as a percent sign and digits", THEME.replace("theme", "%74heme")],
    ["a fragment", `${THEME}#x`],
  ])("with %s in its path, which has endless spellings", async (_, path) => {
    const kept = await whenKept(THEME);
    for (let time = 0; time < 3; time++) {
      expect(await ask(path)).toMatchObject({ status: 200, body: kept.body, isKept: false });
    }
  });

  test("of a person alone: what needs signing in is asked for each time", async () => {
    await platform.addMember(school, "eleve@example.fr", "student");
    const token = await platform.tokenOf(school.domainUrl, "eleve@example.fr");
    const info = "/api/v1/current-tenant/info/";
    for (let time = 0; time < 2; time++) {
      expect((await ask(info, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
      expect(await ask(info)).toMatchObject({ status: 401, isKept: false });
    }
  });
});
