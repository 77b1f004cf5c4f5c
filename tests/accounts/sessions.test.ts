import type { TenantView } from "@pepro/contracts";
import { sweepExpired } from "@pepro/core";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { browserOn } from "../http/support/browser.ts";
import { ROOT, refusalOf, rootClient, typedClient } from "../http/support/typed-client.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";

let platform: TestPlatform;
let school: TenantView;
let email: string;
let userId: string;
let people = 0;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
});
afterAll(() => platform.close());
beforeEach(async () => {
  email = `zola${++people}@example.fr`;
  userId = await platform.addMember(school, email, "teacher");
});

async function inSchool<T>(statement: ReturnType<typeof sql>) {
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("no school");
  return platform.core.db.queryTenant<T>(target.tenant, statement);
}

async function signedIn(userAgent = FIREFOX, password = PASSWORD) {
  const browser = browserOn(platform.fetch, school.domainUrl, { "User-Agent": userAgent });
  await browser.trpc.auth.signIn.mutate({ email, password });
  return browser;
}
const tokenClient = async () => {
  const token = await platform.tokenOf(school.domainUrl, email);
  return typedClient(platform.fetch, school.domainUrl, { Authorization: `Bearer ${token}` });
};

describe("one's own sessions", () => {
  test("are listed with device, address and time, browsers and token clients, the asking one marked", async () => {
    const [first] = [await signedIn(), await signedIn(CHROME)];
    const client = await tokenClient();
    const listed = await first.trpc.sessions.list.query();
    expect(listed.map(({ kind, device, isCurrent }) => [kind, device.browser, device.system, isCurrent])).toEqual(
      expect.arrayContaining([
        ["browser", "Firefox", "Linux", true],
        ["browser", "Chrome", "Windows", false],
        ["token", null, null, false],
      ]),
    );
    expect(listed).toHaveLength(3);
    for (const session of listed) {
      expect(session.ipAddress).toBe("127.0.0.1");
      expect(Date.parse(session.lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(session.createdAt));
      expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now());
    }
    expect((await client.sessions.list.query()).filter(({ isCurrent }) => isCurrent)).toMatchObject([
      { kind: "token" },
    ]);
  });

  test("are one's own alone", async () => {
    const mine = await signedIn();
    const [session] = await mine.trpc.sessions.list.query();
    email = `autre${people}@example.fr`;
    await platform.addMember(school, email, "admin");
    const other = await signedIn();
    expect(await other.trpc.sessions.list.query()).toHaveLength(1);
    const refused = await refusalOf(other.trpc.sessions.revoke.mutate({ id: session?.id ?? "" }));
    expect(refused.data.pepro.code).toBe("not_found");
    expect(await mine.trpc.auth.session.query()).not.toBeNull();
  });

  test("end one by one, a token client's too", async () => {
    const [browser, client] = [await signedIn(), await tokenClient()];
    const listed = await browser.trpc.sessions.list.query();
    const family = listed.find(({ kind }) => kind === "token");
    expect(await browser.trpc.sessions.revoke.mutate({ id: family?.id ?? "" })).toEqual({ wasCurrent: false });
    expect((await refusalOf(client.currentTenant.info.query())).data.pepro.code).toBe("token_invalid");

    const own = listed.find(({ isCurrent }) => isCurrent);
    expect(await browser.trpc.sessions.revoke.mutate({ id: own?.id ?? "" })).toEqual({ wasCurrent: true });
    expect(browser.cookies.size).toBe(0);
  });

  test("end everywhere else, or everywhere", async () => {
    const [one, two, client] = [await signedIn(), await signedIn(), await tokenClient()];
    expect(await one.trpc.sessions.revokeAll.mutate({})).toEqual({ ended: 2 });
    expect(await one.trpc.auth.session.query()).not.toBeNull();
    expect(await two.trpc.auth.session.query()).toBeNull();
    await expect(client.auth.session.query()).rejects.toThrow();
    const third = await signedIn();
    expect(await third.trpc.sessions.revokeAll.mutate({ keepCurrent: false })).toEqual({ ended: 2 });
    expect(third.cookies.size).toBe(0);
    expect(await one.trpc.auth.session.query()).toBeNull();
  });

  test("a session that the school's own limit ended is not listed", async () => {
    const browser = await signedIn();
    await signedIn(CHROME);
    await inSchool(sql`update sessions set updated_at = now() - interval '2 hours' where user_agent = ${CHROME}`);
    expect(await browser.trpc.sessions.list.query()).toHaveLength(1);
  });
});

