import { userView } from "@pepro/contracts";
import { sql, sqlstateOf } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../ids.ts";
import { createSecrets } from "../../secrets.ts";
import { type Auth, createAuth } from "../auth.ts";
import { type AuthScope, PLATFORM, storeOf } from "../scope.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, META, quickPasswords, setPassword } from "../testing/people.ts";

let database: TestDatabase;
let auth: Auth;
let school: AuthScope;

beforeAll(async () => {
  database = await openTestDatabase();
  school = await database.openSchool();
  auth = createAuth({ db: database.db, secrets: await createSecrets("users".repeat(7)), passwords: quickPasswords });
});
afterAll(() => database?.close());

describe("userView", () => {
  test("a user without a profile", async () => {
    const { id, email } = await addUser(database.db, school, { username: "prof", phoneNumber: "+33612345678" });
    const view = await auth.userView(school, id);
    expect(view).toEqual({
      id,
      username: "prof",
      email,
      firstName: "Émile",
      lastName: "Zola",
      fullName: "Émile Zola",
      userType: "teacher",
      phoneNumber: "+33612345678",
      isActive: true,
      isVerified: false,
      createdAt: expect.any(String),
      profile: null,
    });
    expect(userView.parse(view)).toEqual(view);
  });

  test("a user with one, dates as dates", async () => {
    const { id } = await addUser(database.db, school);
    await storeOf(database.db, school).execute(
      sql`insert into profiles (user_id, date_of_birth, city, sms_notifications) values (${id}, '1940-04-02', 'Aix', true)`,
    );
    const view = await auth.userView(school, id);
    expect(view?.profile).toEqual({
      avatar: null,
      dateOfBirth: "1940-04-02",
      address: "",
      postalCode: "",
      city: "Aix",
      emergencyContactName: "",
      emergencyContactPhone: "",
      emailNotifications: true,
      smsNotifications: true,
      bio: "",
    });
    expect(userView.parse(view)).toEqual(view);
  });

  test("nobody: an unknown id, another scope's, and no id at all", async () => {
    const { id } = await addUser(database.db, school);
    expect(await auth.userView(school, newId())).toBeUndefined();
    expect(await auth.userView(PLATFORM, id)).toBeUndefined();
    expect(await auth.userView(school, "' or true --")).toBeUndefined();
  });
});

describe("insertUser", () => {
  test("it takes an id that is given, and joins the names that are there", async () => {
    const id = newId();
    expect((await addUser(database.db, school, { id, lastName: "" })).id).toBe(id);
    expect((await auth.userView(school, id))?.fullName).toBe("Émile");
  });

  test("with nothing left of it when the transaction fails", async () => {
    const id = newId();
    await addUser(database.db, school, { id, email: "twice@lycee.fr" });
    const failed = await addUser(database.db, school, { id: newId(), email: "TWICE@lycee.fr" }).catch((error) => error);
    expect(sqlstateOf(failed)).toBe("23505");
    const count = sql`select count(*) as count from accounts a left join users u on u.id = a.user_id where u.id is null`;
    expect(await storeOf(database.db, school).first(count)).toEqual({ count: 0 });
  });
});

describe("a new password", () => {
  test("the new password opens, the old one does not, and whatever was open is closed", async () => {
    const [user, bystander] = [await addUser(database.db, school), await addUser(database.db, school)];
    const session = await auth.signIn(school, user, META);
    const { tokens } = await auth.tokens.logIn(school, user, META);
    const theirs = await auth.signIn(school, bystander, META);
    await setPassword(database.db, school, user.id, "Nouveau!2027");

    expect(await auth.actorOfSession(school, session.sessionToken)).toBeUndefined();
    await expect(auth.tokens.actorOf(school, tokens.access)).rejects.toMatchObject({ code: "token_invalid" });
    await expect(auth.tokens.refresh(school, tokens.refresh)).rejects.toMatchObject({ code: "token_invalid" });
    await expect(auth.signIn(school, user, META)).rejects.toMatchObject({ code: "invalid_credentials" });
    expect(await auth.signIn(school, { ...user, password: "Nouveau!2027" }, META)).toBeDefined();
    expect(await auth.actorOfSession(school, theirs.sessionToken)).toBeDefined();
  });

  test("a user who had no password gets one", async () => {
    const user = await addUser(database.db, school, { passwordHash: null });
    await setPassword(database.db, school, user.id, "Premier!2027");
    expect(await auth.signIn(school, { ...user, password: "Premier!2027" }, META)).toBeDefined();
  });

  test("on another scope there is no such user", async () => {
    const { id } = await addUser(database.db, school);
    await expect(setPassword(database.db, PLATFORM, id, "x")).rejects.toMatchObject({ code: "user_not_found" });
    const accounts = sql`select count(*) as count from accounts where user_id = ${id}`;
    expect(await storeOf(database.db, PLATFORM).first(accounts)).toEqual({ count: 0 });
  });
});
