import { spawnSync } from "node:child_process";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { isSameProcess, processIdentity } from "./process.ts";

describe("isSameProcess", () => {
  const mine = processIdentity(process.pid) ?? "";

  test("recognises a live process, and nothing after its end", () => {
    expect(isSameProcess(process.pid, mine)).toBe(true);
    const { pid } = spawnSync(process.execPath, ["--version"]);
    expect(processIdentity(pid)).toBeUndefined();
    expect(isSameProcess(pid, mine)).toBe(false);
  });

  test("tells a later process with the same pid", () => {
    expect(isSameProcess(process.pid, `${mine}0`)).toBe(false);
  });

  test("goes by the pid when another runtime wrote another kind of identity", () => {
    expect(isSameProcess(process.pid, "other:kind")).toBe(true);
  });
});
