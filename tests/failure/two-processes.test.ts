import type { TenantView } from "@pepro/contracts";
import {
  activateTenant,
  addDomain,
  deactivateTenant,
  deleteTenant,
  execute,
  removeDomain,
  updateSettings,
  updateTenant,
} from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

let here: TestPlatform;
let there: TestPlatform;
let owner: Connection;
let school: TenantView;
beforeAll(async () => {
  here = await openPlatform({ migrations: SMALL_SCHOOLS });
  there = await here.another();
  owner = await openConnection({ url: here.databaseUrl });
  school = await here.openSchool();
});
afterAll(async () => {
  await owner.end();
  await there.close();
  await here.close();
});

const theme = (platform: TestPlatform, host = school.domainUrl) =>
  platform.fetch(host, "/api/v1/current-tenant/theme/");
const statusAt = async (platform: TestPlatform, host?: string) => (await theme(platform, host)).status;

/** Waits until a process answers a host from memory. */
async function remembers(platform: TestPlatform, host = school.domainUrl): Promise<void> {
  await vi.waitFor(
    async () => {
      await theme(platform, host);
      const { hits, misses } = platform.core.resolver.directory.stats;
      await theme(platform, host);
      expect(platform.core.resolver.directory.stats.misses).toBe(misses);
      expect(platform.core.resolver.directory.stats.hits).toBeGreaterThanOrEqual(hits);
    },
    { timeout: 10_000, interval: 5 },
  );
}

/** What every request over a network lets happen; one that is answered from memory without it lets nothing else in. */
const networkTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Asks a process until it answers as wished. @returns the milliseconds that took */
async function answersWith(platform: TestPlatform, status: number, host?: string): Promise<number> {
  const started = performance.now();
  while ((await statusAt(platform, host)) !== status) {
    if (performance.now() - started > 10_000) throw new Error(`no ${status} within 10 s`);
    await networkTurn();
  }
  return performance.now() - started;
}

describe("what one process changes, another follows within 100 milliseconds of the commit", () => {
  // Other work on the machine can hold any one turn up; it cannot make one quick.
  test("a deactivation and a reactivation", async () => {
    const delays = { off: [] as number[], on: [] as number[] };
    for (let turn = 0; turn < 6; turn++) {
      await remembers(there);
      await execute(here.core, deactivateTenant, OPERATOR, { id: school.id });
      delays.off.push(await answersWith(there, 404));
      expect(await statusAt(here)).toBe(404);
      await execute(here.core, activateTenant, OPERATOR, { id: school.id });
      delays.on.push(await answersWith(there, 200));
      expect(await statusAt(here)).toBe(200);
    }
    expect(Math.min(...delays.off)).toBeLessThan(100);
    expect(Math.min(...delays.on)).toBeLessThan(100);
  });

  test("for good: whatever reads were under way, no later request is answered from before", async () => {
    await remembers(there);
    let asking = true;
    const crowd = Promise.all(
      Array.from({ length: 10 }, async () => {
        while (asking) {
          await theme(there);
          await networkTurn();
        }
      }),
    );
    for (let turn = 0; turn < 10; turn++) {
      await execute(here.core, deactivateTenant, OPERATOR, { id: school.id });
      await answersWith(there, 404);
      const after = await Promise.all(Array.from({ length: 10 }, () => statusAt(there)));
      await execute(here.core, activateTenant, OPERATOR, { id: school.id });
      await answersWith(there, 200);
      expect(new Set(after)).toEqual(new Set([404]));
    }
    asking = false;
    await crowd;
  });
});

