import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { browserOn, cookieHeader } from "./support/browser.ts";
import { refusalOf, typedClient } from "./support/typed-client.ts";

const EMAIL = "prof@example.fr";

let platform: TestPlatform;
let school: TenantView;
let header: Record<string, string>;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
  header = { "X-Tenant-Subdomain": school.school.subdomain };
  await platform.addMember(school, EMAIL, "admin");
});
afterAll(() => platform.close());

const get = (path: string, headers: Record<string, string>) => platform.fetch(BASE_DOMAIN, path, { headers });

async function signedIn(): Promise<{ Cookie: string }> {
  const browser = browserOn(platform.fetch, school.domainUrl);
  await browser.trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD });
  return { Cookie: cookieHeader(browser.cookies) };
}

describe("X-Tenant-Subdomain on the main host", () => {
  test("chooses the school for the token of an old client", async () => {
    const token = await platform.tokenOf(school.domainUrl, EMAIL);
    const response = await get("/api/v1/auth/profile/", { ...header, Authorization: `Bearer ${token}` });
    expect([response.status, await response.json()]).toMatchObject([200, { email: EMAIL }]);
  });

  test("makes no session of the school's count there", async () => {
    const cookie = await signedIn();
    expect(await typedClient(platform.fetch, school.domainUrl, cookie).auth.session.query()).not.toBeNull();
    const there = typedClient(platform.fetch, BASE_DOMAIN, { ...header, ...cookie });
    expect(await there.auth.session.query()).toBeNull();
    expect((await refusalOf(there.apiKeys.list.query())).data.pepro.code).toBe("unauthenticated");
    expect((await get("/api/v1/auth/profile/", { ...header, ...cookie })).status).toBe(401);
  });

  test("signs nobody of the school in, and sets no cookie", async () => {
    const browser = browserOn(platform.fetch, BASE_DOMAIN, header);
    const refused = await refusalOf(browser.trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD }));
    expect(refused.data.pepro.code).toBe("invalid_credentials");
    expect(browser.received).toEqual([]);
  });

  test("does nothing for a token outside the old paths", async () => {
    const Authorization = `Bearer ${await platform.tokenOf(school.domainUrl, EMAIL)}`;
    const there = typedClient(platform.fetch, BASE_DOMAIN, { ...header, Authorization });
    expect((await refusalOf(there.currentTenant.info.query())).data.pepro.code).toBe("token_invalid");
  });

  test.each(["/", "/password-reset", "/impersonation?token=x"])("does nothing for the page %s", async (path) => {
    expect(await (await get(path, { ...header, Accept: "text/html" })).text()).not.toContain(school.school.name);
  });
});
