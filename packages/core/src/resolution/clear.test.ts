import { openConnection, rawSql } from "@pepro/db";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ANYBODY, OPERATOR, openPlatform, type TestPlatform } from "../../../../tests/harness/index.ts";
import { execute } from "../executor/index.ts";
import { clearResolution } from "./clear.ts";

let platform: TestPlatform;
let other: TestPlatform;
beforeAll(async () => {
  platform = await openPlatform();
  other = await platform.another();
});
afterAll(async () => {
  await other.close();
  await platform.close();
});

test("clearResolution makes every process read again what changed behind its back", async () => {
  const { domainUrl, schemaName } = await platform.openSchool({ schoolName: "Avant" });
  const nameIn = async ({ core }: TestPlatform) => {
    const target = await core.resolver.resolve(domainUrl);
    return target.kind === "tenant" ? target.tenant.schoolName : undefined;
  };
  // A process keeps what it read once it listens.
  await vi.waitFor(async () => {
    for (const each of [platform, other]) {
      const before = each.core.resolver.directory.stats.hits;
      await nameIn(each);
      expect(each.core.resolver.directory.stats.hits).toBeGreaterThan(before);
    }
  });
  const owner = await openConnection({ url: platform.databaseUrl });
  await owner.send(rawSql(`update public.tenants set school_name = 'Après' where schema_name = '${schemaName}'`));
  await owner.end();
  expect([await nameIn(platform), await nameIn(other)]).toEqual(["Avant", "Avant"]);

  await execute(platform.core, clearResolution, OPERATOR, {});
  expect(await nameIn(platform)).toBe("Après");
  await vi.waitFor(async () => expect(await nameIn(other)).toBe("Après"));
});

test("clearResolution is the platform's people's alone", async () => {
  await expect(execute(platform.core, clearResolution, ANYBODY, {})).rejects.toMatchObject({
    code: "unauthenticated",
  });
});
