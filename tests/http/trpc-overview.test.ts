import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TenantView } from "@pepro/contracts";
import { execute, migrateTenants, updateSettings } from "@pepro/core";
import { type Connection, openConnection, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";
import { provision } from "./support/slow-provisioning.ts";
import { rootClient, type TypedClient } from "./support/typed-client.ts";

const LATEST = SMALL_SCHOOLS.tenant.length;

let platform: TestPlatform;
let root: TypedClient;
let owner: Connection;
beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  root = await rootClient(platform);
  owner = await openConnection({ url: platform.databaseUrl });
});
afterAll(async () => {
  await owner.end();
  await platform.close();
});

const register = async (more: object = {}): Promise<TenantView> =>
  (await root.tenants.create.mutate({ ...schoolInput(), ...more })).tenant;

/** The same fleet, asked through a program that brings one file more. */
const asNewer = () => {
  const migrations = bundleWith(SMALL_SCHOOLS, { tenant: [["create table clubs (name text)"]] });
  const { fetch } = watchedApp(platform, { core: (core) => ({ ...core, migrations }) });
  return rootClient({ ...platform, fetch });
};

describe("the overview", () => {
  test("of nothing is all zeros", async () => {
    expect(await root.tenants.overview.query()).toEqual({
      total: 0,
      byState: { active: 0, inactive: 0, notProvisioned: 0, provisioning: 0, failed: 0, pendingDeletion: 0 },
      byType: { college: 0, lycee: 0, lycee_pro: 0 },
      migrations: { latest: LATEST, behind: 0, versions: [] },
      latestOpenings: [],
      unhealthy: [],
      unhealthyCount: 0,
      lastActivity: null,
    });
  });

  test("counts each school once, lists the last openings, and says what needs somebody and why", async () => {
    const [first, second] = [await platform.openSchool(), await platform.openSchool({ schoolType: "college" })];
    const inactive = await platform.openSchool();
    await root.tenants.deactivate.mutate({ id: inactive.id });
    await register({ schoolType: "lycee_pro" });
    const gone = await platform.openSchool();
    await root.tenants.delete.mutate({ id: gone.id });
    const failed = await register({ schoolName: "Lycée en panne" });
    writeFileSync(join(platform.dataDir, "mediafiles", `tenant_${failed.id}`), "in the way");
    await provision(platform, failed.id).catch(() => {});
    const cut = await register();
    await owner.send(sql`update tenants set state = 'provisioning', updated_at = now() - interval '1 hour'
      where id = ${cut.id}`);
    const claimed = await register();
    await owner.send(sql`update tenants set state = 'provisioning', updated_at = now() where id = ${claimed.id}`);
    const unverified = await platform.openSchool();
    await owner.send(sql`update tenant_hosts set verified_at = null where tenant_id = ${unverified.id}`);
    await owner.send(sql`update tenants set last_accessed_at = now() where id = ${second.id}`);

    const seen = await root.tenants.overview.query();
    expect(seen.total).toBe(8);
    expect(seen.byState).toEqual({
      ...{ active: 3, inactive: 1, notProvisioned: 1, provisioning: 2, failed: 1, pendingDeletion: 1 },
    });
    expect(seen.byType).toEqual({ college: 1, lycee: 6, lycee_pro: 1 });
    expect(seen.migrations).toEqual({ latest: LATEST, behind: 0, versions: [{ version: LATEST, schools: 4 }] });
    const openings = [unverified, inactive, second, first].map(({ id, school, domainUrl }) => ({
      ...{ id, name: school.name, host: domainUrl, at: expect.any(String) },
    }));
    expect(seen.latestOpenings).toEqual(openings);
    expect(seen.lastActivity).toMatchObject({ id: second.id, host: second.domainUrl });
    expect(seen.unhealthy.map(({ id, reason, version }) => ({ id, reason, version }))).toEqual([
      { id: failed.id, reason: "provisioning_failed", version: null },
      { id: cut.id, reason: "provisioning_interrupted", version: null },
      { id: unverified.id, reason: "domain_unverified", version: null },
    ]);
    expect(seen.unhealthyCount).toBe(3);

    // Somebody works on it again: it is not abandoned, however long ago it was claimed.
    const key = sql`hashtextextended(${`pepro:provision:${cut.id}`}, 0)`;
    await owner.send(sql`select pg_advisory_lock(${key})`);
    const again = await root.tenants.overview.query();
    await owner.send(sql`select pg_advisory_unlock(${key})`);
    expect(again.unhealthy.map(({ id }) => id)).not.toContain(cut.id);
  });

  test("tells who is behind the program, and how far", async () => {
    const newer = await asNewer();
    const { migrations, unhealthy, unhealthyCount } = await newer.tenants.overview.query();
    expect(migrations).toEqual({ latest: LATEST + 1, behind: 4, versions: [{ version: LATEST, schools: 4 }] });
    const behind = unhealthy.filter(({ reason }) => reason === "migrations_behind");
    expect(behind.map(({ version }) => version)).toEqual([LATEST, LATEST, LATEST, LATEST]);
    expect(unhealthyCount).toBe(6);
    expect((await newer.tenants.list.query({ isBehind: true })).count).toBe(4);
    expect((await newer.tenants.list.query({ isBehind: false })).count).toBe(4);
    const { schemaVersion } = (await newer.tenants.list.query({ isBehind: true })).items[0] ?? {};
    expect((await newer.tenants.list.query({ schemaVersion: schemaVersion ?? 0 })).count).toBe(4);
    expect((await newer.tenants.list.query({ schemaVersion: 9_999 })).count).toBe(0);

    await owner.send(sql`update tenants set schema_version = ${LATEST + 5} where id = ${behind[0]?.id ?? ""}`);
    const ahead = (await root.tenants.overview.query()).unhealthy.find(({ reason }) => reason === "migrations_ahead");
    expect(ahead).toMatchObject({ id: behind[0]?.id, version: LATEST + 5 });
    await owner.send(sql`update tenants set schema_version = ${LATEST} where id = ${behind[0]?.id ?? ""}`);
  });
});

