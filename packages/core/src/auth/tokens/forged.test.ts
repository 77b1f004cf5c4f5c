import { exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../ids.ts";
import { createSecrets, type Secrets } from "../../secrets.ts";
import { type Auth, createAuth } from "../auth.ts";
import { type AuthScope, PLATFORM } from "../scope.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, META, quickPasswords } from "../testing/people.ts";

let database: TestDatabase;
let secrets: Secrets;
let auth: Auth;
let school: AuthScope & { kind: "tenant" };
let good: { access: string; refresh: string };
let claims: JWTPayload;

beforeAll(async () => {
  database = await openTestDatabase();
  secrets = await createSecrets("forged".repeat(6));
  auth = createAuth({ db: database.db, secrets, passwords: quickPasswords });
  school = await database.openSchool();
  const user = await addUser(database.db, school);
  good = (await auth.tokens.logIn(school, user, META)).tokens;
  claims = JSON.parse(atob(good.access.split(".")[1] ?? ""));
});
afterAll(() => database?.close());

const hs = (payload: JWTPayload, key: Uint8Array, alg = "HS256") =>
  new SignJWT(payload).setProtectedHeader({ alg }).sign(key);
const schoolKey = () => secrets.derive(`tokens:${school.tenant.schema}`);
const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_");

const refusedEverywhere = async (token: string, hosts: AuthScope[] = [school, PLATFORM]) => {
  const invalid = { code: "token_invalid", fields: { reason: "invalid" } };
  for (const host of hosts) {
    await expect(auth.tokens.actorOf(host, token)).rejects.toMatchObject(invalid);
    await expect(auth.tokens.verify(host, token)).rejects.toMatchObject(invalid);
    await expect(auth.tokens.refresh(host, token)).rejects.toMatchObject(invalid);
    await expect(auth.tokens.revoke(host, token, String(claims.user_id))).rejects.toMatchObject(invalid);
  }
};

describe("a token is refused", () => {
  test("not at all when it is ours, made with the same key and claims", async () => {
    expect(await auth.tokens.actorOf(school, await hs(claims, await schoolKey()))).toMatchObject({ kind: "member" });
  });

  test.each(["", "x", "not.a.token", "..", "a.b.c.d", "\u0000", "é.é.é"])("when it is no token: %j", (token) =>
    refusedEverywhere(token),
  );

  test("when it is not signed (alg none), whatever the case of «none»", async () => {
    await refusedEverywhere(new UnsecuredJWT(claims).encode());
    for (const alg of ["none", "None", "NONE"]) await refusedEverywhere(`${encode({ alg })}.${encode(claims)}.`);
    await refusedEverywhere(`${encode({ alg: "none" })}.${good.access.split(".")[1]}.${good.access.split(".")[2]}`);
  });

  test("when it is signed by a key pair, or by the text of a public key as if it were the secret", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
    await refusedEverywhere(await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(privateKey));
    await refusedEverywhere(await hs(claims, new TextEncoder().encode(await exportSPKI(publicKey))));
  });

  test("when it is signed with our key by another algorithm", async () => {
    const key = await schoolKey();
    const long = new Uint8Array([...key, ...key]);
    await refusedEverywhere(await hs(claims, long, "HS512"));
  });

  test("when it is cut short or altered anywhere", async () => {
    const [header = "", payload = "", signature = ""] = good.access.split(".");
    for (const token of [
      good.access.slice(0, -1),
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature.slice(0, 20)}`,
      `${header}.${encode({ ...claims, user_id: newId() })}.${signature}`,
      `${header}.${encode({ ...claims, exp: 4_102_444_800 })}.${signature}`,
      `${header}.${encode({ ...claims, tenant: undefined })}.${signature}`,
      `${encode({ alg: "HS256", typ: "JWT", kid: "x" })}.${payload}.${signature}`,
    ])
      await refusedEverywhere(token);
  });

  test("when it is another spelling of a good one", async () => {
    for (const token of [good.access, good.refresh]) {
      const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
      const last = letters.indexOf(token.at(-1) ?? "");
      // 32 bytes in 43 characters: two bits of the last one stand for nothing.
      for (const bits of [1, 2, 3]) await refusedEverywhere(token.slice(0, -1) + letters[last + bits]);
      const [header = "", payload = "", signature = ""] = token.split(".");
      await refusedEverywhere(`${token}=`);
      await refusedEverywhere(`${token}\n`);
      await refusedEverywhere(`${header}=.${payload}.${signature}`);
      await refusedEverywhere(`${header}.${payload} .${signature}`);
    }
    expect(await auth.tokens.actorOf(school, good.access)).toBeDefined();
  });

  test("when the school left its own claim out to pass for the platform", async () => {
    const { tenant: _, ...rest } = claims;
    await refusedEverywhere(await hs({ ...rest, home: "platform" }, await schoolKey()));
  });

  test("when it says nothing of its home, or two things, whichever key signed it", async () => {
    const { tenant, ...rest } = claims;
    for (const key of [await schoolKey(), await secrets.derive("tokens:public")]) {
      await refusedEverywhere(await hs(rest, key));
      await refusedEverywhere(await hs({ ...rest, tenant, home: "platform" }, key));
      await refusedEverywhere(await hs({ ...rest, home: "school" }, key));
      await refusedEverywhere(await hs({ ...rest, home: null }, key));
    }
  });

  test("when the platform's key signed a school's claim, or another school's key this one's", async () => {
    const other = await database.openSchool();
    await refusedEverywhere(await hs(claims, await secrets.derive("tokens:public")), [school, PLATFORM, other]);
    await refusedEverywhere(await hs(claims, await secrets.derive(`tokens:${other.tenant.schema}`)), [school, other]);
    await refusedEverywhere(await hs({ ...claims, tenant: other.tenant.id }, await schoolKey()), [school, other]);
  });

  test.each([{ tenant: null }, { tenant: "" }, { tenant: 1 }, { tenant: [] }])(
    "when the school it names is %j",
    async ({ tenant }) => {
      await refusedEverywhere(await hs({ ...claims, tenant }, await schoolKey()));
      await refusedEverywhere(await hs({ ...claims, tenant }, await secrets.derive("tokens:public")));
    },
  );

  test.each(["token_type", "user_id", "sid", "jti", "iat", "exp"])("when %s is missing", async (name) => {
    await refusedEverywhere(await hs({ ...claims, [name]: undefined }, await schoolKey()));
  });

  test("when it is of the right key and kind but of no family", async () => {
    const stray = await hs({ ...claims, sid: newId() }, await schoolKey());
    await expect(auth.tokens.actorOf(school, stray)).rejects.toMatchObject({ code: "token_invalid" });
    const refresh = await hs({ ...claims, token_type: "refresh", jti: newId() }, await schoolKey());
    await expect(auth.tokens.refresh(school, refresh)).rejects.toMatchObject({ code: "token_invalid" });
    expect(await auth.tokens.actorOf(school, good.access)).toBeDefined();
  });
});
