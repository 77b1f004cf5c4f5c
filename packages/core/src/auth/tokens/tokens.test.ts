import { sql } from "@pepro/db";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../ids.ts";
import { createSecrets } from "../../secrets.ts";
import { type Auth, createAuth } from "../auth.ts";
import { type AuthScope, PLATFORM, storeOf } from "../scope.ts";
import { listSessions } from "../sessions/list.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, META, quickPasswords, setActive, type TestUser } from "../testing/people.ts";

const START = new Date("2026-11-23T08:00:00.000Z");
const HOUR = 3_600_000;
const INVALID_ACCESS = { code: "token_invalid", fields: { tokenType: "access", reason: "invalid" } };
const INVALID_REFRESH = { code: "token_invalid", fields: { tokenType: "refresh", reason: "invalid" } };

let database: TestDatabase;
let auth: Auth;
let school: AuthScope & { kind: "tenant" };
let other: AuthScope & { kind: "tenant" };
let teacher: TestUser;
let root: TestUser;
let now = START;

beforeAll(async () => {
  database = await openTestDatabase();
  school = await database.openSchool();
  other = await database.openSchool("platform");
  teacher = await addUser(database.db, school);
  root = await addUser(database.db, PLATFORM);
  const secrets = await createSecrets("tokens".repeat(6));
  auth = createAuth({ db: database.db, secrets, passwords: quickPasswords, clock: () => now });
});
afterAll(() => database?.close());
beforeEach(() => {
  now = START;
});

const logIn = async (scope: AuthScope = school, user = teacher) => (await auth.tokens.logIn(scope, user, META)).tokens;
const later = (hours: number) => {
  now = new Date(START.getTime() + hours * HOUR);
};

describe("logIn", () => {
  test("it answers the user and a pair, and opens a family", async () => {
    const user = await addUser(database.db, school);
    const answer = await auth.tokens.logIn(school, user, META);
    expect(answer.user).toEqual(await auth.userView(school, user.id));
    const families = await storeOf(
      database.db,
      school,
    ).query(sql`select id, created_at, revoked_at, ip_address, user_agent
      from token_families where user_id = ${user.id}`);
    expect([...families]).toEqual([
      {
        id: decodeJwt(answer.tokens.access).sid,
        created_at: START,
        revoked_at: null,
        ip_address: META.ipAddress,
        user_agent: META.userAgent,
      },
    ]);
  });

  test("it opens no browser session", async () => {
    const user = await addUser(database.db, school);
    await auth.tokens.logIn(school, user, META);
    const count = sql`select count(*) as count from sessions where user_id = ${user.id}`;
    expect(await storeOf(database.db, school).first(count)).toEqual({ count: 0 });
  });

  test("a school's tokens name it and last 60 minutes and 24 hours", async () => {
    const { access, refresh } = await logIn();
    const common = { user_id: teacher.id, tenant: school.tenant.id, iat: START.getTime() / 1_000 };
    expect(decodeJwt(access)).toMatchObject({ ...common, token_type: "access", exp: common.iat + 3_600 });
    expect(decodeJwt(refresh)).toMatchObject({ ...common, token_type: "refresh", exp: common.iat + 86_400 });
    expect(decodeJwt(access).sid).toBe(decodeJwt(refresh).sid);
    expect(decodeJwt(access).jti).not.toBe(decodeJwt(refresh).jti);
  });

  test("the platform's tokens name the platform, and no school", async () => {
    const { access, refresh } = await logIn(PLATFORM, root);
    for (const token of [access, refresh]) {
      expect(decodeJwt(token)).toMatchObject({ home: "platform" });
      expect(decodeJwt(token)).not.toHaveProperty("tenant");
    }
    expect(decodeJwt((await logIn()).access)).not.toHaveProperty("home");
  });

  test("the lives of tokens are configurable", async () => {
    const secrets = await createSecrets("tokens".repeat(6));
    const short = createAuth({
      db: database.db,
      secrets,
      passwords: quickPasswords,
      accessMinutes: 5,
      refreshHours: 1,
      clock: () => now,
    });
    const { tokens } = await short.tokens.logIn(school, teacher, META);
    const life = (token: string) => (decodeJwt(token).exp ?? 0) - (decodeJwt(token).iat ?? 0);
    expect([life(tokens.access), life(tokens.refresh)]).toEqual([300, 3_600]);
  });
});

