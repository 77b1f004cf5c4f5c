import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Client, logIn, superAdminOf } from "./support/client.ts";
import { expectJson } from "./support/compare.ts";
import { openHugo } from "./support/recorded-world.ts";

const HOST = `lycee-hugo.${BASE_DOMAIN}`;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const ANONYMOUS = { detail: "Informations d'authentification non fournies." };
const FORBIDDEN = { detail: "Vous n'avez pas la permission d'effectuer cette action." };

/** Every path of the contract, what `Allow` says there, and who may come in. */
const PATHS = [
  ["auth/login", "POST, OPTIONS", "everybody"],
  ["auth/token/refresh", "POST, OPTIONS", "everybody"],
  ["auth/token/verify", "POST, OPTIONS", "everybody"],
  ["auth/verify", "GET, OPTIONS", "everybody"],
  ["auth/health", "GET, OPTIONS", "everybody"],
  ["auth/logout", "POST, OPTIONS", "users"],
  ["auth/profile", "GET, PUT, PATCH, HEAD, OPTIONS", "users"],
  ["current-tenant/theme", "GET, HEAD, OPTIONS", "everybody"],
  ["current-tenant/modules", "GET, HEAD, OPTIONS", "everybody"],
  ["current-tenant/info", "GET, HEAD, OPTIONS", "users"],
  ["tenants", "GET, POST, HEAD, OPTIONS", "super-admins"],
  ["tenants/{id}", "GET, PUT, PATCH, DELETE, HEAD, OPTIONS", "super-admins"],
  ["tenants/{id}/provision", "POST, OPTIONS", "super-admins"],
  ["tenants/{id}/activate", "POST, OPTIONS", "super-admins"],
  ["tenants/{id}/deactivate", "POST, OPTIONS", "super-admins"],
  ["tenants/{id}/stats", "GET, HEAD, OPTIONS", "super-admins"],
  ["tenants/{id}/update_modules", "POST, OPTIONS", "super-admins"],
  ["tenants/{id}/add_domain", "POST, OPTIONS", "super-admins"],
  ["tenants/{id}/settings", "GET, PATCH, HEAD, OPTIONS", "super-admins"],
] as const;

let platform: TestPlatform;
let root: Client;
let hugo: string;
let teacher: string;
let admin: string;

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
  hugo = await openHugo(platform);
  teacher = (await logIn(platform, HOST, "prof@lycee-hugo.fr", PASSWORD)).tokens.access;
  admin = (await logIn(platform, HOST, "admin@lycee-hugo.fr", PASSWORD)).tokens.access;
});
afterAll(() => platform.close());

const address = (path: string, id = hugo) => `/api/v1/${path.replace("{id}", id)}/`;
const bodyOf = (method: string) => (method === "GET" ? {} : { json: { garbage: true } });
const paths = (...audiences: string[]) => PATHS.filter(([, , audience]) => audiences.includes(audience));
const unlisted = (allow: string) => METHODS.filter((method) => !allow.split(", ").includes(method));

describe("a super-admin", () => {
  test.for(PATHS)("is told 405 for every method that %s has not", async ([path, allow]) => {
    for (const method of unlisted(allow)) {
      const answer = await root.send(method, address(path), { host: HOST, ...bodyOf(method) });
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allow]);
      expectJson(answer.json, { detail: `Méthode « ${method} » non autorisée.` });
    }
  });

  test.for(PATHS)("is told by OPTIONS what %s is", async ([path, allow]) => {
    const answer = await root.send("OPTIONS", address(path), { host: HOST });
    expect([answer.status, answer.headers.get("allow")]).toEqual([200, allow]);
    expect(answer.json).toMatchObject({
      name: expect.stringMatching(/^[A-Z]/),
      renders: ["application/json", "text/html"],
      parses: ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
    });
  });

  test.for(PATHS)("reads the same at %s without its final slash", async ([path, allow]) => {
    const method = allow.startsWith("GET") ? "GET" : "OPTIONS";
    const whole = await root.send(method, address(path), { host: HOST });
    const bare = await root.send(method, address(path).slice(0, -1), { host: HOST });
    expect([bare.status, bare.json, bare.headers.get("location")]).toEqual([whole.status, whole.json, null]);
  });

  test.for(PATHS)("may write .json behind %s", async ([path, allow]) => {
    const method = allow.startsWith("GET") ? "GET" : "OPTIONS";
    for (const end of [".json", ".json/"]) {
      const answer = await root.send(method, address(path).slice(0, -1) + end, { host: HOST });
      expect(answer.status).toBe(200);
    }
  });
});

describe("nobody", () => {
  test.for(paths("users", "super-admins"))("is told 401 at %s, before method, body and id", async ([path, allow]) => {
    for (const method of METHODS) {
      for (const id of [hugo, "abc"]) {
        const answer = await root.send(method, address(path, id), { host: HOST, token: null, ...bodyOf(method) });
        expect([method, answer.status, answer.json]).toEqual([method, 401, ANONYMOUS]);
        expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="api"');
        expect(answer.headers.get("allow")).toBe(allow);
      }
    }
  });

  test.for(paths("everybody"))("is told 405 for every method that %s has not", async ([path, allow]) => {
    for (const method of unlisted(allow)) {
      const answer = await root.send(method, address(path), { host: HOST, token: null, ...bodyOf(method) });
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allow]);
    }
  });
});

test.for(PATHS)("a bad token is told 401 at %s, before all else", async ([path]) => {
  for (const method of METHODS) {
    const answer = await root.send(method, address(path, "abc"), { host: HOST, token: "not.a.token" });
    expect([method, answer.status, answer.json.code]).toEqual([method, 401, "token_not_valid"]);
  }
});

test.for(paths("super-admins"))(
  "a school's users are told 403 at %s, before method, body and id",
  async ([path, allow]) => {
    for (const token of [teacher, admin]) {
      for (const method of METHODS) {
        const answer = await root.send(method, address(path, "abc"), { host: HOST, token, ...bodyOf(method) });
        expect([method, answer.status, answer.json]).toEqual([method, 403, FORBIDDEN]);
        expect(answer.headers.get("allow")).toBe(allow);
      }
    }
  },
);

describe("Accept", () => {
  const asked = async (path: string, accept: string) => {
    const init = { headers: { Accept: accept } };
    const answer = await root.send("OPTIONS", address(path), { host: HOST, init });
    return [accept, answer.status, answer.headers.get("content-type")];
  };
  const good = "*/*|application/json|text/html|text/*|application/xml, */*;q=0.1|application/json; indent=4".split("|");

  test.for(PATHS)("is answered in JSON at %s where JSON or a page would do, by 406 otherwise", async ([path]) => {
    for (const accept of good) expect(await asked(path, accept)).toEqual([accept, 200, "application/json"]);
    for (const accept of ["application/xml", "image/png, text/plain", "x"]) {
      expect(await asked(path, accept)).toEqual([accept, 406, "application/json"]);
    }
  });
});
