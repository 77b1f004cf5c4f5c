import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN } from "../../harness/index.ts";
import { openTwoSchools, type TwoSchools } from "./two-schools.ts";

let world: TwoSchools;
beforeAll(async () => {
  world = await openTwoSchools();
});
afterAll(() => world?.close());

const PROFILE = "/api/v1/auth/profile/";

async function asks(host: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await world.platform.fetch(host, PROFILE, { headers });
  return { status: response.status, text: await response.text() };
}

const encoded = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const decoded = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;

/** What somebody who holds one token could make of it. */
function forgeries(token: string, other: { tenant: string; user: string }): fc.Arbitrary<string> {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const claims = decoded(payload);
  const algorithm = fc.constantFrom(
    "none",
    "None",
    "NONE",
    "nOnE",
    "HS256",
    "HS384",
    "HS512",
    "RS256",
    "ES256",
    "EdDSA",
    "PS256",
    "",
    "dir",
  );
  const extra = fc.constantFrom<Record<string, unknown>>(
    {},
    { kid: "../../../dev/null" },
    { kid: "' union select 'x" },
    { kid: other.tenant },
    { jku: "http://evil.example/keys" },
    { jwk: { kty: "oct", k: "AAAA" } },
    { x5u: "http://evil.example/" },
    { crit: ["exp"] },
    { b64: false, crit: ["b64"] },
    { typ: "at+jwt" },
    { zip: "DEF" },
  );
  const changed = fc.constantFrom<Record<string, unknown>>(
    {},
    { tenant: other.tenant },
    { tenant: null },
    { tenant: undefined },
    { user_id: other.user },
    { tenant: other.tenant, user_id: other.user },
    { exp: 4_102_444_800 },
    { exp: "never" },
    { iat: -1 },
    { sid: other.user },
    { token_type: "refresh" },
    { role: "superadmin" },
  );
  const signed = fc.constantFrom(signature, "", "AAAA", signature.slice(0, -8), `${signature}AAAA`);
  return fc.oneof(
    fc
      .tuple(algorithm, extra, changed, signed)
      .map(
        ([alg, more, claim, sign]) =>
          `${encoded({ ...decoded(header), alg, ...more })}.${encoded({ ...claims, ...claim })}.${sign}`,
      ),
    fc.nat(token.length - 1).map((length) => token.slice(0, length)),
    fc
      .tuple(fc.nat(token.length - 1), fc.constantFrom(..."AZaz09-_.=+/ "))
      .map(([at, letter]) => token.slice(0, at) + letter + token.slice(at + 1)),
    fc.constantFrom(
      `${token}.${signature}`,
      `.${token}`,
      `${header}.${payload}`,
      `${payload}.${header}.${signature}`,
      `${header}..${signature}`,
    ),
    fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
  );
}

/** Whether it is the token itself: the last letter of a part has bits that mean nothing. */
function isSame(left: string, right: string): boolean {
  const bytes = (token: string) =>
    token
      .trim()
      .split(".")
      .map((part) => Buffer.from(part, "base64url").toString("hex"))
      .join(".");
  return left.trim() === right || (left.split(".").length === 3 && bytes(left) === bytes(right));
}

describe("a token of one school", () => {
  test("opens its own school alone", async () => {
    const { a, b } = world;
    const bearer = { Authorization: `Bearer ${a.tokens.access}` };
    expect(await asks(a.host, bearer)).toMatchObject({ status: 200, text: expect.stringContaining(a.email) });
    for (const host of [b.host, BASE_DOMAIN]) expect((await asks(host, bearer)).status).toBe(401);
  });

  test("changed in any way opens none", async () => {
    const { a, b } = world;
    const made = forgeries(a.tokens.access, { tenant: b.tenant.id, user: b.userId });
    await fc.assert(
      fc.asyncProperty(made, fc.constantFrom(a.host, b.host, BASE_DOMAIN), async (token, host) => {
        if (isSame(token, a.tokens.access)) return;
        const { status, text } = await asks(host, { Authorization: `Bearer ${token}` });
        expect(status).toBe(401);
        expect(text).not.toContain(b.word);
        expect(text).not.toContain(a.email);
      }),
      { numRuns: 400 },
    );
  });

  test("is no session, and a session is no token, at home or elsewhere", async () => {
    const { a, b, platform } = world;
    for (const host of [a.host, b.host, BASE_DOMAIN]) {
      expect((await asks(host, { Authorization: `Bearer ${a.session}` })).status).toBe(401);
      const response = await platform.fetch(host, "/trpc/auth.session", {
        headers: { Cookie: `pepro_session=${a.tokens.access}` },
      });
      expect(await response.text()).not.toContain(a.email);
    }
  });

  test("for refreshing is used once, and by its own school", async () => {
    const { a, b, platform } = world;
    const refresh = async (host: string, token: string) => {
      const body = JSON.stringify({ refresh: token });
      const headers = { "Content-Type": "application/json" };
      return (await platform.fetch(host, "/api/v1/auth/token/refresh/", { method: "POST", headers, body })).status;
    };
    expect(await refresh(b.host, a.tokens.refresh)).toBe(401);
    expect(await refresh(BASE_DOMAIN, a.tokens.refresh)).toBe(401);
    expect(await refresh(a.host, a.tokens.access)).toBe(401);
    const racers = await Promise.all(Array.from({ length: 8 }, () => refresh(a.host, a.tokens.refresh)));
    expect(racers.filter((status) => status === 200).length).toBe(1);
    expect(await refresh(a.host, a.tokens.refresh)).toBe(401);
  });
});

describe("a session cookie", () => {
  test("changed in any way, or doubled, opens nothing", async () => {
    const { a, b, platform } = world;
    const cookie = fc.oneof(
      fc.nat(a.session.length - 1).map((length) => `pepro_session=${a.session.slice(0, length)}`),
      fc
        .tuple(fc.nat(a.session.length - 1), fc.constantFrom(...'AZaz09-_%;,= "'))
        .map(([at, letter]) => `pepro_session=${a.session.slice(0, at)}${letter}${a.session.slice(at + 1)}`),
      fc.constantFrom(
        `pepro_session=${b.session}`,
        `__Host-pepro_session=${a.session}`,
        `Pepro_Session=${a.session}`,
        `pepro_session=; pepro_session=${b.session}`,
      ),
    );
    await fc.assert(
      fc.asyncProperty(cookie, async (sent) => {
        if (sent === `pepro_session=${a.session}`) return;
        const response = await platform.fetch(a.host, "/trpc/auth.session", { headers: { Cookie: sent } });
        const text = await response.text();
        expect(response.status).toBeLessThan(500);
        expect(text).not.toContain(a.email);
        expect(text).not.toContain(b.email);
      }),
      { numRuns: 200 },
    );
  });
});
