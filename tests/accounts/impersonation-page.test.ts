import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Browser, browserOn, cookieHeader } from "../http/support/browser.ts";
import { ROOT, rootClient, type TypedClient } from "../http/support/typed-client.ts";

const EMAIL = "chef@example.fr";
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

let platform: TestPlatform;
let school: TenantView;
let root: TypedClient;
let userId: string;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
  root = await rootClient(platform);
  userId = await platform.addMember(school, EMAIL, "admin", "<b>Chef</b>");
});
afterAll(() => platform.close());

const post = (browser: Browser, path: string, fields: Record<string, string> = {}) =>
  browser.fetch(path, {
    method: "POST",
    headers: { ...FORM, Origin: `http://${school.domainUrl}` },
    body: new URLSearchParams(fields).toString(),
  });

async function entered() {
  const reason = "Aide demandée par téléphone";
  const { id, link } = await root.impersonation.start.mutate({ tenantId: school.id, userId, reason, minutes: 10 });
  const browser = browserOn(platform.fetch, school.domainUrl);
  await post(browser, "/impersonation", { token: new URL(link).searchParams.get("token") ?? "" });
  return { id, browser };
}

async function front(browser: Browser, language = "fr") {
  const response = await browser.fetch("/", { headers: { Accept: "text/html", "Accept-Language": language } });
  return { response, text: await response.text() };
}

test.each([
  ["fr", "Vous agissez en tant que", "Quitter l&#39;établissement"],
  ["en", "You are acting as", "Leave the school"],
])("the school's page says who acts as whom until when, kept by nobody, in %s", async (language, who, leave) => {
  const { browser } = await entered();
  const until = (await browser.trpc.auth.session.query())?.impersonation?.until;
  const { response, text } = await front(browser, language);
  for (const shown of [who, EMAIL, ROOT, `datetime="${until}"`, leave, "&lt;b&gt;Chef&lt;/b&gt;"])
    expect(text).toContain(shown);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(text).not.toMatch(/<script|<b>Chef| on[a-z]+=/i);
});

test("whoever is themselves, or nobody, sees none of it", async () => {
  const own = browserOn(platform.fetch, school.domainUrl);
  expect((await front(own)).text).not.toContain("<form");
  await own.trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD });
  expect((await front(own)).text).not.toContain("<form");
});

test("its button ends the stay at once, without a script, and the platform knows", async () => {
  const { id, browser } = await entered();
  const stolen = cookieHeader(browser.cookies);
  const left = await post(browser, "/impersonation/end");
  expect(left.status).toBe(200);
  expect(await left.text()).toContain("Vous avez quitté l&#39;établissement");
  expect(browser.cookies.size).toBe(0);
  const again = await platform.fetch(school.domainUrl, "/", { headers: { Cookie: stolen } });
  expect(await again.text()).not.toContain("<form");
  const { items } = await root.impersonation.list.query({ tenantId: school.id });
  expect(items.find((entry) => entry.id === id)).toMatchObject({ state: "over", endedBy: ROOT });
});

test("pressed when the stay is over already, or by another site, it ends nothing else", async () => {
  const { id, browser } = await entered();
  const foreign = await browser.fetch("/impersonation/end", {
    method: "POST",
    headers: { ...FORM, Origin: "https://ailleurs.example" },
  });
  expect(foreign.status).toBe(403);
  expect((await front(browser)).text).toContain("<form");
  await root.impersonation.end.mutate({ id });
  expect((await post(browser, "/impersonation/end")).status).toBe(200);
  const own = browserOn(platform.fetch, school.domainUrl);
  await own.trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD });
  await post(own, "/impersonation/end");
  expect((await own.trpc.auth.session.query())?.user.email).toBe(EMAIL);
});
