import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Answer, type Client, logIn, ROOT } from "./support/client.ts";
import { addUser, HUGO_HOST, OTHER_HOST, openTwoSchools, TEACHER } from "./support/two-schools.ts";

const DEAD = { detail: "Le jeton est invalide ou expiré", code: "token_not_valid" };
const DEAD_ACCESS = {
  detail: "Le type de jeton fourni n'est pas valide",
  code: "token_not_valid",
  messages: [{ token_class: "AccessToken", token_type: "access", message: "Le jeton est invalide ou expiré" }],
};

let platform: TestPlatform;
let root: Client;
let other: string;

beforeAll(async () => {
  platform = await openPlatform();
  ({ root, other } = await openTwoSchools(platform));
});
afterAll(() => platform.close());

function post(name: string, json: unknown, host = HUGO_HOST, headers: Record<string, string> = {}): Promise<Answer> {
  return root.send("POST", `/api/v1/auth/${name}/`, { host, token: null, json, init: { headers } });
}

const session = async (host = HUGO_HOST, email = TEACHER) => (await logIn(platform, host, email, PASSWORD)).tokens;
const profileOf = (token: string, host: string, headers: Record<string, string> = {}) =>
  root.send("GET", "/api/v1/auth/profile/", { host, token, init: { headers } });

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

describe("tokens", () => {
  test("live 60 minutes and 24 hours, and carry the claims of old", async () => {
    const { access, refresh } = await session();
    const [short, long] = [claimsOf(access), claimsOf(refresh)];
    expect([Number(short.exp) - Number(short.iat), Number(long.exp) - Number(long.iat)]).toEqual([3_600, 86_400]);
    expect([short.token_type, long.token_type]).toEqual(["access", "refresh"]);
    expect(short.user_id).toBe(long.user_id);
    expect(short.jti).not.toBe(long.jti);
  });

  test("of a school are refused on every other host", async () => {
    const { access, refresh } = await session();
    expect((await profileOf(access, HUGO_HOST)).status).toBe(200);
    for (const host of [OTHER_HOST, BASE_DOMAIN, `www.${BASE_DOMAIN}`]) {
      const answer = await profileOf(access, host);
      expect([host, answer.status, answer.json]).toEqual([host, 401, DEAD_ACCESS]);
      expect((await post("token/refresh", { refresh }, host)).json).toEqual(DEAD);
      expect((await post("token/verify", { token: access }, host)).json).toEqual(DEAD);
    }
    expect((await post("token/refresh", { refresh })).status).toBe(200);
  });

  test("of a school count on the main host only where X-Tenant-Subdomain selects the school", async () => {
    const { access } = await session();
    const status = async (hint: string) =>
      (await profileOf(access, BASE_DOMAIN, { "X-Tenant-Subdomain": hint })).status;
    expect([await status("lycee-hugo"), await status("autre"), await status("peproscolaire")]).toEqual([200, 401, 401]);
  });

  test("of a super-admin count on every host and pass every permission", async () => {
    const { access, refresh } = await session(BASE_DOMAIN, ROOT);
    for (const host of [BASE_DOMAIN, `www.${BASE_DOMAIN}`, HUGO_HOST, OTHER_HOST]) {
      const profile = await profileOf(access, host);
      expect([profile.status, profile.json.user_type]).toEqual([200, "superadmin"]);
      for (const path of ["/api/v1/tenants/", `/api/v1/tenants/${other}/stats/`]) {
        expect((await root.send("GET", path, { host, token: access })).status).toBe(200);
      }
    }
    expect((await post("token/refresh", { refresh }, HUGO_HOST)).status).toBe(200);
  });

  test("of another school's making are refused, whatever they claim", async () => {
    const { access } = await session();
    const [head, claims, signature] = access.split(".");
    const altered = { ...claimsOf(access), tenant: other };
    const forged = [head, Buffer.from(JSON.stringify(altered)).toString("base64url"), signature].join(".");
    const unsigned = [Buffer.from('{"alg":"none"}').toString("base64url"), claims, ""].join(".");
    for (const [token, host] of [
      [forged, OTHER_HOST],
      [forged, HUGO_HOST],
      [unsigned, HUGO_HOST],
      [`${access}x`, HUGO_HOST],
    ] as const) {
      expect((await profileOf(token, host)).json).toEqual(DEAD_ACCESS);
    }
  });

  test("of a user who is deactivated or deleted are refused at once", async () => {
    const email = "passant@lycee-hugo.fr";
    const id = await addUser(platform, HUGO_HOST, { email, lastName: "Passant", password: PASSWORD });
    const target = await platform.core.resolver.resolve(HUGO_HOST);
    if (target.kind !== "tenant") throw new Error("the school does not answer");
    const { db } = platform.core;
    const { access, refresh } = await session(HUGO_HOST, email);

    await db.queryTenant(target.tenant, sql`update users set is_active = false where id = ${id}`);
    expect((await profileOf(access, HUGO_HOST)).json).toEqual({
      detail: "L'utilisateur est désactivé",
      code: "user_inactive",
    });
    expect((await post("token/refresh", { refresh })).json).toEqual(DEAD);
    await db.queryTenant(target.tenant, sql`delete from users where id = ${id}`);
    expect((await profileOf(access, HUGO_HOST)).json).toEqual({
      detail: "L'utilisateur n'a pas été trouvé",
      code: "user_not_found",
    });
    expect((await post("token/refresh", { refresh })).json).toEqual(DEAD);
  });
});