describe("actorOf", () => {
  test("an access token makes its user a member of its school", async () => {
    const { access } = await logIn();
    expect(await auth.tokens.actorOf(school, access)).toEqual({
      kind: "member",
      tenantId: school.tenant.id,
      userId: teacher.id,
      email: teacher.email,
      role: "teacher",
      sessionId: decodeJwt(access).sid,
    });
  });

  test("a super-admin's token counts on every host", async () => {
    const { access } = await logIn(PLATFORM, root);
    const superadmin = { kind: "superadmin", userId: root.id, email: root.email, sessionId: decodeJwt(access).sid };
    for (const host of [PLATFORM, school, other]) expect(await auth.tokens.actorOf(host, access)).toEqual(superadmin);
  });

  test("a school's token counts on no other host", async () => {
    const { access } = await logIn();
    await expect(auth.tokens.actorOf(other, access)).rejects.toMatchObject(INVALID_ACCESS);
    await expect(auth.tokens.actorOf(PLATFORM, access)).rejects.toMatchObject(INVALID_ACCESS);
  });

  test("a school that is called platform shares nothing with the platform", async () => {
    const pupil = await addUser(database.db, other);
    const { access } = await logIn(other, pupil);
    expect(await auth.tokens.actorOf(other, access)).toMatchObject({ kind: "member", userId: pupil.id });
    await expect(auth.tokens.actorOf(PLATFORM, access)).rejects.toMatchObject(INVALID_ACCESS);
  });

  test("an expired token is invalid", async () => {
    const { access } = await logIn();
    later(1 - 1 / 3_600);
    expect(await auth.tokens.actorOf(school, access)).toBeDefined();
    later(1);
    await expect(auth.tokens.actorOf(school, access)).rejects.toMatchObject(INVALID_ACCESS);
  });

  test("a refresh token is of the wrong type", async () => {
    const { refresh } = await logIn();
    await expect(auth.tokens.actorOf(school, refresh)).rejects.toMatchObject({
      code: "token_invalid",
      fields: { tokenType: "access", reason: "wrong_type" },
    });
  });

  test("an inactive user is told apart from one who is gone", async () => {
    const user = await addUser(database.db, school);
    const { access } = await logIn(school, user);
    await setActive(database.db, school, user.id, false);
    await expect(auth.tokens.actorOf(school, access)).rejects.toMatchObject({ code: "user_inactive" });
    await storeOf(database.db, school).execute(sql`delete from users where id = ${user.id}`);
    await expect(auth.tokens.actorOf(school, access)).rejects.toMatchObject({ code: "user_not_found" });
  });
});

