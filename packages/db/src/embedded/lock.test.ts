import { spawnSync } from "node:child_process";
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createClaim, newClaim, readClaim } from "./claim.ts";
import { scratch } from "./fixture.ts";
import { tryLock, withLock } from "./lock.ts";

const quiet = () => {};

function deadClaim() {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  return { ...newClaim(), pid };
}

describe("withLock", () => {
  test("lets one in at a time and takes over a dead owner's lock", async () => {
    const folder = scratch();
    const path = join(folder, "lock");
    createClaim(path, deadClaim());
    let inside = 0;
    let most = 0;
    let turns = 0;
    const turn = () =>
      withLock(path, quiet, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await setImmediate();
        inside -= 1;
        turns += 1;
      });
    await Promise.all(Array.from({ length: 10 }, turn));
    expect({ most, turns }).toEqual({ most: 1, turns: 10 });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is free again after a task that failed", async () => {
    const path = join(scratch(), "lock");
    const failing = withLock(path, quiet, () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    expect(await withLock(path, quiet, async () => "in")).toBe("in");
  });
});

describe("tryLock", () => {
  test("waits for a live owner", () => {
    const path = join(scratch(), "lock");
    const owner = newClaim();
    createClaim(path, owner);
    expect(tryLock(path, newClaim())).toBe(false);
    expect(readClaim(path)).toEqual(owner);
  });

  test("waits while a live process is taking over a dead owner's lock", () => {
    const path = join(scratch(), "lock");
    const dead = deadClaim();
    createClaim(path, dead);
    createClaim(`${path}.${dead.token}`, newClaim());
    expect(tryLock(path, newClaim())).toBe(false);
    expect(readClaim(path)).toEqual(dead);
  });

  test("takes over from a process that died while taking over", () => {
    const folder = scratch();
    const path = join(folder, "lock");
    const [dead, heir, me] = [deadClaim(), deadClaim(), newClaim()];
    createClaim(path, dead);
    createClaim(`${path}.${dead.token}`, heir);
    expect(tryLock(path, me)).toBe(true);
    expect(readClaim(path)).toEqual(me);
    expect(readdirSync(folder)).toEqual(["lock"]);
  });

  test("leaves a lock file alone while it is being written, and takes it once it is clear nobody will", () => {
    const path = join(scratch(), "lock");
    writeFileSync(path, '{"pid":');
    expect(tryLock(path, newClaim())).toBe(false);
    const before = new Date(Date.now() - 60_000);
    utimesSync(path, before, before);
    const me = newClaim();
    expect(tryLock(path, me)).toBe(true);
    expect(readClaim(path)).toEqual(me);
  });
});