describe("a refresh", () => {
  test("rotates: each token serves once, the newest pair works", async () => {
    const first = await session();
    const second = (await post("token/refresh", { refresh: first.refresh })).json;
    const third = (await post("token/refresh", { refresh: second.refresh })).json;
    expect(new Set([first.refresh, second.refresh, third.refresh]).size).toBe(3);
    expect((await profileOf(String(third.access), HUGO_HOST)).status).toBe(200);
    expect((await post("token/verify", { token: first.refresh })).json).toEqual(DEAD);
    expect((await post("token/verify", { token: third.refresh })).json).toEqual({});
    const reused = await post("token/refresh", { refresh: first.refresh });
    expect([reused.status, reused.json]).toEqual([401, DEAD]);
    expect(reused.headers.get("www-authenticate")).toBe('Bearer realm="api"');
  });

  test("of one token ten times at once succeeds once", async () => {
    const { refresh } = await session();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post("token/refresh", { refresh })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(401)]);
  });

  test.for<[string, unknown, number, unknown]>([
    ["nothing", {}, 400, { refresh: ["Ce champ est obligatoire."] }],
    ["null", { refresh: null }, 400, { refresh: ["Ce champ ne peut être nul."] }],
    ["a list", { refresh: [] }, 400, { refresh: ["Not a valid string."] }],
    ["a number", { refresh: 12 }, 401, DEAD],
    ["a word", { refresh: "x" }, 401, DEAD],
    ["two dots", { refresh: ".." }, 401, DEAD],
    ["Unicode", { refresh: "é.è.ê" }, 401, DEAD],
  ])("of %s is refused", async ([, json, status, expected]) => {
    const answer = await post("token/refresh", json);
    expect([answer.status, answer.json]).toEqual([status, expected]);
  });
});

describe("a logout", () => {
  const logout = (token: string, json: unknown) =>
    root.send("POST", "/api/v1/auth/logout/", { host: HUGO_HOST, token, json });

  test("ends its session, access token and all, and no other", async () => {
    const [gone, kept] = [await session(), await session()];
    const answer = await logout(kept.access, { refresh_token: gone.refresh });
    expect([answer.status, answer.json]).toEqual([200, { message: "Déconnexion réussie !" }]);
    expect((await post("token/refresh", { refresh: gone.refresh })).json).toEqual(DEAD);
    expect((await profileOf(gone.access, HUGO_HOST)).json).toEqual(DEAD_ACCESS);
    expect((await profileOf(kept.access, HUGO_HOST)).status).toBe(200);
  });

  test("of another's session, or of no token, is refused", async () => {
    const [mine, theirs] = [await session(), await session(HUGO_HOST, "eleve@lycee-hugo.fr")];
    for (const refresh_token of [theirs.refresh, mine.access, "x", 12, ["x"]]) {
      const answer = await logout(mine.access, { refresh_token });
      expect([answer.status, answer.json]).toEqual([400, { error: "Token invalide" }]);
    }
    expect((await post("token/refresh", { refresh: theirs.refresh })).status).toBe(200);
  });

  test.for([{}, { refresh_token: "" }, { refresh_token: null }, []])(
    "without a token (%j) succeeds and ends nothing",
    async (json) => {
      const { access } = await session();
      expect((await logout(access, json)).json).toEqual({ message: "Déconnexion réussie !" });
      expect((await profileOf(access, HUGO_HOST)).status).toBe(200);
    },
  );
});
