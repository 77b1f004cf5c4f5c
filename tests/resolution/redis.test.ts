import type { TenantView } from "@pepro/contracts";
import { clearResolution, createSecrets, execute, updateTenant } from "@pepro/core";
import { type Connection, openConnection, sql } from "@pepro/db";
import { SILENT_LOG } from "@pepro/runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openSharedDirectory } from "../../packages/runtime/src/redis/shared-directory.ts";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, SECRET, type TestPlatform } from "../harness/index.ts";
import { hasRedis, startRedis, type TestRedis } from "../harness/redis.ts";

if (!hasRedis())
  console.warn("Redis is not on this machine (Debian: apt-get install redis-server): its suite is left out");

describe.skipIf(!hasRedis())("servers that share Redis", () => {
  let redis: TestRedis;
  let first: TestPlatform;
  let second: TestPlatform;
  let owner: Connection;
  let school: TenantView;
  let count = 0;
  beforeAll(async () => {
    redis = await startRedis();
    first = await openPlatform({ migrations: SMALL_SCHOOLS, redisUrl: redis.url });
    second = await first.another();
    owner = await openConnection({ url: first.databaseUrl });
  });
  afterAll(async () => {
    await owner?.end();
    await second?.close();
    await first?.close();
    await redis?.remove();
  });
  beforeEach(async () => {
    school = await first.openSchool({ schoolName: `Lycée ${count++}` });
    await quiet();
  });

  const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 10 });
  const nameAt = async ({ core }: TestPlatform) =>
    (await core.resolver.directory.resolve(school.domainUrl))?.schoolName;
  const entries = () => redis.client.keys(`*host:${school.domainUrl}`);
  const rename = (schoolName: string, { core } = first) =>
    execute(core, updateTenant, OPERATOR, { id: school.id, school: { schoolName } });
  /** A change that nobody is told of: who still answers the old name had it from Redis or from memory. */
  const renameUnseen = (name: string) =>
    owner.send(sql`update tenants set school_name = ${name} where id = ${school.id}`);

  /** What was told before has been heard, by both: a message of this test comes back to it. */
  async function quiet(): Promise<void> {
    for (const { core } of [first, second]) {
      await until(async () => {
        if ((await entries()).length === 0) core.resolver.directory.invalidate([school.domainUrl]);
        await core.resolver.directory.resolve(school.domainUrl);
        expect(core.resolver.directory.peek(school.domainUrl)?.schoolName).toBe(await storedName());
        expect(await entries()).toHaveLength(1);
      });
    }
  }
  async function storedName(): Promise<string | undefined> {
    return (await owner.send<{ name: string }>(sql`select school_name as name from tenants where id = ${school.id}`))[0]
      ?.name;
  }

  test("one finds what another has found, without asking the database", async () => {
    const before = await storedName();
    await renameUnseen("Lycée que personne n'annonce");
    const shared = await reader("keeps");
    expect((await shared.look(school.domainUrl))?.found?.schoolName).toBe(before);
    expect((await shared.look("personne.ici.fr"))?.found).toBeUndefined();
    await first.core.resolver.directory.resolve("personne.ici.fr");
    await until(async () => expect((await shared.look("personne.ici.fr"))?.found).toBeNull());
    await shared.close();
  });

  test("a change is known to all, and what is in Redis is never the old one", async () => {
    await rename("Lycée renommé");
    expect(await nameAt(first)).toBe("Lycée renommé");
    await until(async () => expect(await nameAt(second)).toBe("Lycée renommé"));
    await quiet();
    await rename("Lycée renommé ailleurs", second);
    expect(await nameAt(second)).toBe("Lycée renommé ailleurs");
    await until(async () => expect(await nameAt(first)).toBe("Lycée renommé ailleurs"));
  });

  test("a reader whose row is older than a change puts nothing back", async () => {
    const shared = await reader();
    const look = await shared.look(school.domainUrl);
    if (!look) throw new Error("Redis is not read");
    const old = first.core.resolver.directory.peek(school.domainUrl);
    await rename("Lycée d'après");
    await until(async () => expect(await entries()).toEqual([]));
    look.keep(old);
    const later = await shared.look(school.domainUrl);
    expect(later?.found).toBeUndefined();
    await shared.close();
    expect(await nameAt(second)).toBe("Lycée d'après");
  });

  test("what somebody else wrote there is not believed", async () => {
    const [key = ""] = await entries();
    const text = (await redis.client.get(key)) ?? "";
    const other = await first.openSchool();
    const looked = async () => {
      const shared = await reader("keeps");
      const look = await shared.look(school.domainUrl);
      await shared.close();
      return look?.found;
    };
    expect(await looked()).toMatchObject({ schema: school.schemaName });
    const forged = [text.replace(school.schemaName, other.schemaName), '{"schema":"public"}', "", "null"];
    for (const entry of forged) {
      await redis.client.set(key, entry);
      expect(await looked()).toBeUndefined();
    }
  });

  test("clear-cache empties both levels of every process", async () => {
    await renameUnseen("Lycée changé par la base");
    expect(await nameAt(second)).not.toBe("Lycée changé par la base");
    await execute(first.core, clearResolution, OPERATOR, {});
    await until(async () => expect(await nameAt(second)).toBe("Lycée changé par la base"));
    expect(await nameAt(first)).toBe("Lycée changé par la base");
  });

  test("clear-cache of one school empties them of that school alone", async () => {
    const other = await first.openSchool();
    await first.core.resolver.directory.resolve(other.domainUrl);
    // What an earlier test told may still be on its way, and makes one forget too.
    await until(async () => {
      const before = await nameAt(first);
      await renameUnseen(`Lycée changé en secret ${count++}`);
      await execute(first.core, clearResolution, OPERATOR, { school: other.id });
      expect(await nameAt(first)).toBe(before);
    });
    await renameUnseen("Lycée changé en secret");
    await execute(first.core, clearResolution, OPERATOR, { school: school.id });
    expect(await nameAt(first)).toBe("Lycée changé en secret");
    await until(async () => expect(await nameAt(second)).toBe("Lycée changé en secret"));
  });

  test("one that does not answer is waited for once, and is believed again only with a clean slate", async () => {
    redis.freeze();
    first.core.resolver.directory.invalidate("all");
    await rename("Lycée sans Redis");
    expect(await nameAt(first)).toBe("Lycée sans Redis");
    await until(async () => expect(await nameAt(second)).toBe("Lycée sans Redis"));
    redis.thaw();
    await until(async () => {
      await rename(`Lycée de retour ${count++}`);
      const now = await storedName();
      for (const platform of [first, second]) expect(await nameAt(platform)).toBe(now);
      expect(await entries()).toHaveLength(1);
    });
  });

  test("one that comes back with what it knew long ago is not believed", async () => {
    const old = await storedName();
    await redis.stop();
    await rename("Lycée pendant l'absence");
    for (const platform of [first, second])
      await until(async () => expect(await nameAt(platform)).toBe("Lycée pendant l'absence"));
    await redis.start();
    // It has the old entry still, and nobody reads it.
    for (let look = 0; look < 20; look++) {
      first.core.resolver.directory.invalidate([]);
      expect(await nameAt(first)).not.toBe(old);
      expect(await nameAt(second)).not.toBe(old);
    }
    await quiet();
  });

  test("one that was emptied is filled again", async () => {
    await redis.client.flushall();
    await until(async () => {
      for (const { core } of [first, second]) core.resolver.directory.invalidate([school.domainUrl]);
      await nameAt(first);
      expect(await entries()).toHaveLength(1);
    });
  });

  test("one that was never there is done without", async () => {
    const alone = await openPlatform({ migrations: SMALL_SCHOOLS, redisUrl: "redis://127.0.0.1:1" });
    try {
      const { domainUrl } = await alone.openSchool();
      expect((await alone.core.resolver.directory.resolve(domainUrl))?.domainUrl).toBe(domainUrl);
    } finally {
      await alone.close();
    }
  });

  /** Another process' view of Redis alone. A reader that starts makes a clean slate, unless it `keeps` what is there. */
  async function reader(slate: "clean" | "keeps" = "clean") {
    const tokens = slate === "keeps" ? await redis.client.keys("*:epoch") : [];
    const before = tokens[0] ? await redis.client.get(tokens[0]) : undefined;
    const shared = await openSharedDirectory({
      ...{ url: redis.url, installationId: first.core.installation.id, isReader: true, log: SILENT_LOG },
      key: await (await createSecrets(SECRET)).derive("shared-directory"),
    });
    if (tokens[0] && before) await redis.client.set(tokens[0], before);
    return shared;
  }
});
