import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDiskAssets } from "./assets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pepro-assets-"));
  for (const name of ["one", "two/docs"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "one", "style.css"), "first");
  writeFileSync(join(folder, "two", "style.css"), "second");
  writeFileSync(join(folder, "two", "docs", "start-up.min.js"), "third");
  writeFileSync(join(folder, "two", "notes.txt"), "no");
  writeFileSync(join(folder, "secret.js"), "no");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const assets = () => createDiskAssets([join(folder, "one"), join(folder, "two")]);
const text = (body: Uint8Array | undefined) => body && new TextDecoder().decode(body);

describe("createDiskAssets", () => {
  test("serves from the first folder that has the file, by its type", async () => {
    const found = await assets()("style.css");
    expect(found?.type).toBe("text/css; charset=utf-8");
    expect(text(found?.body)).toBe("first");
    const script = await assets()("docs/start-up.min.js");
    expect(script?.type).toBe("text/javascript; charset=utf-8");
    expect(text(script?.body)).toBe("third");
  });

  test("reads a file once", async () => {
    const asset = assets();
    const first = await asset("style.css");
    rmSync(join(folder, "one", "style.css"));
    expect(await asset("style.css")).toBe(first);
  });

  test("finds a file that was not there the first time", async () => {
    const asset = assets();
    expect(await asset("later.css")).toBeUndefined();
    writeFileSync(join(folder, "two", "later.css"), "here");
    expect(text((await asset("later.css"))?.body)).toBe("here");
  });

  test.each([
    ["a file of a type that is not served", "notes.txt"],
    ["a file above the folders", "../secret.js"],
    ["a file above, from below", "docs/../../secret.js"],
    ["an absolute path", "/etc/hosts.js"],
    ["a hidden file", ".env.js"],
    ["a folder", "docs"],
    ["a path with a null character", "style.css\u0000.js"],
    ["a path written with percent signs", "..%2fsecret.js"],
    ["a backslash", "docs\\start-up.min.js"],
    ["capitals, which some disks take for the small ones", "STYLE.css"],
    ["nothing", ""],
    ["two slashes", "docs//start-up.min.js"],
  ])("does not serve %s", async (_, path) => {
    expect(await assets()(path)).toBeUndefined();
  });

  test("serves nothing where a name is a folder", async () => {
    mkdirSync(join(folder, "one", "folder.js"));
    symlinkSync(join(folder, "nowhere"), join(folder, "one", "broken.js"));
    expect(await assets()("folder.js")).toBeUndefined();
    expect(await assets()("broken.js")).toBeUndefined();
  });
});