describe("a super-admin", () => {
  test("ends all sessions of a school's user, and of nobody else", async () => {
    const [browser, client] = [await signedIn(), await tokenClient()];
    email = `autre${people}@example.fr`;
    await platform.addMember(school, email, "teacher");
    const bystander = await signedIn();
    const root = await rootClient(platform);
    expect((await root.members.list.query({ tenantId: school.id, search: `zola${people}@` })).items).toMatchObject([
      { id: userId, role: "teacher", isActive: true, hasTwoFactor: false, openSessions: 1 },
    ]);
    expect(await root.members.endSessions.mutate({ tenantId: school.id, userId })).toEqual({ ended: 2 });
    expect(await browser.trpc.auth.session.query()).toBeNull();
    await expect(client.auth.session.query()).rejects.toThrow();
    expect(await bystander.trpc.auth.session.query()).not.toBeNull();
  });
});

describe("changing the password", () => {
  const NEW = "quatre mots faciles ici";

  test("needs the current one, ends every other session and token, and keeps this one", async () => {
    const [browser, other, client] = [await signedIn(), await signedIn(), await tokenClient()];
    const { changePassword } = browser.trpc.auth;
    const wrong = await refusalOf(changePassword.mutate({ currentPassword: "Mauvais!2026", newPassword: NEW }));
    expect(wrong.data.pepro.code).toBe("password_incorrect");
    await changePassword.mutate({ currentPassword: PASSWORD, newPassword: NEW });
    expect(await browser.trpc.auth.session.query()).not.toBeNull();
    expect(await other.trpc.auth.session.query()).toBeNull();
    await expect(client.auth.session.query()).rejects.toThrow();
    expect(await (await signedIn(FIREFOX, NEW)).trpc.auth.session.query()).not.toBeNull();
  });

  test.each([
    ["the same", PASSWORD, "password_same"],
    ["a short one", "court", "password_too_short"],
    ["a common one", "azertyuiop", "password_common"],
    ["one's own address", "lycee.victor.hugo", "password_personal"],
  ])("refuses %s", async (_, newPassword, rule) => {
    const { auth } = (await signedIn()).trpc;
    const { data } = await refusalOf(auth.changePassword.mutate({ currentPassword: PASSWORD, newPassword }));
    expect(data.pepro).toMatchObject({ fields: { issues: [{ path: ["newPassword"], rule }] } });
  });

  test("lets five of forty guesses at once at the current one through", async () => {
    const browser = await signedIn();
    const guesses = Array.from({ length: 40 }, async () => {
      const response = await browser.fetch("/trpc/auth.changePassword", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ currentPassword: "Mauvais!2026", newPassword: NEW }),
      });
      return ((await response.json()) as { error: { data: { pepro: { code: string } } } }).error.data.pepro.code;
    });
    const codes = await Promise.all(guesses);
    expect(codes.filter((code) => code === "password_incorrect")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(35);
  });
});

describe("a sign-in past the limit", () => {
  const wrong = { email: "personne@example.fr", password: "Mauvais!2026" };
  const post = (path: string) =>
    platform.fetch(school.domainUrl, path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wrong),
    });

  test("is 429 with Retry-After on both doors, and what it always was before", async () => {
    await inSchool(sql`delete from rate_limits`);
    for (let index = 0; index < 10; index++) expect((await post("/api/v1/auth/login/")).status).toBe(400);
    const answer = await post("/api/v1/auth/login/");
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Object.keys((await answer.json()) as object)).toEqual(["detail"]);
    const typed = await post("/trpc/auth.signIn");
    expect(typed.status).toBe(429);
    expect(await typed.json()).toMatchObject({ error: { data: { pepro: { code: "too_many_attempts" } } } });
  });
});

