import type { TenantView } from "@pepro/contracts";
import { createSuperAdmin, execute, makeResetLink } from "@pepro/core";
import { openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Browser, browserOn, cookieHeader } from "../http/support/browser.ts";
import { ROOT, refusalOf, rootClient, type TypedClient, typedClient } from "../http/support/typed-client.ts";
import { codeOf as codeNow } from "./support/totp.ts";

const REASON = "Aide demandée par téléphone";
const EMAIL = "chef@example.fr";

let platform: TestPlatform;
let school: TenantView;
let other: TenantView;
let root: TypedClient;
let userId: string;
beforeAll(async () => {
  platform = await openPlatform();
  [school, other] = [await platform.openSchool(), await platform.openSchool()];
  root = await rootClient(platform);
  userId = await platform.addMember(school, EMAIL, "admin");
});
afterAll(() => platform.close());
beforeEach(async () => {
  await inSchool(sql`update users set is_active = true`);
  await inSchool(sql`delete from rate_limits`);
});

async function inSchool<T>(statement: ReturnType<typeof sql>) {
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("no school");
  return platform.core.db.queryTenant<T>(target.tenant, statement);
}

const start = (more: { minutes?: number; reason?: string; userId?: string } = {}) =>
  root.impersonation.start.mutate({ tenantId: school.id, userId, reason: REASON, ...more });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).data.pepro.code;

/** Follows a link as a browser does: looks at the page, then presses its button. */
function press(browser: Browser, link: string, host = school.domainUrl): Promise<Response> {
  const { pathname, searchParams } = new URL(link);
  return browser.fetch(pathname, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: `http://${host}` },
    body: new URLSearchParams({ token: searchParams.get("token") ?? "" }).toString(),
  });
}

async function entered(more: Parameters<typeof start>[0] = {}) {
  const { id, link } = await start(more);
  const browser = browserOn(platform.fetch, school.domainUrl);
  const response = await press(browser, link);
  expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
  return { id, link, browser };
}

