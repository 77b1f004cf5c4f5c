import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { type WatchedApp, watchedApp } from "./support/app.ts";

const PROXY = "10.1.2.3";
const REQUEST_ID = "proxy-given-id-0001";

let platform: TestPlatform;
let school: TenantView;
let app: WatchedApp;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
  app = watchedApp(platform, { trustedProxies: ["10.0.0.0/8", "fd00::/8"] });
});
afterAll(() => platform.close());

const forwarded = () => ({
  "X-Forwarded-Host": school.domainUrl,
  "X-Forwarded-Proto": "https",
  "X-Forwarded-For": "203.0.113.9",
  "X-Request-Id": REQUEST_ID,
});

async function asked(peer: string | undefined, headers: Record<string, string>, host = BASE_DOMAIN) {
  app.takeLines();
  const response = await app.fetchFrom(peer)(host, "/openapi.json", { headers });
  const [line] = app.takeLines();
  const { servers } = (await response.json()) as { servers: { url: string }[] };
  return { server: servers?.[0]?.url, id: response.headers.get("x-request-id"), line };
}

describe("from a trusted proxy", () => {
  test("host, scheme, client and request id are those it names", async () => {
    const { server, id, line } = await asked(PROXY, forwarded());
    expect(server).toBe(`https://${school.domainUrl}`);
    expect(id).toBe(REQUEST_ID);
    expect(line).toMatchObject({ ip: "203.0.113.9", requestId: REQUEST_ID, tenant: school.schemaName });
  });

  test("the nearest proxy's word is taken, and the client is the first address that is none of ours", async () => {
    const { server, line } = await asked(PROXY, {
      "X-Forwarded-Host": `spoofed.example, ${school.domainUrl}`,
      "X-Forwarded-Proto": "http, https",
      "X-Forwarded-For": "198.51.100.66, 203.0.113.9, 10.9.9.9",
    });
    expect(server).toBe(`https://${school.domainUrl}`);
    expect(line?.ip).toBe("203.0.113.9");
  });

  test("over IPv6, and as IPv4 in IPv6", async () => {
    expect((await asked("fd00::1", forwarded())).line?.ip).toBe("203.0.113.9");
    expect((await asked("::ffff:10.1.2.3", forwarded())).line?.ip).toBe("203.0.113.9");
  });

  test.each([["short"], ["x".repeat(65)], ["with space 12345"], ['quote"12345678'], ["<script>alert(1)"], [""]])(
    "an id that could not be printed safely is replaced: %j",
    async (given) => {
      const { id } = await asked(PROXY, { "X-Request-Id": given });
      expect(id).toMatch(/^[0-9a-z]{12}-[0-9a-z]{4,}$/);
    },
  );

  test("what is no address is no address", async () => {
    expect((await asked(PROXY, { "X-Forwarded-For": "unknown" })).line?.ip).toBeNull();
  });

  test("a host that is no school's is refused whoever vouches for it", async () => {
    const response = await app.fetchFrom(PROXY)(school.domainUrl, "/", { headers: { "X-Forwarded-Host": "a.b.c" } });
    expect(response.status).toBe(404);
  });
});

describe("from anybody else, forwarded headers change nothing", () => {
  test.each([
    ["a stranger", "203.0.113.7"],
    ["this machine", "127.0.0.1"],
    ["nobody knows whom", undefined],
  ])("%s", async (_, peer) => {
    const { server, id, line } = await asked(peer, forwarded());
    expect(server).toBe(`http://${BASE_DOMAIN}`);
    expect(id).not.toBe(REQUEST_ID);
    expect(line).toMatchObject({ host: BASE_DOMAIN, tenant: null, ip: peer ?? null });
  });

  test("nor where no proxy is trusted at all", async () => {
    app = watchedApp(platform);
    const { server, id, line } = await asked(PROXY, forwarded());
    expect(server).toBe(`http://${BASE_DOMAIN}`);
    expect(id).not.toBe(REQUEST_ID);
    expect(line?.ip).toBe(PROXY);
  });

  test("a school cannot be reached by naming it beside another host", async () => {
    const headers = { "X-Forwarded-Host": school.domainUrl, Forwarded: `host=${school.domainUrl}` };
    const response = await watchedApp(platform).fetch("nulle.part", "/api/v1/current-tenant/theme/", { headers });
    expect(response.status).toBe(404);
  });
});