describe("sweeping", () => {
  const count = async (table: "sessions" | "refresh_tokens" | "verifications" | "rate_limits" | "token_families") => {
    const [row] = await inSchool<Record<string, number>>(sql`select (select count(*) from sessions) as sessions,
      (select count(*) from refresh_tokens) as refresh_tokens, (select count(*) from verifications) as verifications,
      (select count(*) from rate_limits) as rate_limits, (select count(*) from token_families) as token_families`);
    return row?.[table];
  };
  const used = () =>
    platform.core.db.queryPlatform(
      sql`update tenants set last_accessed_at = now(), swept_at = null where id = ${school.id}`,
    );

  test("removes what is over, of the platform and of a school that was used, and nothing else", async () => {
    await inSchool(sql`delete from sessions`);
    await inSchool(sql`delete from token_families`);
    const browser = await signedIn();
    await signedIn(CHROME);
    await tokenClient();
    await inSchool(sql`update sessions set expires_at = now() - interval '1 second' where user_agent = ${CHROME}`);
    await inSchool(sql`insert into token_families (id, user_id, created_at)
      select gen_random_uuid(), id, now() - interval '40 days' from users where email = ${email}`);
    await inSchool(sql`insert into refresh_tokens (jti, family_id, expires_at)
      select gen_random_uuid(), id, now() - interval '30 days' from token_families where created_at < now() - interval '1 day'`);
    await inSchool(sql`insert into verifications (identifier, value, expires_at)
      select 'x' || n, 'y', now() - interval '1 second' from generate_series(1, 2500) n`);
    await inSchool(sql`delete from rate_limits`);
    await inSchool(
      sql`insert into rate_limits (key, count, last_request) values ('past', 1, 1), ('ahead', 1, 99999999999999)`,
    );
    await platform.core.db.queryPlatform(sql`insert into verifications (id, identifier, value, expires_at)
      values (gen_random_uuid(), 'x', 'y', now() - interval '1 second')`);

    await used();
    const swept = await sweepExpired(platform.core);
    expect(swept.schools).toBe(1);
    expect(swept.rows).toBeGreaterThanOrEqual(2505);
    expect(await browser.trpc.auth.session.query()).not.toBeNull();
    expect(
      await Promise.all(
        (["sessions", "token_families", "refresh_tokens", "verifications", "rate_limits"] as const).map(count),
      ),
    ).toEqual([1, 1, 1, 0, 1]);
    expect(await platform.core.db.queryPlatform(sql`select 1 from verifications`)).toEqual([]);
  });

  test("leaves alone a school that was not used since, and of two processes one takes it", async () => {
    await used();
    const both = await Promise.all([sweepExpired(platform.core), sweepExpired(platform.core)]);
    expect(both[0].schools + both[1].schools).toBe(1);
    expect((await sweepExpired(platform.core)).schools).toBe(0);
    const later = new Date(Date.now() + 7_200_000);
    await platform.core.db.queryPlatform(sql`update tenants set last_accessed_at = swept_at - interval '1 second'`);
    expect((await sweepExpired(platform.core, later)).schools).toBe(0);
    await platform.core.db.queryPlatform(sql`update tenants set last_accessed_at = swept_at + interval '1 second'`);
    expect((await sweepExpired(platform.core, later)).schools).toBe(1);
  });
});

test("a super-admin's sessions are their own on whatever host they ask", async () => {
  const token = await platform.tokenOf(BASE_DOMAIN, ROOT);
  const client = typedClient(platform.fetch, school.domainUrl, { Authorization: `Bearer ${token}` });
  expect((await client.sessions.list.query()).filter(({ isCurrent }) => isCurrent)).toMatchObject([{ kind: "token" }]);
});
