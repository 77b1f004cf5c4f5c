import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { findBinaries } from "./binaries.ts";
import { EmbeddedError } from "./errors.ts";
import { isRoot, NOBODY, nativeOf, scratch, startChild, useInstallation } from "./fixture.ts";

const app = useInstallation();
const lib = join(nativeOf(app), "lib");
const bin = join(nativeOf(app), "bin");
const links = () => readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());

function breakInstallation(): void {
  for (const link of links()) rmSync(join(lib, link.name));
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o644);
}

describe.runIf(process.platform === "linux")("binaries installed without install scripts", () => {
  test("are repaired in node_modules", async () => {
    const names = links().map((link) => link.name);
    expect(names).toContain("libicuuc.so.60");
    breakInstallation();
    const dataDir = join(scratch(), "data");
    const child = startChild(app, { dataDir, durable: false });
    expect(await child.answer).toMatchObject({ ok: true });
    await child.release();
    expect(links().map((link) => link.name)).toEqual(names);
    expect(readlinkSync(join(lib, "libicuuc.so.60"))).toMatch(/^libicuuc\.so\.60\.\d+$/);
    expect(statSync(join(bin, "postgres")).mode & 0o777).toBe(0o755);
    expect(existsSync(join(dataDir, "postgres.native"))).toBe(false);
  });

  test("run from the data directory where node_modules cannot be written", async () => {
    breakInstallation();
    const dataDir = join(scratch(), "data");
    mkdirSync(dataDir);
    if (isRoot) chownSync(dataDir, NOBODY.uid, NOBODY.gid);
    chmodSync(lib, 0o555);
    const child = startChild(app, { dataDir, durable: false }, isRoot ? NOBODY : {});
    const answer = await child.answer;
    await child.release();
    chmodSync(lib, 0o755);
    expect(answer).toMatchObject({ ok: true });
    expect(links()).toEqual([]);
    expect(existsSync(join(dataDir, "postgres.native", "bin", "postgres"))).toBe(true);
  });

  test("are reported as unsuitable when the system lacks their loader, as Alpine does", async () => {
    writeFileSync(join(bin, "initdb"), "#!/no/such/loader\n");
    chmodSync(join(bin, "initdb"), 0o755);
    const child = startChild(app, { dataDir: join(scratch(), "data"), durable: false });
    expect(await child.answer).toMatchObject({ ok: false, code: "unsupported_platform" });
  });
});

describe("findBinaries", () => {
  test.each(["sunos-x64", "darwin-arm64", "win32-x64"])("refuses a machine it has nothing for: %s", (machine) => {
    if (machine === `${process.platform}-${process.arch}`) return;
    expect(() => findBinaries(machine)).toThrow(EmbeddedError);
    expect(() => findBinaries(machine)).toThrow(/DATABASE_URL/);
  });
});