describe("refresh", () => {
  test("it rotates within the family, and the new pair works", async () => {
    const first = await logIn();
    later(0.5);
    const second = await auth.tokens.refresh(school, first.refresh);
    expect(decodeJwt(second.refresh).sid).toBe(decodeJwt(first.refresh).sid);
    expect(decodeJwt(second.refresh).jti).not.toBe(decodeJwt(first.refresh).jti);
    expect(decodeJwt(second.refresh).exp).toBe((decodeJwt(first.refresh).exp ?? 0) + 1_800);
    expect(await auth.tokens.actorOf(school, second.access)).toMatchObject({ userId: teacher.id });
    expect(await auth.tokens.refresh(school, second.refresh)).toBeDefined();
  });

  test("of ten at once, one wins", async () => {
    const { refresh } = await logIn();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => auth.tokens.refresh(school, refresh)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject(INVALID_REFRESH);
    const issued = sql`select count(*) as count from refresh_tokens where family_id = ${String(decodeJwt(refresh).sid)}`;
    expect(await storeOf(database.db, school).first(issued)).toEqual({ count: 2 });
    const [winner] = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(await auth.tokens.refresh(school, winner?.refresh ?? "")).toBeDefined();
  });

  test("a token that comes back ends its family, and no other of the user's", async () => {
    const [stolen, elsewhere] = [await logIn(), await logIn()];
    const next = await auth.tokens.refresh(school, stolen.refresh);
    later(11 / 3_600);
    await expect(auth.tokens.refresh(school, stolen.refresh)).rejects.toMatchObject(INVALID_REFRESH);
    await expect(auth.tokens.refresh(school, next.refresh)).rejects.toMatchObject(INVALID_REFRESH);
    await expect(auth.tokens.actorOf(school, next.access)).rejects.toMatchObject(INVALID_ACCESS);
    expect(await auth.tokens.actorOf(school, elsewhere.access)).toBeDefined();
  });

  test("an expired one is refused", async () => {
    const { refresh } = await logIn();
    later(24);
    await expect(auth.tokens.refresh(school, refresh)).rejects.toMatchObject(INVALID_REFRESH);
  });

  test("an access token is of the wrong type", async () => {
    const { access } = await logIn();
    await expect(auth.tokens.refresh(school, access)).rejects.toMatchObject({
      code: "token_invalid",
      fields: { tokenType: "refresh", reason: "wrong_type" },
    });
  });

  test("on another host it is refused, and stays good at home", async () => {
    const { refresh } = await logIn();
    await expect(auth.tokens.refresh(other, refresh)).rejects.toMatchObject(INVALID_REFRESH);
    await expect(auth.tokens.refresh(PLATFORM, refresh)).rejects.toMatchObject(INVALID_REFRESH);
    expect(await auth.tokens.refresh(school, refresh)).toBeDefined();
  });

  test("a super-admin's is traded on a school's host for the platform's", async () => {
    const { refresh } = await logIn(PLATFORM, root);
    const pair = await auth.tokens.refresh(school, refresh);
    expect(await auth.tokens.actorOf(PLATFORM, pair.access)).toMatchObject({ kind: "superadmin", userId: root.id });
  });

  test("an inactive user's is refused, without ending the family", async () => {
    const user = await addUser(database.db, school);
    const { refresh } = await logIn(school, user);
    await setActive(database.db, school, user.id, false);
    await expect(auth.tokens.refresh(school, refresh)).rejects.toMatchObject(INVALID_REFRESH);
    await setActive(database.db, school, user.id, true);
    expect(await auth.tokens.refresh(school, refresh)).toBeDefined();
  });
});

describe("verify", () => {
  test("it takes an access and a refresh token, and uses neither up", async () => {
    const { access, refresh } = await logIn();
    for (const token of [access, refresh, refresh]) await auth.tokens.verify(school, token);
    expect(await auth.tokens.refresh(school, refresh)).toBeDefined();
  });

  test("it takes a super-admin's on a school's host", async () => {
    const { access, refresh } = await logIn(PLATFORM, root);
    for (const token of [access, refresh]) await expect(auth.tokens.verify(school, token)).resolves.toBeUndefined();
  });

  test("what would be refused elsewhere is refused here: used, revoked, inactive, gone, expired, foreign", async () => {
    const refused = (token: string, host: AuthScope = school) =>
      expect(auth.tokens.verify(host, token)).rejects.toMatchObject(INVALID_REFRESH);
    const user = await addUser(database.db, school);
    const used = await logIn(school, user);
    await auth.tokens.refresh(school, used.refresh);
    await refused(used.refresh);

    const revoked = await logIn(school, user);
    await auth.tokens.revoke(school, revoked.refresh, user.id);
    for (const token of [revoked.access, revoked.refresh]) await refused(token);

    const open = await logIn(school, user);
    for (const token of [open.access, open.refresh]) await refused(token, other);
    await setActive(database.db, school, user.id, false);
    for (const token of [open.access, open.refresh]) await refused(token);
    await storeOf(database.db, school).execute(sql`delete from users where id = ${user.id}`);
    for (const token of [open.access, open.refresh]) await refused(token);

    const { access } = await logIn();
    later(1);
    await refused(access);
  });
});