describe("the list", () => {
  test("takes schools in one state, and those that have a module", async () => {
    const countOf = async (input: Parameters<typeof root.tenants.list.query>[0]) =>
      (await root.tenants.list.query(input)).count;
    expect(await countOf({ state: "failed" })).toBe(1);
    expect(await countOf({ state: "ready" })).toBe(4);
    expect(await countOf({ state: "ready", isActive: false })).toBe(1);
    expect(await countOf({ module: "ai_analytics" })).toBe(0);
    const [school] = (await root.tenants.list.query({ state: "ready" })).items;
    await root.tenants.updateModules.mutate({ id: school?.id ?? "", modulesEnabled: { ai_analytics: true } });
    expect((await root.tenants.list.query({ module: "ai_analytics" })).items.map(({ id }) => id)).toEqual([school?.id]);
    expect(await countOf({ module: "grades", state: "ready" })).toBe(3);
  });

  test("refuses a module that there is none of", async () => {
    const asked = root.tenants.list.query({ module: "cantine" as "grades" });
    await expect(asked).rejects.toMatchObject({ data: { pepro: { code: "validation_failed" } } });
  });

  test("sorts by last use, then name", async () => {
    const { items } = await root.tenants.list.query({ ordering: ["-last_accessed_at", "school_name"], state: "ready" });
    const used = items.filter(({ lastAccessedAt }) => lastAccessedAt !== null);
    expect(used.length).toBeGreaterThan(0);
    expect(items.at(-1)?.lastAccessedAt).toBe(used.at(-1)?.lastAccessedAt);
  });
});

