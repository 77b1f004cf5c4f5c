import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createPeproClient, isPeproError, type PeproClientOptions, withCookies } from "@pepro/client";
import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { HttpServer } from "../../apps/api/src/server/listen.ts";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type WatchedApp, watchedApp } from "./support/app.ts";
import { pathOf, ROOT } from "./support/typed-client.ts";

const EMAIL = "prof@example.fr";

let platform: TestPlatform;
let app: WatchedApp;
let server: HttpServer;
let school: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool({ schoolName: "Lycée Victor Hugo" });
  await platform.addMember(school, EMAIL, "teacher");
  app = watchedApp(platform, { trustedProxies: ["127.0.0.1"] });
  server = await app.listen();
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

/** A script's client of the school, as a proxy passes it on: a host of the school's own resolves nowhere here. */
function schoolClient(options: PeproClientOptions = {}) {
  return createPeproClient({
    url: `http://localhost:${server.port}`,
    headers: { "x-forwarded-host": school.domainUrl },
    fetch: withCookies(),
    ...options,
  });
}

const requests = () => app.takeLines().filter(({ event }) => event === "request");

async function refusalOf(call: Promise<unknown>) {
  const error = await call.then(
    (value) => new Error(`not refused: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!isPeproError(error)) throw error;
  return error;
}

describe("the typed client on a real server", () => {
  test("signs in, keeps the session, and signs out", async () => {
    const told: unknown[] = [];
    const client = schoolClient({ onSignedOut: (error) => told.push(error?.code) });
    expect(await client.auth.session()).toBeNull();
    const { user, expiresAt } = await client.auth.signIn({ email: EMAIL, password: PASSWORD });
    expect(user).toMatchObject({ email: EMAIL, userType: "teacher" });
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    expect((await client.auth.session())?.user.id).toBe(user?.id);
    expect((await client.currentTenant.info.query()).id).toBe(school.id);

    await client.auth.signOut();
    expect(await client.auth.session()).toBeNull();
    await vi.waitFor(() => expect(told).toEqual([undefined]));
    expect((await refusalOf(client.currentTenant.info.query())).code).toBe("unauthenticated");
    await vi.waitFor(() => expect(told).toEqual([undefined, "unauthenticated"]));
  });

  test("is of one host: another client's session is not its own", async () => {
    const client = schoolClient();
    await client.auth.signIn({ email: EMAIL, password: PASSWORD });
    expect(await schoolClient().auth.session()).toBeNull();
  });

  test("sends what a page asks at once as one request", async () => {
    const client = schoolClient();
    requests();
    const [theme, modules, session] = await Promise.all([
      client.currentTenant.theme.query(),
      client.currentTenant.modules.query(),
      client.auth.session(),
    ]);
    expect(theme).toMatchObject({ schoolName: "Lycée Victor Hugo" });
    expect(modules).toMatchObject({ grades: true, ai_analytics: false });
    expect(session).toBeNull();
    expect(requests()).toMatchObject([
      { method: "GET", path: "/trpc/currentTenant.theme,currentTenant.modules,auth.session", status: 200 },
    ]);
  });

  test("gets every answer of more calls than one request may hold", async () => {
    const client = schoolClient();
    requests();
    const themes = await Promise.all(Array.from({ length: 50 }, () => client.currentTenant.theme.query()));
    expect(new Set(themes.map(({ schoolName }) => schoolName))).toEqual(new Set(["Lycée Victor Hugo"]));
    expect(requests().map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test("is refused with the server's code and words, in its own language, by an id that the log knows", async () => {
    app.takeLines();
    const error = await refusalOf(
      schoolClient({ language: "en" }).auth.signIn({ email: EMAIL, password: "Mauvais!2026" }),
    );
    expect(error).toMatchObject({ code: "invalid_credentials", fields: {} });
    expect(error.message).toBe("Wrong e-mail address or password.");
    expect(requests().map(({ requestId }) => requestId)).toEqual([error.requestId]);
    expect((await refusalOf(schoolClient({ language: "fr" }).currentTenant.info.query())).message).toBe(
      "Connectez-vous pour continuer.",
    );
  });

  test("tells which field of an input is at fault, in a sentence", async () => {
    const root = createPeproClient({
      url: `http://localhost:${server.port}`,
      token: () => platform.tokenOf(BASE_DOMAIN, ROOT),
    });
    const error = await refusalOf(root.tenants.update.mutate({ id: school.id, primaryColor: "vert" }));
    expect(isPeproError(error, "validation_failed") && error.fields.issues).toMatchObject([
      { path: ["primaryColor"], rule: "color_invalid", message: expect.stringContaining("#1976D2") },
    ]);
    const taken = await refusalOf(root.tenants.addDomain.mutate({ tenantId: school.id, domain: school.domainUrl }));
    expect(isPeproError(taken, "domain_taken") && taken.fields.domain).toBe(school.domainUrl);
  });

  test("is told that a school does not exist", async () => {
    const host = `nulle-part.${BASE_DOMAIN}`;
    const fetch: PeproClientOptions["fetch"] = (url, init) => platform.fetch(host, pathOf(String(url)), init);
    const error = await refusalOf(createPeproClient({ url: `http://${host}`, fetch }).currentTenant.theme.query());
    expect(isPeproError(error, "tenant_not_found") && error.fields.host).toBe(host);
  });
});

describe("the same script of the client's", () => {
  const script = fileURLToPath(new URL("support/client-script.ts", import.meta.url));
  const deno = process.env.PEPRO_DENO ?? ".deno/node_modules/.bin/deno";
  const runs = async (program: string, ...before: string[]) => {
    const address = [`http://localhost:${server.port}`, school.domainUrl, EMAIL, PASSWORD];
    const { stdout } = await promisify(execFile)(program, [...before, script, ...address]);
    return JSON.parse(stdout);
  };
  const SEEN = {
    refused: "unauthenticated",
    email: EMAIL,
    school: "Lycée Victor Hugo",
    after: null,
    watching: "unauthenticated",
  };

  test("runs in Node, and ends by itself", async () => {
    expect(await runs(process.execPath, "--import", "tsx")).toEqual(SEEN);
  });

  test.skipIf(!existsSync(deno))("runs in Deno with the network's permission alone", async () => {
    expect(await runs(deno, "run", "--no-prompt", "--allow-net=localhost")).toEqual(SEEN);
  });
});
