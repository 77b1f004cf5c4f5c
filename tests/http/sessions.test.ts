import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { attributesOf, browserOn, cookieHeader } from "./support/browser.ts";
import { ROOT, refusalOf, typedClient } from "./support/typed-client.ts";

const EMAIL = "prof@example.fr";
const CREDENTIALS = { email: EMAIL, password: PASSWORD };

let platform: TestPlatform;
let school: TenantView;
let other: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  [school, other] = [await platform.openSchool(), await platform.openSchool()];
  for (const tenant of [school, other]) await platform.addMember(tenant, EMAIL, "teacher");
});
afterAll(() => platform.close());

async function signedIn(host = school.domainUrl, credentials = CREDENTIALS) {
  const browser = browserOn(platform.fetch, host);
  const answer = await browser.trpc.auth.signIn.mutate(credentials);
  return { browser, answer };
}

describe("auth.signIn", () => {
  test("gives a host-only, httpOnly, SameSite=Lax cookie, and the token nowhere else", async () => {
    const { browser, answer } = await signedIn();
    expect(browser.received).toHaveLength(1);
    expect([...browser.cookies.keys()]).toEqual(["pepro_session"]);
    const { expires, ...attributes } = attributesOf(browser.received[0] ?? "");
    expect(attributes).toEqual({ path: "/", httponly: true, samesite: "Lax" });
    expect(Math.floor(Date.parse(String(expires)) / 1000)).toBe(Math.floor(Date.parse(answer.expiresAt) / 1000));

    const token = browser.cookies.get("pepro_session") ?? "";
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(JSON.stringify(answer)).not.toContain(token);
    expect(answer.user).toMatchObject({ email: EMAIL, userType: "teacher" });
  });

  test("lasts as long as the school's own setting says", async () => {
    const { answer } = await signedIn();
    const minutes = (Date.parse(answer.expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThanOrEqual(60);
  });

  test.each([
    ["a wrong password", { email: EMAIL, password: "Mauvais!2026" }],
    ["an unknown address", { email: "personne@example.fr", password: PASSWORD }],
    ["a super-admin's credentials", { email: ROOT, password: PASSWORD }],
  ])("refuses %s without a cookie, and says no more than that", async (_, credentials) => {
    const browser = browserOn(platform.fetch, school.domainUrl);
    const { message, data } = await refusalOf(browser.trpc.auth.signIn.mutate(credentials));
    expect(message).toBe("Email ou mot de passe incorrect.");
    expect(data).toMatchObject({ code: "UNAUTHORIZED", pepro: { code: "invalid_credentials", fields: {} } });
    expect(browser.received).toEqual([]);
  });
});

describe("auth.session", () => {
  test("is null for nobody and the user for the cookie's owner", async () => {
    expect(await browserOn(platform.fetch, school.domainUrl).trpc.auth.session.query()).toBeNull();
    const { browser } = await signedIn();
    expect((await browser.trpc.auth.session.query())?.user).toMatchObject({ email: EMAIL, userType: "teacher" });
    expect((await browser.trpc.currentTenant.info.query()).id).toBe(school.id);
  });

  test("a super-admin signs in on the main host", async () => {
    const { browser } = await signedIn(BASE_DOMAIN, { email: ROOT, password: PASSWORD });
    expect((await browser.trpc.auth.session.query())?.user).toMatchObject({ email: ROOT, userType: "superadmin" });
    expect((await browser.trpc.tenants.list.query({})).count).toBeGreaterThanOrEqual(2);
  });
});

describe("a cookie of one host sent to another is nobody", () => {
  test.each([
    ["a school's, to another school with the same account", () => school.domainUrl, CREDENTIALS, () => other.domainUrl],
    ["a school's, to the main host", () => school.domainUrl, CREDENTIALS, () => BASE_DOMAIN],
    ["a super-admin's, to a school", () => BASE_DOMAIN, { email: ROOT, password: PASSWORD }, () => school.domainUrl],
  ])("%s", async (_, from, credentials, to) => {
    const { browser } = await signedIn(from(), credentials);
    const there = typedClient(platform.fetch, to(), { Cookie: cookieHeader(browser.cookies) });
    expect(await there.auth.session.query()).toBeNull();
    expect((await refusalOf(there.currentTenant.info.query())).data.pepro.code).toBe("unauthenticated");
    expect((await refusalOf(there.tenants.list.query({}))).data.pepro.code).toBe("unauthenticated");
    expect((await browser.trpc.auth.session.query())?.user.email).toBe(credentials.email);
  });
});

describe("auth.signOut", () => {
  test("takes the cookie back, and the session with it", async () => {
    const { browser } = await signedIn();
    const stolen = cookieHeader(browser.cookies);
    await browser.trpc.auth.signOut.mutate();
    expect(browser.cookies.size).toBe(0);
    expect(attributesOf(browser.received.at(-1) ?? "")).toMatchObject({ "max-age": "0", path: "/" });
    const { auth } = typedClient(platform.fetch, school.domainUrl, { Cookie: stolen });
    expect(await auth.session.query()).toBeNull();
  });

  test("leaves other sessions of the same user alone", async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    await one.browser.trpc.auth.signOut.mutate();
    expect(await two.browser.trpc.auth.session.query()).not.toBeNull();
  });

  test("without a session is no fault", async () => {
    await browserOn(platform.fetch, school.domainUrl).trpc.auth.signOut.mutate();
  });
});

test("the REST paths look at tokens alone: a cookie opens none of them", async () => {
  const { browser } = await signedIn();
  expect((await browser.fetch("/api/v1/auth/profile/")).status).toBe(401);
  expect((await browser.fetch("/api/v1/current-tenant/info/")).status).toBe(401);
});

test("a forged or cut cookie is nobody", async () => {
  const { browser } = await signedIn();
  const token = browser.cookies.get("pepro_session") ?? "";
  for (const forged of [token.slice(0, -1), `${token}x`, "", "x".repeat(4_000), "%00", "' or 1=1 --"]) {
    const { auth } = typedClient(platform.fetch, school.domainUrl, { Cookie: `pepro_session=${forged}` });
    expect(await auth.session.query(), forged.slice(0, 20)).toBeNull();
  }
});

describe("behind a trusted proxy that terminates TLS", () => {
  const secure = { "X-Forwarded-Proto": "https" };

  test("the cookie is __Host- and Secure", async () => {
    const app = watchedApp(platform, { trustedProxies: ["127.0.0.1"] });
    const browser = browserOn(app.fetch, school.domainUrl, secure);
    await browser.trpc.auth.signIn.mutate(CREDENTIALS);
    expect([...browser.cookies.keys()]).toEqual(["__Host-pepro_session"]);
    const { expires: _, ...attributes } = attributesOf(browser.received[0] ?? "");
    expect(attributes).toEqual({ path: "/", httponly: true, samesite: "Lax", secure: true });
    expect((await browser.trpc.auth.session.query())?.user.email).toBe(EMAIL);
    await browser.trpc.auth.signOut.mutate();
    expect(browser.cookies.size).toBe(0);
  });

  test("a cookie without the prefix, which another host of the domain could have set, is not looked at", async () => {
    const { browser } = await signedIn();
    const app = watchedApp(platform, { trustedProxies: ["127.0.0.1"] });
    const headers = { ...secure, Cookie: cookieHeader(browser.cookies) };
    expect(await typedClient(app.fetch, school.domainUrl, headers).auth.session.query()).toBeNull();
  });

  test("anybody else's X-Forwarded-Proto changes nothing", async () => {
    const app = watchedApp(platform, { trustedProxies: ["10.0.0.0/8"] });
    const browser = browserOn(app.fetch, school.domainUrl, secure);
    await browser.trpc.auth.signIn.mutate(CREDENTIALS);
    expect([...browser.cookies.keys()]).toEqual(["pepro_session"]);
  });
});
