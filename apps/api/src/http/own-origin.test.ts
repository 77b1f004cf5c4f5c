import type { Directory, HostTarget, ResolvedTenant, TenantResolver } from "@pepro/core";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import type { HttpEnv, RequestFacts } from "./environment.ts";
import { admitOrigin } from "./own-origin.ts";

const MAIN = ["pepro.fr", "admin.pepro.fr"];
const HUGO = { id: "hugo" } as ResolvedTenant;
const ZOLA = { id: "zola" } as ResolvedTenant;
const HOSTS: Readonly<Record<string, ResolvedTenant>> = {
  "hugo.pepro.fr": HUGO,
  "hugo.ac-paris.fr": HUGO,
  "zola.pepro.fr": ZOLA,
};

const SCHOOL: HostTarget = { kind: "tenant", host: "hugo.pepro.fr", tenant: HUGO };
const PLATFORM: HostTarget = { kind: "platform", host: "pepro.fr" };

type Asked = {
  at?: string;
  target?: HostTarget;
  method?: string;
  scheme?: "http" | "https";
  headers?: Record<string, string>;
};

/** What a request to the target is told, and the headers its answer will have. */
async function admit({ target = SCHOOL, at = target.host, method = "GET", scheme = "https", headers = {} }: Asked) {
  const asked: string[] = [];
  const directory = {
    resolve: async (host: string) => {
      asked.push(host);
      return HOSTS[host];
    },
  } as unknown as Directory;
  const facts = { headers: {}, scheme, host: at } as unknown as RequestFacts;
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => c.text(error.message, 403));
  app.all("*", async (c) => {
    facts.header = (name) => c.req.header(name);
    c.set("facts", facts);
    return (await admitOrigin(c, { directory } as TenantResolver, MAIN, target)) ?? c.text("goes on");
  });
  const response = await app.request("/", { method, headers });
  const outcome = response.status === 200 ? "goes on" : response.status;
  return { outcome, headers: facts.headers, asked, response };
}

const CORS = {
  "access-control-allow-credentials": "true",
  "access-control-expose-headers": "X-Request-Id, Retry-After",
  vary: "Origin",
};

describe("admitOrigin", () => {
  test.each([
    ["a school's own host", SCHOOL, "https://hugo.pepro.fr"],
    ["an alternative domain of it", SCHOOL, "https://hugo.ac-paris.fr"],
    ["the main host itself", PLATFORM, "https://pepro.fr"],
    ["another main host, for the platform", PLATFORM, "https://admin.pepro.fr"],
  ])("lets %s read and write", async (_, target, origin) => {
    for (const method of ["GET", "POST"]) {
      const { outcome, headers } = await admit({ target, method, headers: { Origin: origin } });
      expect(outcome).toBe("goes on");
      expect(headers).toEqual({ ...CORS, "access-control-allow-origin": origin });
    }
  });

  test.each([
    ["another school, to a school", SCHOOL, "https://zola.pepro.fr"],
    ["the main host, to a school", SCHOOL, "https://pepro.fr"],
    ["a school, to the main host", PLATFORM, "https://hugo.pepro.fr"],
    ["an unknown host", SCHOOL, "https://evil.example"],
    ["no host", SCHOOL, "null"],
    ["no URL", SCHOOL, "hugo.pepro.fr"],
    ["another protocol", SCHOOL, "ftp://hugo.pepro.fr"],
    ["a page without TLS, where there is TLS", SCHOOL, "http://hugo.pepro.fr"],
    ["a program on another port of the school's host", SCHOOL, "https://hugo.pepro.fr:8443"],
    ["one on another port of an alternative domain", SCHOOL, "https://hugo.ac-paris.fr:8443"],
    ["one on another port of the main host", PLATFORM, "https://pepro.fr:9999"],
  ])("lets %s read without being shown it, and refuses its changes", async (_, target, origin) => {
    const read = await admit({ target, headers: { Origin: origin } });
    expect(read.outcome).toBe("goes on");
    expect(read.headers).toEqual({ vary: "Origin" });
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await admit({ target, method, headers: { Origin: origin } })).outcome, method).toBe(403);
    }
  });

  test.each([
    ["hugo.pepro.fr:8443", "https://hugo.pepro.fr:8443", true],
    ["hugo.pepro.fr:8443", "https://hugo.ac-paris.fr:8443", true],
    ["hugo.pepro.fr:8443", "https://hugo.pepro.fr", true],
    ["hugo.pepro.fr:443", "https://hugo.pepro.fr:443", true],
    ["hugo.pepro.fr:8443", "https://hugo.pepro.fr:9999", false],
    ["hugo.pepro.fr:8443", "https://hugo.pepro.fr:80", false],
    ["hugo.pepro.fr", "https://hugo.pepro.fr:80", false],
  ])("a request to %s counts a page of %s as the school's: %s", async (at, origin, isOwn) => {
    const { headers } = await admit({ at, headers: { Origin: origin } });
    expect(headers).toEqual(isOwn ? { ...CORS, "access-control-allow-origin": origin } : { vary: "Origin" });
    expect((await admit({ at, method: "POST", headers: { Origin: origin } })).outcome).toBe(isOwn ? "goes on" : 403);
  });

  test("takes a page with TLS for the school's where the server does not know of the TLS before it", async () => {
    const { headers } = await admit({ scheme: "http", headers: { Origin: "https://hugo.pepro.fr" } });
    expect(headers["access-control-allow-origin"]).toBe("https://hugo.pepro.fr");
  });

  test("asks nobody about the request's own host", async () => {
    expect((await admit({ headers: { Origin: "https://HUGO.pepro.fr" } })).asked).toEqual([]);
    expect((await admit({ headers: { Origin: "https://hugo.ac-paris.fr" } })).asked).toEqual(["hugo.ac-paris.fr"]);
  });

  test("answers a preflight of its own, and of nobody else", async () => {
    const preflight = { "Access-Control-Request-Method": "PATCH" };
    const own = await admit({ method: "OPTIONS", headers: { ...preflight, Origin: "https://hugo.pepro.fr" } });
    expect(own.outcome).toBe(204);
    expect(own.response.headers.get("access-control-allow-methods")).toContain("PATCH");
    const foreign = await admit({ method: "OPTIONS", headers: { ...preflight, Origin: "https://evil.example" } });
    expect(foreign.outcome).toBe("goes on");
    expect(foreign.headers).toEqual({ vary: "Origin" });
  });

  test("an OPTIONS that is no preflight goes on", async () => {
    expect((await admit({ method: "OPTIONS", headers: { Origin: "https://hugo.pepro.fr" } })).outcome).toBe("goes on");
  });

  test.each([
    ["cross-site", 403],
    ["same-site", 403],
    ["same-origin", "goes on"],
    ["none", "goes on"],
  ])("without an Origin, a change whose Sec-Fetch-Site is %s: %s", async (site, outcome) => {
    expect((await admit({ method: "POST", headers: { "Sec-Fetch-Site": site } })).outcome).toBe(outcome);
    expect((await admit({ method: "GET", headers: { "Sec-Fetch-Site": site } })).outcome).toBe("goes on");
  });

  test("without an Origin nothing is added", async () => {
    expect((await admit({ method: "POST" })).headers).toEqual({});
  });
});
