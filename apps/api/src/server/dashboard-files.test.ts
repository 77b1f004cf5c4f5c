import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withDashboard } from "./assets.ts";
import { createDashboardFiles } from "./dashboard-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pepro-dashboard-"));
  mkdirSync(join(folder, "admin", "assets"), { recursive: true });
  const files = {
    "secret.js": "no",
    "admin/index.html": "<!doctype html>one",
    "admin/.stamp": "no",
    "admin/readme.txt": "no",
    "admin/favicon.svg": "<svg/>",
    "admin/assets/index-DiwR_g-1.js": "script",
    "admin/assets/index-DiwR_g-1.js.br": "as brotli",
    "admin/assets/index-DiwR_g-1.js.gz": "as gzip",
    "admin/assets/inter-latin.woff2": "font",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = () => createDashboardFiles(join(folder, "admin"));
const text = (body: Uint8Array | undefined) => body && new TextDecoder().decode(body);

describe("createDashboardFiles", () => {
  test("serves hashed files by their types, with the compressed copies that the build left", async () => {
    const file = files();
    const script = await file("assets/index-DiwR_g-1.js");
    expect([script?.type, text(script?.body)]).toEqual(["text/javascript; charset=utf-8", "script"]);
    expect([text(script?.compressed?.br), text(script?.compressed?.gzip)]).toEqual(["as brotli", "as gzip"]);
    expect(await file("assets/inter-latin.woff2")).toMatchObject({ type: "font/woff2", compressed: {} });
    expect((await file("favicon.svg"))?.type).toBe("image/svg+xml");
  });

  test("reads a hashed file once, and the page again when it was built anew", async () => {
    const file = files();
    const first = await file("assets/index-DiwR_g-1.js");
    rmSync(join(folder, "admin/assets/index-DiwR_g-1.js"));
    expect(await file("assets/index-DiwR_g-1.js")).toBe(first);
    const page = await file("index.html");
    expect([page?.type, text(page?.body)]).toEqual(["text/html; charset=utf-8", "<!doctype html>one"]);
    expect(await file("index.html")).toBe(page);
    writeFileSync(join(folder, "next.html"), "<!doctype html>two!");
    renameSync(join(folder, "next.html"), join(folder, "admin/index.html"));
    expect(text((await file("index.html"))?.body)).toBe("<!doctype html>two!");
  });

  test.each([
    ["a file of a type that is not served", "readme.txt"],
    ["a hidden file", ".stamp"],
    ["a compressed copy by its own name", "assets/index-DiwR_g-1.js.br"],
    ["a file above the folder", "../secret.js"],
    ["a file above, from below", "assets/../../secret.js"],
    ["an absolute path", "/etc/hosts.js"],
    ["a path written with percent signs", "..%2fsecret.js"],
    ["a backslash", "assets\\index-DiwR_g-1.js"],
    ["other capitals, which some disks take for the same", "assets/INDEX-DiwR_g-1.js"],
    ["a path with a null character", "favicon.svg\u0000.js"],
    ["a file that is not there", "assets/nowhere.js"],
    ["a folder", "assets"],
    ["nothing", ""],
  ])("does not serve %s", async (_, path) => {
    expect(await files()(path)).toBeUndefined();
  });

  test("has nothing where nothing was built", async () => {
    const file = createDashboardFiles(join(folder, "nowhere"));
    expect([await file("index.html"), await file("favicon.svg")]).toEqual([undefined, undefined]);
  });
});

test("withDashboard adds it under admin/, and leaves every other path to the others", async () => {
  const asked: string[] = [];
  const others = async (path: string) => {
    asked.push(path);
    return undefined;
  };
  const asset = withDashboard(others, join(folder, "admin"));
  expect(text((await asset("admin/favicon.svg"))?.body)).toBe("<svg/>");
  await asset("static/img/favicon.ico");
  expect(asked).toEqual(["static/img/favicon.ico"]);
});
