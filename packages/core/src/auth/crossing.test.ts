import { afterAll, beforeAll, expect, test } from "vitest";
import { createSecrets } from "../secrets.ts";
import { type Auth, createAuth } from "./auth.ts";
import { type AuthScope, PLATFORM } from "./scope.ts";
import { openTestDatabase, type TestDatabase } from "./testing/database.ts";
import { addUser, META, quickPasswords, type TestUser } from "./testing/people.ts";

let database: TestDatabase;
let auth: Auth;

beforeAll(async () => {
  database = await openTestDatabase();
  auth = createAuth({ db: database.db, secrets: await createSecrets("crossing".repeat(4)), passwords: quickPasswords });
});
afterAll(() => database?.close());

test("sixty sign-ins at once over three scopes each open their own, under one address in all three", async () => {
  const scopes: AuthScope[] = [PLATFORM, await database.openSchool(), await database.openSchool()];
  const email = "principal@lycee-hugo.fr";
  const people = await Promise.all(
    scopes.map(async (scope, index) => {
      const user: TestUser = await addUser(database.db, scope, { email, password: `secret of ${index}` });
      return { scope, user };
    }),
  );

  const attempt = async (index: number) => {
    const { scope, user } = people[index % 3] as (typeof people)[number];
    // From as many places: one alone would soon have to wait.
    const meta = { ...META, ipAddress: `203.0.113.${index}` };
    const others = scopes.filter((candidate) => candidate !== scope);
    if (index % 5 === 0) {
      const foreign = people[(index + 1) % 3] as (typeof people)[number];
      const wrong = auth.signIn(scope, { email, password: foreign.user.password }, meta);
      return expect(wrong).rejects.toMatchObject({ code: "invalid_credentials" });
    }
    if (index % 2 === 0) {
      const { user: view, sessionToken } = await auth.signIn(scope, user, meta);
      expect(view.id).toBe(user.id);
      expect(await auth.actorOfSession(scope, sessionToken)).toMatchObject({ userId: user.id });
      for (const other of others) expect(await auth.actorOfSession(other, sessionToken)).toBeUndefined();
      return;
    }
    const { user: view, tokens } = await auth.tokens.logIn(scope, user, meta);
    expect(view.id).toBe(user.id);
    const rotated = await auth.tokens.refresh(scope, tokens.refresh);
    expect(await auth.tokens.actorOf(scope, rotated.access)).toMatchObject({ userId: user.id });
    if (scope === PLATFORM) return;
    for (const other of others) await expect(auth.tokens.actorOf(other, rotated.access)).rejects.toThrow();
  };
  await Promise.all(Array.from({ length: 60 }, (_, index) => attempt(index)));
}, 30_000);
