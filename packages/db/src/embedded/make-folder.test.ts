import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

const base = mkdtempSync(join(tmpdir(), "pepro-folder-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

test("folders above are made too, and a folder that is there is left alone", () => {
  const path = join(base, "a", "b", "c");
  makeFolder(path);
  makeFolder(path);
  expect(existsSync(path)).toBe(true);
});

test.runIf(process.platform === "linux")("a place where nothing can be made is refused at once", () => {
  expect(() => makeFolder("/proc/pepro/data")).toThrow(/ENOENT|EACCES|EPERM/);
});
