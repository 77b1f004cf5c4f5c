import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Configuration, readConfiguration, SILENT_LOG } from "@pepro/runtime";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { migrations } from "../../../../migrations/bundle.gen.ts";
import { createTestDatabase } from "../../../../tests/harness/database.ts";
import { type OpenPlatform, openPlatform } from "./open.ts";

const NEVER = new Promise<void>(() => {});
const SECRET = "a secret of the test suite, 32 bytes or more";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "pepro-open-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function configured(databaseUrl: string, more: Record<string, string> = {}): Configuration {
  return readConfiguration({ DATABASE_URL: databaseUrl, PEPRO_SECRET: SECRET, PEPRO_DATA_DIR: dataDir, ...more });
}

function open(configuration: Configuration, more: { stopping?: Promise<void>; onUnreachable?: () => void } = {}) {
  const { stopping = NEVER, onUnreachable = () => {} } = more;
  return openPlatform({ configuration, migrations, log: SILENT_LOG, onUnreachable, stopping });
}

/** A port of this machine on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("openPlatform on an empty database", () => {
  test("makes the first super-admin with a password, and the next start finds it", async () => {
    const database = await createTestDatabase();
    onTestFinished(() => database.drop());
    const configuration = configured(database.url, { PEPRO_BASE_DOMAIN: "ecoles.example" });
    const facts: OpenPlatform["facts"][] = [];
    for (let start = 0; start < 2; start++) {
      const platform = await open(configuration);
      if (platform) facts.push(platform.facts);
      expect(await platform?.ping()).toBe(true);
      await platform?.close();
    }
    const { hostname, port, pathname } = new URL(database.url);
    expect(facts[0]).toEqual({
      schools: [],
      superAdmin: { email: "admin@ecoles.example", password: expect.stringMatching(/^\S{12,}$/) },
      superAdminEmail: "admin@ecoles.example",
      demoPassword: null,
      database: `${hostname}:${port || 5432}${pathname}`,
    });
    expect(facts[1]).toEqual({ ...facts[0], superAdmin: null });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test("makes it as configured, and never shows that password", async () => {
    const database = await createTestDatabase();
    onTestFinished(() => database.drop());
    const own = { PEPRO_SUPERADMIN_EMAIL: "chef@ecoles.example", PEPRO_SUPERADMIN_PASSWORD: "Motdepasse!2026" };
    const platform = await open(configured(database.url, own));
    expect(platform?.facts.superAdmin).toEqual({ email: "chef@ecoles.example", password: null });
    await platform?.close();
  });
});

describe("openPlatform with a database that is away", () => {
  test("tells of each try and goes on trying, until it is asked to stop", async () => {
    let stop = () => {};
    const stopping = new Promise<void>((resolve) => {
      stop = resolve;
    });
    let tries = 0;
    const onUnreachable = () => {
      tries++;
      if (tries === 2) stop();
    };
    const url = `postgres://pepro:x@127.0.0.1:${await deadPort()}/pepro`;
    expect(await open(configured(url), { stopping, onUnreachable })).toBeUndefined();
    expect(tries).toBe(2);
  });

  test("fails at once for what trying again would not mend", async () => {
    const database = await createTestDatabase();
    await database.drop();
    await expect(open(configured(database.url))).rejects.toMatchObject({ code: "3D000" });
  });
});
