import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunning } from "@pepro/db/embedded";
import { expect, onTestFinished, test } from "vitest";
import { SILENT_LOG } from "./log.ts";
import { openDatabase } from "./open-database.ts";

const SECRET = "a secret of the test suite, 32 bytes or more";

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "pepro-runtime-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "data");
}

test("openDatabase takes the database it is given, with its secret, and touches no folder", async () => {
  const databaseUrl = "postgres://pepro@db.example/pepro";
  const dataDir = "/nowhere/at/all";
  const opened = await openDatabase({ databaseUrl, dataDir, secret: SECRET }, SILENT_LOG);
  expect(opened).toMatchObject({ ownerUrl: databaseUrl, secret: SECRET, embedded: undefined });
  await opened.release();
  const without = openDatabase({ databaseUrl, dataDir, secret: undefined }, SILENT_LOG);
  await expect(without).rejects.toThrow(/PEPRO_SECRET/);
});

test("openDatabase shares one embedded server and one secret, and stops it with the last release", async () => {
  const configuration = { databaseUrl: undefined, dataDir: newDataDir(), secret: undefined };
  const [one, two] = await Promise.all([1, 2].map(() => openDatabase(configuration, SILENT_LOG)));
  expect(one?.ownerUrl).toBe(two?.ownerUrl);
  expect(one?.secret).toBe(two?.secret);
  expect([one, two].map((each) => each?.embedded?.startedHere).sort()).toEqual([false, true]);
  await one?.release();
  expect(isRunning(configuration.dataDir)).toBe(true);
  await two?.release();
  expect(isRunning(configuration.dataDir)).toBe(false);
});

test("openDatabase leaves no server behind when the secret cannot be read", async () => {
  const dataDir = newDataDir();
  mkdirSync(dataDir, { mode: 0o711 });
  writeFileSync(join(dataDir, "secret"), "short");
  const opening = openDatabase({ databaseUrl: undefined, dataDir, secret: undefined }, SILENT_LOG);
  await expect(opening).rejects.toMatchObject({ code: "secret_unusable" });
  expect(isRunning(dataDir)).toBe(false);
});