describe("what one process changes, another sees", () => {
  const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
  beforeEach(() => remembers(there));

  test("a theme", async () => {
    await execute(here.core, updateTenant, OPERATOR, { id: school.id, primaryColor: "#ABCDEF" });
    await eventually(async () => expect(await (await theme(there)).json()).toMatchObject({ primary_color: "#ABCDEF" }));
  });

  test("settings", async () => {
    const settings = { language: "en" } as const;
    await execute(here.core, updateSettings, OPERATOR, { tenantId: school.id, settings });
    await eventually(async () => {
      const target = await there.core.resolver.resolve(school.domainUrl);
      expect(target).toMatchObject({ tenant: { settings } });
    });
  });

  test("an alternative domain that moves to another school", async () => {
    const other = await here.openSchool({ schoolName: "Lycée Balzac" });
    const host = "victor-hugo.ac-paris.fr";
    expect(await statusAt(there, host)).toBe(404);
    const { id } = await execute(here.core, addDomain, OPERATOR, { tenantId: school.id, domain: host });
    await answersWith(there, 200, host);
    await remembers(there, host);
    await execute(here.core, removeDomain, OPERATOR, { tenantId: school.id, id });
    await answersWith(there, 404, host);
    await execute(here.core, addDomain, OPERATOR, { tenantId: other.id, domain: host });
    await answersWith(there, 200, host);
    expect(await (await theme(there, host)).json()).toMatchObject({ school_name: "Lycée Balzac" });
  });

  test("a main host that changes: the old one leads nowhere, the new one to the school", async () => {
    const moved = await here.openSchool();
    await remembers(there, moved.domainUrl);
    await execute(here.core, updateTenant, OPERATOR, { id: moved.id, domainUrl: "www.balzac.fr" });
    await answersWith(there, 404, moved.domainUrl);
    await answersWith(there, 200, "www.balzac.fr");
  });

  test("a school that opens on a host it had looked for in vain", async () => {
    const host = "lycee-nouveau.peproscolaire.fr";
    expect(await statusAt(there, host)).toBe(404);
    await remembers(there, host);
    await here.openSchool({ subdomain: "lycee-nouveau" });
    await answersWith(there, 200, host);
  });

  test("a school that is deleted", async () => {
    const gone = await here.openSchool();
    await remembers(there, gone.domainUrl);
    await execute(here.core, deleteTenant, OPERATOR, { id: gone.id });
    await answersWith(there, 404, gone.domainUrl);
  });

  test("a school with so many hosts that their names do not fit into one message", async () => {
    const many = await here.openSchool();
    const hosts = Array.from({ length: 70 }, (_, n) => `${"a".repeat(60)}.${"b".repeat(60)}.n${n}.fr`);
    for (const domain of hosts) await execute(here.core, addDomain, OPERATOR, { tenantId: many.id, domain });
    await remembers(there, hosts[69]);
    await remembers(there);
    await execute(here.core, deactivateTenant, OPERATOR, { id: many.id });
    await answersWith(there, 404, hosts[69]);
    expect(there.core.resolver.directory.peek(school.domainUrl)).toBeUndefined();
  });
});

describe("a process that cannot hear", () => {
  const listeners = () => sql`select pid from pg_stat_activity
    where datname = current_database() and application_name = 'pepro-listen'`;

  test("answers nothing from memory, and trusts it again once it hears", async () => {
    const { runtimeRole } = here.core.installation;
    await Promise.all([remembers(here), remembers(there)]);
    await owner.send(rawSql(`alter role ${runtimeRole} nologin`));
    for (const { pid } of await owner.send<{ pid: number }>(listeners())) {
      await owner.send(sql`select pg_terminate_backend(${pid})`);
    }
    await vi.waitFor(() => expect(there.core.resolver.directory.stats.size).toBe(0), { timeout: 10_000, interval: 5 });

    for (let turn = 0; turn < 3; turn++) {
      await execute(here.core, deactivateTenant, OPERATOR, { id: school.id });
      expect(await statusAt(there)).toBe(404);
      await execute(here.core, activateTenant, OPERATOR, { id: school.id });
      expect(await statusAt(there)).toBe(200);
    }
    const { hits } = there.core.resolver.directory.stats;
    for (let turn = 0; turn < 3; turn++) await theme(there);
    expect(there.core.resolver.directory.stats).toMatchObject({ hits, size: 0 });

    await owner.send(rawSql(`alter role ${runtimeRole} login`));
    await Promise.all([remembers(here), remembers(there)]);
    await execute(here.core, deactivateTenant, OPERATOR, { id: school.id });
    await answersWith(there, 404);
    await execute(here.core, activateTenant, OPERATOR, { id: school.id });
    await answersWith(there, 200);
  });
});

describe("last_accessed_at", () => {
  const stamp = async (id: string) =>
    (await owner.send<{ at: Date | null }>(sql`select last_accessed_at as at from tenants where id = ${id}`))[0]?.at;

  test("is written once for many requests on several processes, and again a minute later", async () => {
    const used = await here.openSchool();
    expect(await stamp(used.id)).toBeNull();
    const third = await here.another();
    for (const platform of [here, there]) await theme(platform, used.domainUrl);
    await Promise.all([here, there].map((platform) => platform.accessLog.settled()));
    const first = await stamp(used.id);
    expect(first).toBeInstanceOf(Date);
    await theme(third, used.domainUrl);
    await third.accessLog.settled();
    expect(await stamp(used.id)).toEqual(first);

    await owner.send(sql`update tenants set last_accessed_at = now() - interval '61 seconds' where id = ${used.id}`);
    const later = await stamp(used.id);
    const fourth = await here.another();
    await theme(fourth, used.domainUrl);
    await fourth.accessLog.settled();
    expect((await stamp(used.id))?.getTime()).toBeGreaterThan(later?.getTime() ?? 0);
    await Promise.all([third.close(), fourth.close()]);
  });
});