describe("revoke", () => {
  test("the whole family is dead, access tokens with it, and others are not", async () => {
    const [ended, kept] = [await logIn(), await logIn()];
    await auth.tokens.revoke(school, ended.refresh, teacher.id);
    await expect(auth.tokens.actorOf(school, ended.access)).rejects.toMatchObject(INVALID_ACCESS);
    await expect(auth.tokens.refresh(school, ended.refresh)).rejects.toMatchObject(INVALID_REFRESH);
    expect(await auth.tokens.actorOf(school, kept.access)).toBeDefined();
  });

  test("a token that was rotated away still ends its family, and twice is no fault", async () => {
    const first = await logIn();
    const second = await auth.tokens.refresh(school, first.refresh);
    await auth.tokens.revoke(school, first.refresh, teacher.id);
    await auth.tokens.revoke(school, first.refresh, teacher.id);
    await expect(auth.tokens.actorOf(school, second.access)).rejects.toMatchObject(INVALID_ACCESS);
  });

  test("another user's token, another host's and an access token are refused, and end nothing", async () => {
    const { access, refresh } = await logIn();
    await expect(auth.tokens.revoke(school, refresh, newId())).rejects.toMatchObject(INVALID_REFRESH);
    await expect(auth.tokens.revoke(other, refresh, teacher.id)).rejects.toMatchObject(INVALID_REFRESH);
    await expect(auth.tokens.revoke(school, access, teacher.id)).rejects.toMatchObject({
      fields: { tokenType: "refresh", reason: "wrong_type" },
    });
    expect(await auth.tokens.actorOf(school, access)).toBeDefined();
  });
});

describe("how long tokens live", () => {
  const MINUTE = 60_000;
  const timedOutAfter = (sessionTimeoutMinutes: number): AuthScope => {
    const { tenant } = school;
    return { kind: "tenant", tenant: { ...tenant, settings: { ...tenant.settings, sessionTimeoutMinutes } } };
  };
  const livesOf = ({ access, refresh }: { access: string; refresh: string }) =>
    [access, refresh].map((token) => {
      const { iat = 0, exp = 0 } = decodeJwt(token);
      return (exp - iat) / 60;
    });

  test.each([
    ["what a school starts with, as the old service had it", 60, [60, 1440]],
    ["a shorter time", 15, [15, 15]],
    ["a longer one, which refresh tokens still outlived", 120, [60, 120]],
    ["a time that no token lives for", 43_200, [60, 1440]],
  ])("%s", async (_, minutes, lives) => {
    const scope = timedOutAfter(minutes);
    const first = await logIn(scope);
    expect(livesOf(first)).toEqual(lives);
    now = new Date(START.getTime() + 5 * MINUTE);
    expect(livesOf(await auth.tokens.refresh(scope, first.refresh))).toEqual(lives);
  });

  test("a refresh token not used within it is dead", async () => {
    const scope = timedOutAfter(15);
    const { refresh } = await logIn(scope);
    now = new Date(START.getTime() + 16 * MINUTE);
    await expect(auth.tokens.refresh(scope, refresh)).rejects.toMatchObject(INVALID_REFRESH);
    const [row] = await storeOf(database.db, scope).query<{ ends: Date }>(
      sql`select expires_at as ends from refresh_tokens where jti = ${String(decodeJwt(refresh).jti)}`,
    );
    expect(row?.ends).toEqual(new Date(START.getTime() + 15 * MINUTE));
  });

  test("those already out end with the time that the school sets afterwards, and are no longer listed", async () => {
    const user = await addUser(database.db, school);
    const { access, refresh } = await logIn(school, user);
    const shorter = timedOutAfter(15);
    const listed = () => listSessions(storeOf(database.db, shorter), shorter, user.id, null, now);
    now = new Date(START.getTime() + 15 * MINUTE - 1_000);
    expect(await auth.tokens.actorOf(shorter, access)).toBeDefined();
    await auth.tokens.verify(shorter, refresh);
    expect(await listed()).toMatchObject([{ expiresAt: new Date(START.getTime() + 15 * MINUTE).toISOString() }]);
    now = new Date(START.getTime() + 15 * MINUTE);
    await expect(auth.tokens.actorOf(shorter, access)).rejects.toMatchObject(INVALID_ACCESS);
    await expect(auth.tokens.verify(shorter, refresh)).rejects.toMatchObject(INVALID_REFRESH);
    await expect(auth.tokens.refresh(shorter, refresh)).rejects.toMatchObject(INVALID_REFRESH);
    expect(await listed()).toEqual([]);
    expect(await auth.tokens.refresh(school, refresh)).toBeDefined();
  });

  test("a super-admin's are what they were", async () => {
    expect(livesOf(await logIn(PLATFORM, root))).toEqual([60, 1440]);
  });
});