describe("a link", () => {
  test("leads to the school's host, good for a minute, and looking at it does not use it up", async () => {
    const { link, linkExpiresAt } = await start();
    const { host, pathname, search } = new URL(link);
    expect(host).toBe(school.domainUrl);
    expect(Date.parse(linkExpiresAt) - Date.now()).toBeLessThanOrEqual(60_000);
    for (let look = 0; look < 3; look++) {
      const page = await platform.fetch(school.domainUrl, pathname + search);
      const text = await page.text();
      expect(page.status).toBe(200);
      for (const shown of [EMAIL, ROOT, REASON, "30 minutes"]) expect(text).toContain(shown);
      expect([page.headers.get("set-cookie"), page.headers.get("cache-control")]).toEqual([null, "no-store"]);
    }
    expect((await press(browserOn(platform.fetch, school.domainUrl), link)).status).toBe(303);
  });

  test("serves once, however many press at once", async () => {
    const { link } = await start();
    const browsers = Array.from({ length: 8 }, () => browserOn(platform.fetch, school.domainUrl));
    const answers = await Promise.all(browsers.map((browser) => press(browser, link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(7).fill(400)]);
    expect(browsers.filter(({ cookies }) => cookies.size > 0)).toHaveLength(1);
  });

  test.each<[string, (id: string) => Promise<unknown>]>([
    [
      "after its minute",
      (id) => platform.core.db.queryPlatform(sql`update impersonations set link_expires_at = now() where id = ${id}`),
    ],
    ["once the platform has ended it", (id) => root.impersonation.end.mutate({ id })],
    [
      "for a user deactivated meanwhile",
      () => inSchool(sql`update users set is_active = false where email = ${EMAIL}`),
    ],
  ])("opens nothing %s", async (_, spoil) => {
    const { id, link } = await start();
    await spoil(id);
    const browser = browserOn(platform.fetch, school.domainUrl);
    expect((await press(browser, link)).status).toBe(400);
    expect(browser.cookies.size).toBe(0);
    expect(await inSchool(sql`select 1 from sessions where impersonation_id = ${id}`)).toEqual([]);
  });

  test("that is ended while it is being opened leaves no session", async () => {
    const { id, link } = await start();
    const owner = await openConnection({ url: platform.databaseUrl });
    const waiting = rawSql(`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
    const waitFor = (count: number) =>
      expect.poll(() => owner.send<{ count: number }>(waiting), { timeout: 20_000 }).toEqual([{ count }]);
    await owner.script(`begin; lock table ${school.schemaName}.sessions in share mode`);
    const opening = press(browserOn(platform.fetch, school.domainUrl), link);
    await waitFor(1);
    const ending = root.impersonation.end.mutate({ id });
    await waitFor(2);
    await owner.script("commit");
    await Promise.all([opening, ending]);
    await owner.end();
    expect(await inSchool(sql`select 1 from sessions where impersonation_id = ${id}`)).toEqual([]);
  });

  test("opens nothing on another host", async () => {
    const { link } = await start();
    for (const host of [other.domainUrl, BASE_DOMAIN]) {
      expect((await press(browserOn(platform.fetch, host), link, host)).status).toBe(400);
    }
  });

  test("is refused without a reason, for too long, into an inactive user, and to anybody but a super-admin", async () => {
    expect(await codeOf(start({ reason: "trop court".slice(1) }))).toBe("validation_failed");
    expect(await codeOf(start({ minutes: 31 }))).toBe("validation_failed");
    expect(await codeOf(start({ userId: school.id }))).toBe("not_found");
    await inSchool(sql`update users set is_active = false where email = ${EMAIL}`);
    expect(await codeOf(start())).toBe("user_inactive");
  });

  test("is not kept in the clear", async () => {
    const { link } = await start();
    const rows = await platform.core.db.queryPlatform(sql`select i::text as row from impersonations i`);
    expect(JSON.stringify(rows)).not.toContain(new URL(link).searchParams.get("token"));
  });
});

describe("from within", () => {
  test("the session says who is behind it, why, and until when", async () => {
    const { browser } = await entered({ minutes: 12 });
    const session = await browser.trpc.auth.session.query();
    expect(session?.user.email).toBe(EMAIL);
    expect(session?.impersonation).toMatchObject({ by: ROOT, reason: REASON });
    const minutes = (Date.parse(session?.impersonation?.until ?? "") - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(11);
    expect(minutes).toBeLessThanOrEqual(12);
    expect((await browser.trpc.currentTenant.info.query()).id).toBe(school.id);
    const own = browserOn(platform.fetch, school.domainUrl);
    await own.trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD });
    expect((await own.trpc.auth.session.query())?.impersonation).toBeNull();
    expect((await own.trpc.sessions.list.query()).map(({ impersonatedBy }) => impersonatedBy)).toContain(ROOT);
  });

  test("its end stands, however much it is used", async () => {
    const { id, browser } = await entered({ minutes: 5 });
    const end = () => inSchool<{ at: Date }>(sql`select expires_at as at from sessions where impersonation_id = ${id}`);
    const [before] = await end();
    await inSchool(sql`update sessions set updated_at = now() - interval '59 minutes' where impersonation_id = ${id}`);
    await browser.trpc.auth.session.query();
    expect((await end())[0]).toEqual(before);
    await inSchool(sql`update sessions set expires_at = now() where impersonation_id = ${id}`);
    expect(await browser.trpc.auth.session.query()).toBeNull();
  });

  test("no credential changes, and no session, key or authenticator of the user is reached", async () => {
    const { trpc } = (await entered()).browser;
    const calls = [
      trpc.auth.changePassword.mutate({ currentPassword: PASSWORD, newPassword: "quatre mots faciles" }),
      trpc.twoFactor.state.query(),
      trpc.twoFactor.enable.mutate({ password: PASSWORD }),
      trpc.twoFactor.confirm.mutate({ code: "000000" }),
      trpc.twoFactor.disable.mutate({ password: PASSWORD, code: "000000" }),
      trpc.twoFactor.regenerateCodes.mutate({ code: "000000" }),
      trpc.sessions.list.query(),
      trpc.sessions.revoke.mutate({ id: userId }),
      trpc.sessions.revokeAll.mutate({}),
      trpc.apiKeys.list.query(),
      trpc.apiKeys.create.mutate({ name: "x", scopes: ["school:read"] }),
      trpc.apiKeys.revoke.mutate({ id: userId }),
    ];
    expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(["forbidden"]));
  });

  test("there is no way on: not to another user, not to the platform, not to another host", async () => {
    const { browser } = await entered();
    const { impersonation, tenants, superAdmins } = browser.trpc;
    const again = impersonation.start.mutate({ tenantId: school.id, userId, reason: REASON });
    expect(await codeOf(again)).toBe("forbidden");
    expect(await codeOf(tenants.list.query({}))).toBe("forbidden");
    expect(await codeOf(superAdmins.list.query())).toBe("forbidden");
    for (const host of [BASE_DOMAIN, other.domainUrl]) {
      const there = typedClient(platform.fetch, host, { Cookie: cookieHeader(browser.cookies) });
      expect(await there.auth.session.query()).toBeNull();
    }
  });

  test("both identities are in every entry of the trail", async () => {
    const { browser } = await entered();
    await codeOf(browser.trpc.tenants.activate.mutate({ id: school.id }));
    const entries = await platform.core.db.queryPlatform<{ entry: string }>(sql`select a::text as entry
      from audit_entries a where action = 'tenants.activate' and outcome = 'refused' order by id desc limit 1`);
    expect(entries[0]?.entry).toContain(EMAIL);
    expect(entries[0]?.entry).toContain(ROOT);
  });
});

describe("leaving", () => {
  const stateOf = async (id: string) =>
    (await root.impersonation.list.query({ tenantId: school.id })).items.find((entry) => entry.id === id);

  test("early ends the session, and the platform knows", async () => {
    const { id, browser } = await entered();
    expect(await stateOf(id)).toMatchObject({
      state: "active",
      userEmail: EMAIL,
      superAdminEmail: ROOT,
      reason: REASON,
    });
    const stolen = cookieHeader(browser.cookies);
    expect(await browser.trpc.impersonation.stop.mutate()).toEqual({ platformUrl: `https://${BASE_DOMAIN}` });
    expect(browser.cookies.size).toBe(0);
    expect(await typedClient(platform.fetch, school.domainUrl, { Cookie: stolen }).auth.session.query()).toBeNull();
    expect(await stateOf(id)).toMatchObject({ state: "over", endedBy: ROOT });
  });

  test("by signing out does the same", async () => {
    const { id, browser } = await entered();
    await browser.trpc.auth.signOut.mutate();
    expect(await stateOf(id)).toMatchObject({ state: "over" });
  });

  test("is not for who signed in in person", async () => {
    const own = browserOn(platform.fetch, school.domainUrl);
    await own.trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD });
    expect(await codeOf(own.trpc.impersonation.stop.mutate())).toBe("forbidden");
    expect(await own.trpc.auth.session.query()).not.toBeNull();
  });

  test("can be ordered from the platform, at once", async () => {
    const { id, browser } = await entered();
    await root.impersonation.end.mutate({ id });
    expect(await browser.trpc.auth.session.query()).toBeNull();
    expect((await root.impersonation.list.query({ isOpen: true })).items.map((entry) => entry.id)).not.toContain(id);
    expect(await codeOf(root.impersonation.end.mutate({ id }))).toBe("not_found");
  });

  const NEW = "quatre mots faciles ici";
  let seconds = 0;

  /** A further super-admin, in the school as one of its users, with one link more that waits. */
  async function secondInSchool() {
    const email = `second${++seconds}@peproscolaire.fr`;
    const { superAdmin, password } = await root.superAdmins.create.mutate({
      email,
      firstName: "Second",
      lastName: "A",
    });
    const second = browserOn(platform.fetch, BASE_DOMAIN);
    await second.trpc.auth.signIn.mutate({ email, password });
    const input = { tenantId: school.id, userId, reason: REASON };
    const [opened, waiting] = [
      await second.trpc.impersonation.start.mutate(input),
      await second.trpc.impersonation.start.mutate(input),
    ];
    const browser = browserOn(platform.fetch, school.domainUrl);
    await press(browser, opened.link);
    expect(await browser.trpc.auth.session.query()).not.toBeNull();
    return { email, id: superAdmin.id, password, second, opened, waiting, browser };
  }
  type InSchool = Awaited<ReturnType<typeof secondInSchool>>;

  /** By a link, as a super-admin who forgot it does. */
  async function resetPassword({ email }: InSchool) {
    const { link } = await execute(platform.core, makeResetLink, OPERATOR, { school: null, email });
    const token = new URL(link).searchParams.get("token") ?? "";
    await browserOn(platform.fetch, BASE_DOMAIN).trpc.auth.resetPassword.mutate({ token, newPassword: NEW });
  }

  async function protect({ second, password }: InSchool) {
    const { secret } = await second.trpc.twoFactor.enable.mutate({ password });
    await second.trpc.twoFactor.confirm.mutate({ code: codeNow(secret) });
  }

  test.each<[string, (them: InSchool) => Promise<unknown>]>([
    ["is deactivated", ({ id }) => root.superAdmins.deactivate.mutate({ id })],
    ["signs out everywhere else", ({ second }) => second.trpc.sessions.revokeAll.mutate({})],
    ["signs out everywhere", ({ second }) => second.trpc.sessions.revokeAll.mutate({ keepCurrent: false })],
    [
      "changes the password",
      ({ second, password }) => second.trpc.auth.changePassword.mutate({ currentPassword: password, newPassword: NEW }),
    ],
    ["sets a new password by a link", resetPassword],
    [
      "is given a new password on the server",
      ({ email }) => execute(platform.core, createSuperAdmin, OPERATOR, { email, password: NEW }),
    ],
    ["sets an authenticator up", protect],
    ["has an authenticator taken away", ({ id }) => root.superAdmins.resetTwoFactor.mutate({ id })],
  ])("happens to a super-admin who %s, and no link of theirs opens any more", async (_, end) => {
    const them = await secondInSchool();
    await end(them);
    expect(await them.browser.trpc.auth.session.query()).toBeNull();
    expect(await stateOf(them.opened.id)).toMatchObject({ state: "over" });
    expect((await press(browserOn(platform.fetch, school.domainUrl), them.waiting.link)).status).toBe(400);
    expect(await stateOf(them.waiting.id)).toMatchObject({ state: "unused" });
    expect(await inSchool(sql`select 1 from sessions where impersonator_email = ${them.email}`)).toEqual([]);
  });

  test.each<[string, (own: Browser, stay: { id: string }) => Promise<unknown>]>([
    ["a super-admin signs the user out", () => root.members.endSessions.mutate({ tenantId: school.id, userId })],
    ["the user signs out everywhere", (own) => own.trpc.sessions.revokeAll.mutate({})],
    [
      "the user changes the password",
      async (own) => {
        const [before] = await inSchool<{ hash: string }>(
          sql`select password as hash from accounts where user_id = ${userId}`,
        );
        await own.trpc.auth.changePassword.mutate({ currentPassword: PASSWORD, newPassword: NEW });
        await inSchool(sql`update accounts set password = ${before?.hash ?? ""} where user_id = ${userId}`);
      },
    ],
    [
      "the user ends that session alone",
      async (own, { id }) => {
        const [session] = await inSchool<{ id: string }>(sql`select id from sessions where impersonation_id = ${id}`);
        await own.trpc.sessions.revoke.mutate({ id: session?.id ?? "" });
      },
    ],
  ])("happens when %s, and the platform knows", async (_, end) => {
    const own = browserOn(platform.fetch, school.domainUrl);
    await own.trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD });
    const { id, browser } = await entered();
    const bystander = await platform.addMember(school, `autre${++seconds}@example.fr`, "teacher");
    const other = await entered({ userId: bystander });
    await end(own, { id });
    expect(await browser.trpc.auth.session.query()).toBeNull();
    expect(await stateOf(id)).toMatchObject({ state: "over" });
    expect(await stateOf(other.id)).toMatchObject({ state: "active" });
    await other.browser.trpc.impersonation.stop.mutate();
  });
});
