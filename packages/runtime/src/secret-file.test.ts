import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readOrMakeSecret } from "./secret-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pepro-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("readOrMakeSecret makes one secret however many start together, and finds it again", async () => {
  const dataDir = join(folder, "data");
  const made = await Promise.all(Array.from({ length: 20 }, () => readOrMakeSecret(dataDir)));
  expect(new Set(made).size).toBe(1);
  expect(await readOrMakeSecret(dataDir)).toBe(made[0]);
  expect(made[0]).toMatch(/^[\w-]{43}$/);
  expect(readdirSync(dataDir)).toEqual(["secret"]);
  expect(statSync(join(dataDir, "secret")).mode & 0o777).toBe(0o600);
});

test("readOrMakeSecret refuses a file that was cut short, and leaves it", async () => {
  writeFileSync(join(folder, "secret"), "short\n");
  await expect(readOrMakeSecret(folder)).rejects.toMatchObject({ code: "secret_unusable" });
  expect(statSync(join(folder, "secret")).size).toBe(6);
});