describe("a school's numbers", () => {
  test("name its first administrator, when they came in last, and its version", async () => {
    const school = await platform.openSchool();
    const expected = { schemaVersion: LATEST, latestVersion: LATEST };
    const { email } = school.school;
    expect(await root.tenants.stats.query({ id: school.id })).toMatchObject({
      ...expected,
      firstAdmin: { email, lastLoginAt: null },
    });
    const { id } = await register();
    expect(await root.tenants.stats.query({ id })).toMatchObject({ schemaVersion: 0, firstAdmin: null });
    await owner.send(sql`select set_config('search_path', ${school.schemaName}, false)`);
    await owner.send(sql`update users set last_login_at = '2026-01-15T10:00:00Z'`);
    expect((await root.tenants.stats.query({ id: school.id })).firstAdmin?.lastLoginAt).toBe(
      "2026-01-15T10:00:00.000Z",
    );
    await owner.send(sql`delete from users`);
    expect((await root.tenants.stats.query({ id: school.id })).firstAdmin).toBeNull();
    await owner.send(sql`select set_config('search_path', 'public', false)`);
  });
});

describe("a school's activity", () => {
  test("is the platform's trail and its own as one, newest first, with who and how it ended", async () => {
    const school = await platform.openSchool();
    await root.tenants.update.mutate({ id: school.id, maxStudents: 321, primaryColor: "#123456" });
    const admin = await platform.addMember(school, "chef@example.fr", "admin");
    await owner.send(sql`select set_config('search_path', ${school.schemaName}, false)`);
    await owner.send(sql`insert into audit_entries (action, outcome, actor_kind, actor_id, actor_label, target_kind,
      target_id, changes) values ('notices.create', 'refused', 'admin', ${admin}, 'chef@example.fr', 'notice', '7', null)`);
    await owner.send(sql`select set_config('search_path', 'public', false)`);

    const { entries } = await root.tenants.activity.query({ id: school.id });
    expect(entries.slice(0, 2)).toEqual([
      {
        id: expect.stringMatching(/^school:\d+$/),
        at: expect.any(String),
        trail: "school",
        action: "notices.create",
        outcome: "refused",
        actor: { kind: "admin", label: "chef@example.fr" },
        target: { kind: "notice", id: "7" },
        fields: [],
      },
      {
        id: expect.stringMatching(/^platform:\d+$/),
        at: expect.any(String),
        trail: "platform",
        action: "tenants.update",
        outcome: "done",
        actor: { kind: "superadmin", label: "root@peproscolaire.fr" },
        target: { kind: "tenant", id: school.id },
        fields: expect.arrayContaining(["maxStudents", "primaryColor"]),
      },
    ]);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["tenants.provision", "tenants.create"]),
    );
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  test("is at most twenty entries, or as many as are asked for, and of this school alone", async () => {
    const [busy, quiet] = [await register(), await register()];
    for (let time = 0; time < 25; time++) {
      const settings = { sessionTimeoutMinutes: 10 + time };
      await execute(platform.core, updateSettings, OPERATOR, { tenantId: busy.id, settings });
    }
    expect((await root.tenants.activity.query({ id: busy.id })).entries).toHaveLength(20);
    expect((await root.tenants.activity.query({ id: busy.id, limit: 3 })).entries).toHaveLength(3);
    expect((await root.tenants.activity.query({ id: quiet.id })).entries.map(({ action }) => action)).toEqual([
      "tenants.create",
    ]);
  });

  test("of no school is told to be none", async () => {
    const nobodys = root.tenants.activity.query({ id: "00000000-0000-4000-8000-000000000000" });
    await expect(nobodys).rejects.toMatchObject({ data: { pepro: { code: "not_found" } } });
  });
});

test("a fleet run that brings schools up to date leaves none behind", async () => {
  const migrations = bundleWith(SMALL_SCHOOLS, { tenant: [["create table clubs (name text)"]] });
  await execute({ ...platform.core, migrations }, migrateTenants, OPERATOR, {});
  const newer = await asNewer();
  expect((await newer.tenants.overview.query()).migrations).toMatchObject({ latest: LATEST + 1, behind: 0 });
});
