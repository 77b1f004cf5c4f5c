import { runWithAdapter } from "@better-auth/core/context";
import { sql } from "@pepro/db";
import { betterAuth } from "better-auth/minimal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../ids.ts";
import { createSecrets, type Secrets } from "../../secrets.ts";
import { type AuthScope, PLATFORM, scopeName, storeOf } from "../scope.ts";
import { hashToken } from "../sessions/token-hash.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, quickPasswords } from "../testing/people.ts";
import { createStorage } from "./adapter.ts";
import { createLibrary, type Library } from "./instances.ts";
import { instanceOptions } from "./options.ts";

let database: TestDatabase;
let secrets: Secrets;
let library: Library;
let school: AuthScope & { kind: "tenant" };

beforeAll(async () => {
  database = await openTestDatabase();
  secrets = await createSecrets("library".repeat(5));
  library = createLibrary({ db: database.db, secrets, passwords: quickPasswords });
  school = await database.openSchool();
});
afterAll(() => database?.close());

describe("better-auth on our tables", () => {
  test("it finds users in any case, with their accounts, and none of another scope", async () => {
    const user = await addUser(database.db, school, { email: "Hugo@Lycee.fr" });
    const find = (scope: AuthScope) =>
      library.use(scope, ({ internalAdapter }) =>
        internalAdapter.findUserByEmail("hUGO@lycee.fr", { includeAccounts: true }),
      );
    const found = await find(school);
    expect(found?.user).toMatchObject({ id: user.id, email: "Hugo@Lycee.fr", name: "Émile Zola", isActive: true });
    expect(found?.accounts).toMatchObject([{ userId: user.id, providerId: "credential", accountId: user.id }]);
    expect(await find(PLATFORM)).toBeNull();
  });

  test("it makes, finds, lists, moves and ends sessions by a token of which only the hash is stored", async () => {
    const { id } = await addUser(database.db, school);
    await library.use(school, async ({ internalAdapter }) => {
      const { token } = await internalAdapter.createSession(id);
      const stored = await storeOf(database.db, school).query(
        sql`select id, token_hash from sessions where user_id = ${id}`,
      );
      expect([...stored]).toEqual([
        { id: expect.stringMatching(/^[0-9a-f-]{14}7/), token_hash: await hashToken(token) },
      ]);

      const found = await internalAdapter.findSession(token);
      expect(found).toMatchObject({ session: { token, userId: id }, user: { id } });
      expect(await internalAdapter.findSession(await hashToken(token))).toBeNull();
      expect(await internalAdapter.listSessions(id)).toHaveLength(1);
      expect(await internalAdapter.findSessions([token])).toMatchObject([{ session: { token } }]);

      const later = new Date(Date.now() + 86_400_000);
      expect(await internalAdapter.updateSession(token, { expiresAt: later })).toMatchObject({
        token,
        expiresAt: later,
      });
      await internalAdapter.deleteSession(token);
      expect(await internalAdapter.findSession(token)).toBeNull();
    });
  });

  test("it counts, updates and deletes many, and pages in order", async () => {
    const { id } = await addUser(database.db, school);
    await library.use(school, async ({ adapter, internalAdapter }) => {
      const tokens = await Promise.all([1, 2, 3].map(async () => (await internalAdapter.createSession(id)).token));
      const mine = [{ field: "userId", value: id }];
      expect(await adapter.count({ model: "session", where: mine })).toBe(3);
      expect(await adapter.updateMany({ model: "session", where: mine, update: { userAgent: "x" } })).toBe(3);
      const sortBy = { field: "id", direction: "desc" as const };
      const page = await adapter.findMany<{ id: string }>({
        model: "session",
        where: mine,
        sortBy,
        limit: 1,
        offset: 2,
      });
      const all = await adapter.findMany<{ id: string }>({ model: "session", where: mine });
      expect(page.map((session) => session.id)).toEqual([all.map((session) => session.id).sort()[0]]);

      await internalAdapter.deleteSessions(tokens.slice(1));
      expect(await adapter.findMany({ model: "session", where: mine })).toHaveLength(1);
      await internalAdapter.deleteUserSessions(id);
      expect(await adapter.count({ model: "session", where: mine })).toBe(0);
    });
  });

  test("a value for one use is given out once", async () => {
    const identifier = `reset:${newId()}`;
    const expiresAt = new Date(Date.now() + 60_000);
    await library.use(school, ({ internalAdapter }) =>
      internalAdapter.createVerificationValue({ identifier, value: "v", expiresAt }),
    );
    const consume = () =>
      library.use(school, ({ internalAdapter }) => internalAdapter.consumeVerificationValue(identifier));
    const taken = await Promise.all([consume(), consume(), consume()]);
    expect(taken.filter(Boolean)).toMatchObject([{ value: "v" }]);
  });

  describe("its own endpoints", () => {
    const instanceOf = async (scope: AuthScope) =>
      betterAuth(
        instanceOptions({
          secret: await secrets.deriveText(`auth:${scopeName(scope)}`),
          storage: createStorage(storeOf(database.db, scope)),
          passwords: quickPasswords,
          sessionSeconds: 60,
          passwordMinLength: 8,
        }),
      );

    test("nobody signs up", async () => {
      const { api } = await instanceOf(school);
      const body = { email: "new@lycee-hugo.fr", password: "Motdepasse!2026", name: "New" };
      await expect(api.signUpEmail({ body })).rejects.toMatchObject({
        body: { code: "EMAIL_PASSWORD_SIGN_UP_DISABLED" },
      });
    });

    test("a cookie is good in its own scope alone", async () => {
      const user = await addUser(database.db, school);
      const [own, other] = await Promise.all([instanceOf(school), instanceOf(await database.openSchool())]);
      const { headers } = await own.api.signInEmail({ body: user, returnHeaders: true });
      const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
      expect(cookie).toContain("session_token=");

      const session = await own.api.getSession({ headers: new Headers({ cookie }) });
      expect(session?.user).toMatchObject({ id: user.id, email: user.email });
      expect(await other.api.getSession({ headers: new Headers({ cookie }) })).toBeNull();
    });
  });
});

