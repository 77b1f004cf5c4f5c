import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TenantView } from "@pepro/contracts";
import { isConnectionError, sql } from "@pepro/db";
import { acquireEmbedded, type EmbeddedServer } from "@pepro/db/embedded";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";

// A server of the suite's own, since it is killed. Only its processes are lost: what was committed must be there again.
const dataDir = mkdtempSync(join(tmpdir(), "pepro-away-"));
const suiteServer = process.env.PEPRO_TEST_URL;
const servers: EmbeddedServer[] = [];
let platform: TestPlatform;
let school: TenantView;
let unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(async () => {
  await start();
  process.env.PEPRO_TEST_URL = servers[0]?.url;
  platform = await openPlatform();
  school = await platform.openSchool();
  process.on("unhandledRejection", note);
});
afterAll(async () => {
  process.off("unhandledRejection", note);
  await platform.close();
  process.env.PEPRO_TEST_URL = suiteServer;
  for (const server of servers) await server.release();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  servers.push(await acquireEmbedded({ dataDir, durable: false, settings: { synchronous_commit: "on" } }));
}

/** SIGQUIT is `pg_ctl stop -m immediate`, SIGINT is `-m fast`, SIGKILL is the kernel's own hand. */
async function stop(signal: "SIGQUIT" | "SIGINT" | "SIGKILL"): Promise<void> {
  const pid = Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, signal);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 10_000, interval: 5 });
}

const readyz = async () => (await platform.fetch(BASE_DOMAIN, "/readyz")).status;
const theme = () => platform.fetch(school.domainUrl, "/api/v1/current-tenant/theme/");
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 10 });

const login: RequestInit = {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ email: `root@${BASE_DOMAIN}`, password: PASSWORD }),
};

describe.each(["SIGQUIT", "SIGINT", "SIGKILL"] as const)("a database that goes away by %s and comes back", (signal) => {
  beforeAll(async () => {
    await eventually(async () => expect([await readyz(), (await theme()).status]).toEqual([200, 200]));
    unhandled = [];
  });

  test("is told by /readyz, not by /healthz, and every request gets its 503 with an id", async () => {
    const { port } = servers.at(-1) ?? {};
    await stop(signal);
    await eventually(async () => expect(await readyz()).toBe(503));
    expect((await platform.fetch(BASE_DOMAIN, "/healthz")).status).toBe(200);

    for (const [host, path, init] of [
      [school.domainUrl, "/api/v1/current-tenant/theme/", {}],
      [school.domainUrl, "/api/v1/current-tenant/info/", {}],
      [BASE_DOMAIN, "/api/v1/auth/login/", login],
      [school.domainUrl, "/api/v1/auth/login/", login],
      [school.domainUrl, "/trpc/currentTenant.theme", {}],
      ["no-such-school.peproscolaire.fr", "/api/v1/current-tenant/theme/", {}],
    ] as const) {
      const response = await platform.fetch(host, path, init);
      const shown = `${host}${path}`;
      expect(response.status, shown).toBe(503);
      expect(Number(response.headers.get("retry-after")), shown).toBeGreaterThan(0);
      const id = response.headers.get("x-request-id");
      expect(id, shown).toMatch(/\S/);
      expect(await response.text(), shown).toContain(id ?? "no id");
    }
    const page = await platform.fetch(school.domainUrl, "/", { headers: { Accept: "text/html" } });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain(page.headers.get("x-request-id") ?? "no id");

    await start();
    expect(servers.at(-1)?.port).toBe(port);
    await eventually(async () => expect(await readyz()).toBe(200));
    await eventually(async () => expect((await theme()).status).toBe(200));
    expect((await platform.fetch(BASE_DOMAIN, "/api/v1/auth/login/", login)).status).toBe(200);
    expect(unhandled).toEqual([]);
  });

  test("under load and in the middle of work answers each request with 200 or 503, and goes on by itself", async () => {
    const target = await platform.core.resolver.resolve(school.domainUrl);
    if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
    const place = target.tenant;
    const inside = platform.core.db
      .withTenant(place, async (tx) => {
        await tx.query(sql`select 1 as one`);
        return tx.query(sql`select pg_sleep(60)`);
      })
      .catch((error) => error);
    const statuses = new Set<number>();
    let going = true;
    const crowd = Promise.all(
      [0, 1, 2].map(async () => {
        while (going) {
          statuses.add((await theme()).status);
          statuses.add((await platform.fetch(school.domainUrl, "/api/v1/auth/login/", login)).status);
          await new Promise((resolve) => setImmediate(resolve));
        }
      }),
    );
    await eventually(async () => expect(statuses).toContain(200));
    await stop(signal);
    const ended: unknown = await inside;
    expect(isConnectionError(ended), String(ended)).toBe(true);
    await eventually(async () => expect(statuses).toContain(503));
    await start();
    await eventually(async () => expect(await readyz()).toBe(200));
    going = false;
    await crowd;
    // The super-admin is nobody at the school (400), who has tried too often after a while (429).
    statuses.delete(429);
    expect([...statuses].sort()).toEqual([200, 400, 503]);
    await eventually(async () => expect((await theme()).status).toBe(200));
    expect(unhandled).toEqual([]);
  });

  test("is listened to again: memory is trusted, and a change is heard", async () => {
    const { directory } = platform.core.resolver;
    await eventually(async () => {
      await theme();
      expect(directory.peek(school.domainUrl)).toBeDefined();
    });
  });
});
