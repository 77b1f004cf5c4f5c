import { afterAll, beforeAll, expect, test } from "vitest";
import { createSecrets } from "../secrets.ts";
import { type Auth, createAuth } from "./auth.ts";
import type { AuthScope } from "./scope.ts";
import { openTestDatabase, type TestDatabase } from "./testing/database.ts";
import { countingPasswords, META } from "./testing/people.ts";

const passwords = countingPasswords();
let database: TestDatabase;
let auth: Auth;
let unopened: AuthScope;

beforeAll(async () => {
  database = await openTestDatabase();
  auth = createAuth({ db: database.db, secrets: await createSecrets("scope".repeat(8)), passwords });
  const { tenant } = await database.openSchool();
  unopened = { kind: "tenant", tenant: { ...tenant, schema: "nowhere" as typeof tenant.schema, isProvisioned: false } };
});
afterAll(() => database?.close());

test("a school without a schema lets nobody in, after the same work as any other", async () => {
  const credentials = { email: "prof@lycee.fr", password: "Motdepasse!2026" };
  const refused = { code: "invalid_credentials", fields: {} };
  await expect(auth.signIn(unopened, credentials, META)).rejects.toMatchObject(refused);
  await expect(auth.tokens.logIn(unopened, credentials, META)).rejects.toMatchObject(refused);
  expect(passwords.calls).toEqual({ hash: 2, verify: 0 });
});

test("a session presented to a school without a schema is nobody's, and may be ended", async () => {
  expect(await auth.actorOfSession(unopened, "any")).toBeUndefined();
  await expect(auth.signOut(unopened, "any")).resolves.toBeUndefined();
});
