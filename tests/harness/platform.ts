import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "@pepro/api";
import type { MemberRole, TenantView } from "@pepro/contracts";
import {
  ANONYMOUS,
  type Call,
  createPasswords,
  createSuperAdmin,
  createTenant,
  execute,
  type MigrationBundle,
} from "@pepro/core";
import { type OpenCore, openCore, SILENT_LOG, scrypt } from "@pepro/runtime";
import { migrations } from "../../migrations/bundle.gen.ts";
import { createTestDatabase } from "./database.ts";
import { isServedElsewhere, skipElsewhere } from "./elsewhere.ts";
import { schoolInput } from "./school.ts";
import { type ServedApp, serveUnderDeno } from "./served.ts";

export const BASE_DOMAIN = "peproscolaire.fr";
export const SECRET = "a secret of the test suite, 32 bytes or more";
export const PASSWORD = "Motdepasse!2026";

/** A password's cost is for whoever guesses; a suite signs in some thousand times. The hash says what it cost. */
const QUICK = { log2N: 4, r: 8, p: 1 };

/** What an operator on the server does. */
export const OPERATOR: Call = {
  actor: { kind: "operator", label: "tests" },
  tenant: undefined,
  meta: { requestId: "tests", ipAddress: null, userAgent: null },
};

export const ANYBODY: Call = { ...OPERATOR, actor: ANONYMOUS };

export type TestPlatform = OpenCore & {
  databaseUrl: string;
  dataDir: string;
  /** The real server, where `PEPRO_TEST_RUNTIME` asks for one. */
  served: ServedApp | undefined;
  /** Sends a request to the application itself, without a network, or to the real server. */
  fetch(host: string, path: string, init?: RequestInit): Promise<Response>;
  /** A second process on the same database: its own pools, cache and listener. */
  another(): Promise<TestPlatform>;
  /** Opens a provisioned school. */
  openSchool(overrides?: Partial<ReturnType<typeof schoolInput>>): Promise<TenantView>;
  addMember(tenant: TenantView, email: string, role: MemberRole, firstName?: string): Promise<string>;
  /** The access token of a login on a host. */
  tokenOf(host: string, email: string, password?: string): Promise<string>;
};

type Options = { migrations?: MigrationBundle; trustedProxies?: readonly string[]; redisUrl?: string };

/** A whole platform on a database of its own, with the super-admin root@peproscolaire.fr. */
export async function openPlatform(options: Options = {}): Promise<TestPlatform> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "pepro-files-"));
  const platform = await open(database.url, dataDir, options, async () => {
    rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
  });
  const root = { email: `root@${BASE_DOMAIN}`, password: PASSWORD };
  await execute(platform.core, createSuperAdmin, OPERATOR, root);
  return platform;
}

/** `PEPRO_TEST_RUNTIME=deno` sends every request of the suites to the real server under Deno instead. */
function serveElsewhere(options: {
  databaseUrl: string;
  dataDir: string;
  mainHosts: readonly string[];
  trustedProxies: readonly string[];
}): Promise<ServedApp> {
  return serveUnderDeno({
    DATABASE_URL: options.databaseUrl,
    PEPRO_SECRET: SECRET,
    PEPRO_BASE_DOMAIN: BASE_DOMAIN,
    PEPRO_MAIN_HOSTS: options.mainHosts.join(","),
    PEPRO_TRUSTED_PROXIES: options.trustedProxies.join(","),
    PEPRO_DATA_DIR: options.dataDir,
    PEPRO_SPARE_SCHOOLS: "0",
    PEPRO_SUPERADMIN_EMAIL: `root@${BASE_DOMAIN}`,
    PEPRO_SUPERADMIN_PASSWORD: PASSWORD,
  });
}

async function open(
  databaseUrl: string,
  dataDir: string,
  options: Options,
  cleanUp: () => Promise<void>,
): Promise<TestPlatform> {
  const mainHosts = [BASE_DOMAIN, `www.${BASE_DOMAIN}`, "localhost"];
  const trustedProxies = options.trustedProxies ?? [];
  const opened = await openCore({
    configuration: {
      ...{ baseDomain: BASE_DOMAIN, mainHosts, dataDir, runtimeDatabaseUrl: undefined },
      redisUrl: options.redisUrl,
    },
    ownerUrl: databaseUrl,
    secret: SECRET,
    migrations: options.migrations ?? migrations,
    log: SILENT_LOG,
    applicationName: "pepro-test",
    passwords: createPasswords(scrypt, QUICK),
    maxConnections: 5,
  });
  const app = createApp({
    core: () => opened.core,
    accessLog: () => opened.accessLog,
    ready: opened.ping,
    asset: async () => undefined,
    log: SILENT_LOG,
    mainHosts,
    trustedProxies,
  });
  const isProgramsOwn = options.migrations === undefined;
  const served =
    isServedElsewhere && isProgramsOwn
      ? await serveElsewhere({ databaseUrl, dataDir, mainHosts, trustedProxies })
      : undefined;
  const fetch: TestPlatform["fetch"] = async (host, path, init = {}) => {
    if (served) return served.fetch(host, path, init);
    skipElsewhere("other migrations than the program's are put in, in this process");
    const headers = new Headers(init.headers);
    headers.set("Host", host);
    const address = URL.canParse(`http://${host}`) ? host : BASE_DOMAIN;
    return app.fetch(new Request(`http://${address}${path}`, { ...init, headers }), { remoteAddress: "127.0.0.1" });
  };
  return {
    ...opened,
    databaseUrl,
    dataDir,
    served,
    fetch,
    another: () => open(databaseUrl, dataDir, options, async () => {}),
    openSchool: async (overrides = {}) => {
      const input = { ...schoolInput(), provisionNow: true, ...overrides };
      return (await execute(opened.core, createTenant, OPERATOR, input)).tenant;
    },
    addMember: async (tenant, email, role, firstName = "Camille") => {
      const { core } = opened;
      const resolved = await core.resolver.resolve(tenant.domainUrl);
      if (resolved.kind !== "tenant") throw new Error("the school does not answer on its host");
      const passwordHash = await core.auth.passwords.hash(PASSWORD);
      const user = { username: email, email, firstName, lastName: "Martin", userType: role, passwordHash };
      return core.db.withTenant(resolved.tenant, (tx) => core.auth.insertUser(tx, user));
    },
    tokenOf: async (host, email, password = PASSWORD) => {
      const response = await fetch(host, "/api/v1/auth/login/", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ email, password }),
      });
      const body = (await response.json()) as { tokens?: { access: string } };
      if (!body.tokens) throw new Error(`login refused: ${JSON.stringify(body)}`);
      return body.tokens.access;
    },
    close: async () => {
      await served?.stop();
      await opened.close();
      await cleanUp();
    },
  };
}
