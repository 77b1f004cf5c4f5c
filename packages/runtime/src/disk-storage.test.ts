import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDiskStorage } from "./disk-storage.ts";

const TENANT = "01a2091e-6b20-7767-b927-36ade8d95a26";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pepro-storage-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const below = (path: string) => readdirSync(join(folder, path), { recursive: true, encoding: "utf8" }).sort();

describe("ensureArea", () => {
  test("makes a school's folders and the shared one, in a data directory that need not be there", async () => {
    await createDiskStorage(join(folder, "new", "data dir é")).ensureArea(TENANT);
    expect(below("new/data dir é")).toEqual([
      "mediafiles",
      "mediafiles/shared",
      "mediafiles/shared/system",
      `mediafiles/tenant_${TENANT}`,
      `mediafiles/tenant_${TENANT}/avatars`,
      `mediafiles/tenant_${TENANT}/documents`,
      `mediafiles/tenant_${TENANT}/school_assets`,
    ]);
  });

  test("leaves what is there, and completes it", async () => {
    const storage = createDiskStorage(folder);
    await storage.ensureArea(TENANT);
    const file = join(folder, "mediafiles", `tenant_${TENANT}`, "documents", "bulletin.pdf");
    writeFileSync(file, "mine");
    rmSync(join(folder, "mediafiles", `tenant_${TENANT}`, "avatars"), { recursive: true });
    await Promise.all([storage.ensureArea(TENANT), storage.ensureArea(TENANT)]);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(existsSync(join(folder, "mediafiles", `tenant_${TENANT}`, "avatars"))).toBe(true);
  });

  test("says which area cannot be used, and why", async () => {
    writeFileSync(join(folder, "mediafiles"), "a file");
    const path = join(folder, "mediafiles", `tenant_${TENANT}`);
    await expect(createDiskStorage(folder).ensureArea(TENANT)).rejects.toMatchObject({
      code: "storage_unavailable",
      fields: { path, reason: expect.stringMatching(/EEXIST|ENOTDIR/) },
      cause: expect.objectContaining({ syscall: expect.stringMatching(/mkdir|stat/) }),
    });
    expect(readFileSync(join(folder, "mediafiles"), "utf8")).toBe("a file");
  });
});

test("createDiskStorage touches nothing until an area is asked for", () => {
  createDiskStorage(join(folder, "data"));
  expect(readdirSync(folder)).toEqual([]);
});
