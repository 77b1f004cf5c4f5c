import type { TenantView } from "@pepro/contracts";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Browser, browserOn } from "../http/support/browser.ts";
import { ROOT, refusalOf } from "../http/support/typed-client.ts";
import { codeOf } from "./support/totp.ts";

/** One step of the clock: the code after the one just used. */
const STEP = 30_000;

let platform: TestPlatform;
let school: TenantView;
let other: TenantView;
let email: string;
let people = 0;
beforeAll(async () => {
  platform = await openPlatform();
  [school, other] = [await platform.openSchool(), await platform.openSchool()];
});
afterAll(() => platform.close());
beforeEach(async () => {
  email = `zola${++people}@example.fr`;
  for (const tenant of [school, other]) await platform.addMember(tenant, email, "teacher");
});

async function inSchool(statement: ReturnType<typeof sql>) {
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("no school");
  return platform.core.db.queryTenant(target.tenant, statement);
}

const on = (host = school.domainUrl) => browserOn(platform.fetch, host);
const codeIn = async (call: Promise<unknown>) => (await refusalOf(call)).data.pepro.code;

type Protected = { secret: string; recoveryCodes: string[]; browser: Browser };

/** An account that asks for codes, signed in on one browser. The code of now is used up by it. */
async function protect(host = school.domainUrl, address = email): Promise<Protected> {
  const browser = on(host);
  await browser.trpc.auth.signIn.mutate({ email: address, password: PASSWORD });
  const { secret } = await browser.trpc.twoFactor.enable.mutate({ password: PASSWORD });
  const { recoveryCodes } = await browser.trpc.twoFactor.confirm.mutate({ code: codeOf(secret, Date.now() - STEP) });
  return { secret, recoveryCodes, browser };
}

async function challenge(browser: Browser, address = email): Promise<string> {
  const answer = await browser.trpc.auth.signIn.mutate({ email: address, password: PASSWORD });
  expect(answer.user).toBeNull();
  return answer.twoFactor ?? "";
}

describe("setting an authenticator up", () => {
  test("asks for nothing until a code has confirmed it", async () => {
    const browser = on();
    await browser.trpc.auth.signIn.mutate({ email, password: PASSWORD });
    const { uri, secret } = await browser.trpc.twoFactor.enable.mutate({ password: PASSWORD });
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    expect(new URL(uri).searchParams.get("secret")).toBe(secret);
    expect(await codeIn(browser.trpc.twoFactor.confirm.mutate({ code: "000000" }))).toBe("two_factor_invalid");
    expect(await browser.trpc.twoFactor.state.query()).toMatchObject({ isEnabled: false, recoveryCodesLeft: 0 });
    expect((await on().trpc.auth.signIn.mutate({ email, password: PASSWORD })).user?.email).toBe(email);

    const { recoveryCodes } = await browser.trpc.twoFactor.confirm.mutate({ code: codeOf(secret) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await browser.trpc.twoFactor.state.query()).toMatchObject({ isEnabled: true, recoveryCodesLeft: 10 });
  });

  test("asks for the password again, which a stolen session does not know", async () => {
    const browser = on();
    await browser.trpc.auth.signIn.mutate({ email, password: PASSWORD });
    const { enable, confirm } = browser.trpc.twoFactor;
    expect(await codeIn(enable.mutate({ password: "Mauvais!2026" }))).toBe("password_incorrect");
    expect(await codeIn(enable.mutate({ password: "" }))).toBe("validation_failed");
    expect(await codeIn(confirm.mutate({ code: "000000" }))).toBe("two_factor_invalid");
    expect(
      await inSchool(sql`select 1 from two_factors t join users u on u.id = t.user_id where email = ${email}`),
    ).toEqual([]);
    for (let index = 0; index < 4; index++) await codeIn(enable.mutate({ password: "Mauvais!2026" }));
    expect(await codeIn(enable.mutate({ password: PASSWORD }))).toBe("too_many_attempts");
  });

  test("signs every other session and token out that knew no code, and keeps this one", async () => {
    const elsewhere = on();
    await elsewhere.trpc.auth.signIn.mutate({ email, password: PASSWORD });
    const token = await platform.tokenOf(school.domainUrl, email);
    const { browser } = await protect();
    expect(await browser.trpc.auth.session.query()).not.toBeNull();
    expect(await elsewhere.trpc.auth.session.query()).toBeNull();
    const profile = { headers: { Authorization: `Bearer ${token}` } };
    expect((await platform.fetch(school.domainUrl, "/api/v1/auth/profile/", profile)).status).toBe(401);
    expect(await browser.trpc.sessions.list.query()).toHaveLength(1);
  });

  test("does not replace the one in use", async () => {
    const { browser } = await protect();
    expect(await codeIn(browser.trpc.twoFactor.enable.mutate({ password: PASSWORD }))).toBe("forbidden");
  });

  test("keeps neither the secret nor the codes in the clear", async () => {
    const { secret, recoveryCodes } = await protect();
    const rows = await inSchool(
      sql`select t::text as row from two_factors t union all select r::text from recovery_codes r`,
    );
    const everything = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(10);
    for (const kept of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll("-", ""))]) {
      expect(everything).not.toContain(kept);
    }
  });

  test("a secret put into another's row opens nothing", async () => {
    const { secret } = await protect();
    const victim = `victime${people}@example.fr`;
    const victimId = await platform.addMember(school, victim, "teacher");
    await inSchool(sql`insert into two_factors (user_id, sealed_secret, confirmed_at)
      select ${victimId}::uuid, t.sealed_secret, now() from two_factors t join users u on u.id = t.user_id where u.email = ${email}`);
    const browser = on();
    const twoFactor = await challenge(browser, victim);
    await expect(browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: codeOf(secret) })).rejects.toThrow();
  });
});