describe("instances", () => {
  test("each scope has its own secret, whatever the environment says", async () => {
    const called = await database.openSchool("platform");
    process.env.BETTER_AUTH_SECRETS = "1:one-secret-for-everybody-one-secret-for-everybody";
    const fresh = createLibrary({ db: database.db, secrets, passwords: quickPasswords });
    const secretOf = (scope: AuthScope) => fresh.use(scope, async ({ secret }) => secret);
    const found = await Promise.all([PLATFORM, school, called].map(secretOf));
    delete process.env.BETTER_AUTH_SECRETS;
    expect(new Set(found).size).toBe(3);
    expect(found[1]).toBe(await secrets.deriveText(`auth:${school.tenant.schema}`));
  });

  test("an instance is kept until the school's policy changes", async () => {
    const contextOf = (scope: AuthScope) => library.use(scope, async (context) => context);
    const first = await contextOf(school);
    expect(await contextOf({ ...school, tenant: { ...school.tenant } })).toBe(first);

    const settings = { ...school.tenant.settings, sessionTimeoutMinutes: 5, passwordMinLength: 12 };
    const changed = await contextOf({ kind: "tenant", tenant: { ...school.tenant, settings } });
    expect(changed).not.toBe(first);
    expect(changed.sessionConfig.expiresIn).toBe(300);
    expect(changed.password.config.minPasswordLength).toBe(12);
  });

  test("the instance used least recently is given up for a new one", async () => {
    const small = createLibrary({ db: database.db, secrets, passwords: quickPasswords, kept: 1 });
    const contextOf = (scope: AuthScope) => small.use(scope, async (context) => context);
    const first = await contextOf(school);
    await contextOf(PLATFORM);
    expect(await contextOf(school)).not.toBe(first);
  });

  test("an instance that could not be made is tried again", async () => {
    let failures = 1;
    const flaky: Secrets = {
      ...secrets,
      deriveText: async (purpose) => {
        if (failures-- > 0) throw new Error("not yet");
        return secrets.deriveText(purpose);
      },
    };
    const fresh = createLibrary({ db: database.db, secrets: flaky, passwords: quickPasswords });
    await expect(fresh.use(school, async () => 1)).rejects.toThrow("not yet");
    expect(await fresh.use(school, async () => 1)).toBe(1);
  });

  test("work of one scope within another's stays on its own tables", async () => {
    const root = await addUser(database.db, PLATFORM);
    const pupil = await addUser(database.db, school, { userType: "student" });
    const platform = await library.use(PLATFORM, async (context) => context);
    // As better-auth's own handler does around a request.
    const [outer, inner] = await runWithAdapter(platform.adapter, async () => [
      await platform.internalAdapter.createSession(root.id),
      await library.use(school, ({ internalAdapter }) => internalAdapter.createSession(pupil.id)),
    ]);
    const owners = async (scope: AuthScope, token: string) => {
      const statement = sql`select user_id from sessions where token_hash = ${await hashToken(token)}`;
      return (await storeOf(database.db, scope).query<{ user_id: string }>(statement)).map((row) => row.user_id);
    };
    expect(await owners(PLATFORM, outer?.token ?? "")).toEqual([root.id]);
    expect(await owners(school, inner?.token ?? "")).toEqual([pupil.id]);
    expect(await owners(PLATFORM, inner?.token ?? "")).toEqual([]);
  });
});
