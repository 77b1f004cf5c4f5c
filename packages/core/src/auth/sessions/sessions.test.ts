import { rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSecrets } from "../../secrets.ts";
import { type Auth, createAuth } from "../auth.ts";
import { type AuthScope, PLATFORM, storeOf } from "../scope.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, META, quickPasswords, setActive, type TestUser } from "../testing/people.ts";

const START = new Date("2026-11-23T08:00:00.000Z");
const MINUTE = 60_000;

let database: TestDatabase;
let auth: Auth;
let school: AuthScope & { kind: "tenant" };
let teacher: TestUser;
let now = START;

beforeAll(async () => {
  database = await openTestDatabase();
  school = await database.openSchool();
  teacher = await addUser(database.db, school);
  const secrets = await createSecrets("sessions".repeat(4));
  auth = createAuth({ db: database.db, secrets, passwords: quickPasswords, clock: () => now });
});
afterAll(() => database?.close());
beforeEach(() => {
  now = START;
});

const after = (minutes: number) => {
  now = new Date(START.getTime() + minutes * MINUTE);
};
const withTimeout = (minutes: number): AuthScope => ({
  kind: "tenant",
  tenant: { ...school.tenant, settings: { ...school.tenant.settings, sessionTimeoutMinutes: minutes } },
});
const stored = async (scope: AuthScope, userId: string) => [
  ...(await storeOf(database.db, scope).query<Record<string, unknown>>(sql`select id, user_id, token_hash, expires_at,
    updated_at, created_at, ip_address, user_agent from sessions where user_id = ${userId} order by created_at`)),
];

describe("signIn", () => {
  test("it answers the user as clients read it, a token, and when the session ends", async () => {
    const { user, sessionToken, expiresAt } = await auth.signIn(school, teacher, META);
    expect(user).toEqual(await auth.userView(school, teacher.id));
    expect(user).toMatchObject({ id: teacher.id, fullName: "Émile Zola", userType: "teacher", profile: null });
    expect(sessionToken).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(expiresAt).toEqual(new Date(START.getTime() + 60 * MINUTE));
  });

  test("what is stored says where from and when, and nothing that opens", async () => {
    const user = await addUser(database.db, school);
    const { sessionToken } = await auth.signIn(school, user, { ...META, now: new Date("2026-11-23T09:30:00.000Z") });
    const [row] = await stored(school, user.id);
    expect(row).toMatchObject({
      ip_address: "2001:db8::17",
      user_agent: "vitest",
      created_at: new Date("2026-11-23T09:30:00.000Z"),
      expires_at: new Date("2026-11-23T10:30:00.000Z"),
    });
    const everything = await storeOf(database.db, school).query(rawSql("select s::text as row from sessions s"));
    expect(JSON.stringify(everything)).not.toContain(sessionToken);
    expect(await auth.actorOfSession(school, String(row?.token_hash))).toBeUndefined();
  });

  test("an unknown origin is stored as such", async () => {
    const user = await addUser(database.db, school);
    await auth.signIn(school, user, { ipAddress: null, userAgent: null });
    expect(await stored(school, user.id)).toMatchObject([{ ip_address: null, user_agent: null }]);
  });

  test("it notes when the user was last here", async () => {
    await auth.signIn(school, teacher, META);
    const statement = sql`select last_login_at from users where id = ${teacher.id}`;
    expect(await storeOf(database.db, school).first(statement)).toEqual({ last_login_at: START });
  });

  test("a school's sessions last what the school says", async () => {
    const { expiresAt } = await auth.signIn(withTimeout(5), teacher, META);
    expect(expiresAt).toEqual(new Date(START.getTime() + 5 * MINUTE));
  });
});