describe("signing in takes two steps", () => {
  test("and the first gives no session", async () => {
    const { secret } = await protect();
    const browser = on();
    const twoFactor = await challenge(browser);
    expect(browser.received).toEqual([]);
    expect(await browser.trpc.auth.session.query()).toBeNull();
    const { user } = await browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: codeOf(secret) });
    expect(user.email).toBe(email);
    expect((await browser.trpc.auth.session.query())?.user.email).toBe(email);
  });

  test("super-admins too", async () => {
    const { secret } = await protect(BASE_DOMAIN, ROOT);
    const browser = on(BASE_DOMAIN);
    const twoFactor = await challenge(browser, ROOT);
    const { user } = await browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: codeOf(secret) });
    expect(user.userType).toBe("superadmin");
    await platform.core.db.queryPlatform(sql`delete from two_factors`);
  });

  test("a code is taken once, whoever shows it and in however many sign-ins", async () => {
    const { secret } = await protect();
    const browser = on();
    const challenges = await Promise.all([1, 2, 3, 4].map(() => challenge(browser)));
    const code = codeOf(secret);
    const ended = await Promise.allSettled(
      challenges.map((twoFactor) => on().trpc.auth.verifyTwoFactor.mutate({ twoFactor, code })),
    );
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    // Nor is one of an earlier half-minute, however well it would fit.
    const earlier = { twoFactor: await challenge(browser), code: codeOf(secret, Date.now() - STEP) };
    expect(await codeIn(browser.trpc.auth.verifyTwoFactor.mutate(earlier))).toBe("two_factor_invalid");
  });

  test("a code of two half-minutes ago or ahead is none", async () => {
    const { secret } = await protect();
    const browser = on();
    const twoFactor = await challenge(browser);
    for (const away of [-3 * STEP, 3 * STEP]) {
      const code = codeOf(secret, Date.now() + away);
      expect(await codeIn(browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor, code }))).toBe("two_factor_invalid");
    }
  });

  test("a challenge is good once, for five tries, and on its own host alone", async () => {
    const { secret, recoveryCodes } = await protect();
    const browser = on();
    const spent = await challenge(browser);
    await browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor: spent, code: recoveryCodes[0] ?? "" });
    const again = browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor: spent, code: recoveryCodes[1] ?? "" });
    expect(await codeIn(again)).toBe("sign_in_expired");

    const twoFactor = await challenge(browser);
    for (const host of [other.domainUrl, BASE_DOMAIN]) {
      const there = on(host).trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: codeOf(secret) });
      expect(await codeIn(there)).toBe("sign_in_expired");
    }
    const wrong = { twoFactor, code: "000000" };
    const tries = [];
    for (let index = 0; index < 6; index++) tries.push(await codeIn(browser.trpc.auth.verifyTwoFactor.mutate(wrong)));
    expect(tries.slice(0, 4)).toEqual(Array(4).fill("two_factor_invalid"));
    const right = browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: codeOf(secret) });
    expect(await codeIn(right)).toBe("sign_in_expired");
  });

  test("of 40 codes at once five are looked at", async () => {
    const { secret } = await protect();
    const twoFactor = await challenge(on());
    const tried = await Promise.all(
      Array.from({ length: 40 }, () => codeIn(on().trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: "000000" }))),
    );
    expect(tried.filter((code) => code === "two_factor_invalid").length).toBeLessThanOrEqual(5);
    expect(secret).not.toBe("");
  });

  test("a challenge of a deactivated user, or one whose password was changed, is over", async () => {
    const { secret } = await protect();
    const browser = on();
    const twoFactor = await challenge(browser);
    await inSchool(sql`update users set is_active = false where email = ${email}`);
    const answer = () => browser.trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: codeOf(secret) });
    expect(await codeIn(answer())).toBe("sign_in_expired");
  });
});

