import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCore, SILENT_LOG } from "@pepro/runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrations } from "../../migrations/bundle.gen.ts";
import { BASE_DOMAIN, openPlatform, SECRET, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
const dataDir = mkdtempSync(join(tmpdir(), "pepro-secret-"));
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(async () => {
  await platform.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const openWith = (secret: string, prepare: boolean) =>
  openCore({
    configuration: { baseDomain: BASE_DOMAIN, mainHosts: [BASE_DOMAIN], dataDir, runtimeDatabaseUrl: undefined },
    ownerUrl: platform.databaseUrl,
    secret,
    migrations,
    log: SILENT_LOG,
    applicationName: "pepro-test",
    listening: false,
    prepare,
  });

test.each([true, false])(
  "a process with another secret is refused and changes nothing (preparing: %s)",
  async (prepare) => {
    await expect(openWith(`${SECRET}, but another`, prepare)).rejects.toMatchObject({ code: "secret_mismatch" });
    const again = await openWith(SECRET, prepare);
    expect(await again.ping()).toBe(true);
    await again.close();
    expect(await platform.ping()).toBe(true);
  },
);