describe("actorOfSession", () => {
  test("a school's user acts as its member", async () => {
    const { sessionToken } = await auth.signIn(school, teacher, META);
    const actor = await auth.actorOfSession(school, sessionToken);
    const { email, id: userId } = teacher;
    expect(actor).toEqual({
      kind: "member",
      tenantId: school.tenant.id,
      userId,
      email,
      role: "teacher",
      sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test("a user of the platform acts as a super-admin", async () => {
    const root = await addUser(database.db, PLATFORM);
    const { sessionToken } = await auth.signIn(PLATFORM, root, META);
    const actor = await auth.actorOfSession(PLATFORM, sessionToken);
    expect(actor).toMatchObject({ kind: "superadmin", userId: root.id, email: root.email });
  });

  test.each(["", "x", "' or true --", "\u0000", "é".repeat(10_000)])("%j opens nothing", async (token) => {
    expect(await auth.actorOfSession(school, token)).toBeUndefined();
  });

  test("a session of one scope opens no other", async () => {
    const root = await addUser(database.db, PLATFORM);
    const other = await database.openSchool();
    const mine = await auth.signIn(school, teacher, META);
    const roots = await auth.signIn(PLATFORM, root, META);
    expect(await auth.actorOfSession(other, mine.sessionToken)).toBeUndefined();
    expect(await auth.actorOfSession(PLATFORM, mine.sessionToken)).toBeUndefined();
    expect(await auth.actorOfSession(school, roots.sessionToken)).toBeUndefined();
  });

  test("a user who is deactivated is out at once, and back when activated", async () => {
    const user = await addUser(database.db, school);
    const { sessionToken } = await auth.signIn(school, user, META);
    await setActive(database.db, school, user.id, false);
    expect(await auth.actorOfSession(school, sessionToken)).toBeUndefined();
    await setActive(database.db, school, user.id, true);
    expect(await auth.actorOfSession(school, sessionToken)).toBeDefined();
  });

  test("a session ends after its length without a request", async () => {
    const { sessionToken } = await auth.signIn(school, teacher, META);
    after(59.9);
    expect(await auth.actorOfSession(withTimeout(60), sessionToken)).toBeDefined();
    after(59.9 + 60);
    expect(await auth.actorOfSession(school, sessionToken)).toBeUndefined();
  });

  test("its end moves with use, but is not written at every request", async () => {
    const user = await addUser(database.db, school);
    const { sessionToken } = await auth.signIn(school, user, META);
    const endAfter = async (minutes: number) => {
      after(minutes);
      await auth.actorOfSession(school, sessionToken);
      const [row] = await stored(school, user.id);
      return (Number(row?.expires_at) - START.getTime()) / MINUTE;
    };
    expect(await endAfter(5.9)).toBe(60);
    expect(await endAfter(6)).toBe(66);
    expect(await endAfter(11.9)).toBe(66);
    expect(await endAfter(65)).toBe(125);
  });

  test("a school that shortens its sessions shortens those already open", async () => {
    const { sessionToken } = await auth.signIn(withTimeout(43_200), teacher, META);
    after(31);
    expect(await auth.actorOfSession(withTimeout(43_200), sessionToken)).toBeDefined();
    expect(await auth.actorOfSession(withTimeout(30), sessionToken)).toBeUndefined();
  });

  test("a school that lengthens its sessions lengthens those already open", async () => {
    const { sessionToken } = await auth.signIn(withTimeout(10), teacher, META);
    after(9);
    await auth.actorOfSession(withTimeout(120), sessionToken);
    after(100);
    expect(await auth.actorOfSession(withTimeout(120), sessionToken)).toBeDefined();
  });

  test("a session that has ended stays ended, whatever the school allows afterwards", async () => {
    const { sessionToken } = await auth.signIn(withTimeout(10), teacher, META);
    after(10);
    expect(await auth.actorOfSession(withTimeout(120), sessionToken)).toBeUndefined();
  });
});

describe("signOut", () => {
  test("it ends that session and no other", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => auth.signIn(school, teacher, META)));
    await auth.signOut(school, first?.sessionToken ?? "");
    expect(await auth.actorOfSession(school, first?.sessionToken ?? "")).toBeUndefined();
    expect(await auth.actorOfSession(school, second?.sessionToken ?? "")).toBeDefined();
  });

  test("on another host it ends nothing", async () => {
    const other = await database.openSchool();
    const { sessionToken } = await auth.signIn(school, teacher, META);
    await auth.signOut(other, sessionToken);
    await auth.signOut(PLATFORM, sessionToken);
    expect(await auth.actorOfSession(school, sessionToken)).toBeDefined();
  });

  test("a session that is not there is no fault", async () => {
    await expect(auth.signOut(school, "gone")).resolves.toBeUndefined();
  });
});