describe("a recovery code", () => {
  test("stands in for a code once", async () => {
    const { recoveryCodes, browser } = await protect();
    const [code = ""] = recoveryCodes;
    const uses = await Promise.allSettled(
      (await Promise.all([1, 2, 3].map(() => challenge(on())))).map((twoFactor) =>
        on().trpc.auth.verifyTwoFactor.mutate({ twoFactor, code }),
      ),
    );
    expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await browser.trpc.twoFactor.state.query()).recoveryCodesLeft).toBe(9);
  });

  test("gives way to new ones", async () => {
    const { recoveryCodes, browser, secret } = await protect();
    const renewed = await browser.trpc.twoFactor.regenerateCodes.mutate({ code: codeOf(secret) });
    expect(renewed.recoveryCodes).not.toEqual(recoveryCodes);
    const twoFactor = await challenge(on());
    const old = on().trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: recoveryCodes[0] ?? "" });
    expect(await codeIn(old)).toBe("two_factor_invalid");
    await on().trpc.auth.verifyTwoFactor.mutate({ twoFactor, code: renewed.recoveryCodes[0]?.toUpperCase() ?? "" });
  });
});

describe("taking it away", () => {
  test("needs the password and a code", async () => {
    const { browser, secret, recoveryCodes } = await protect();
    const code = recoveryCodes[0] ?? "";
    const { disable } = browser.trpc.twoFactor;
    expect(await codeIn(disable.mutate({ password: "Mauvais!2026", code }))).toBe("password_incorrect");
    expect(await codeIn(disable.mutate({ password: PASSWORD, code: "000000" }))).toBe("two_factor_invalid");
    await disable.mutate({ password: PASSWORD, code: codeOf(secret) });
    expect((await on().trpc.auth.signIn.mutate({ email, password: PASSWORD })).user?.email).toBe(email);
    expect(
      await inSchool(sql`select 1 from recovery_codes r join users u on u.id = r.user_id where u.email = ${email}`),
    ).toEqual([]);
  });
});

describe("the login of old clients", () => {
  const logIn = (body: object) =>
    platform.fetch(school.domainUrl, "/api/v1/auth/login/", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email, password: PASSWORD, ...body }),
    });

  test("asks for the code in a field of its own, and takes it there", async () => {
    const { secret } = await protect();
    const refused = await logIn({});
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      non_field_errors: ["Ce compte demande aussi le code de son application d'authentification."],
      code: "two_factor_required",
    });
    for (const wrong of ["000000", "abc"]) {
      const answer = await logIn({ two_factor_code: wrong });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, "two_factor_invalid"]);
    }
    const opened = await logIn({ two_factor_code: codeOf(secret) });
    expect(opened.status).toBe(200);
    expect(await opened.json()).toHaveProperty("tokens.access");
  });

  test("ignores the field for an account without an authenticator", async () => {
    for (const value of ["", null, "abc"]) expect((await logIn({ two_factor_code: value })).status).toBe(200);
  });
});
