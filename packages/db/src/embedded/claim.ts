import { randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import process from "node:process";
import { errno } from "./errors.ts";
import { isSameProcess, processIdentity } from "./process.ts";

/** The mark a process leaves in a file to say "this is mine while I live". */
export type Claim = { pid: number; identity: string; token: string };

const TORN_AFTER_MS = 5_000;

export function newClaim(): Claim {
  return {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? "pid",
    token: randomBytes(6).toString("hex"),
  };
}

/** False when the file exists already. */
export function createClaim(path: string, claim: Claim): boolean {
  try {
    writeFileSync(path, JSON.stringify(claim), { flag: "wx", mode: 0o644 });
    return true;
  } catch (error) {
    if (errno(error) === "EEXIST") return false;
    throw error;
  }
}

/** Undefined when there is none, or it is being written at this moment. */
export function readClaim(path: string): Claim | undefined {
  try {
    const claim = parseClaim(readFileSync(path, "utf8"));
    if (claim) return claim;
    // Its writer died between creating and filling it, or the disk was full.
    const { mtimeMs, ino } = statSync(path);
    if (Date.now() - mtimeMs < TORN_AFTER_MS) return undefined;
    return { pid: 0, identity: "torn", token: `torn-${ino}-${Math.trunc(mtimeMs)}` };
  } catch (error) {
    if (errno(error) === "ENOENT") return undefined;
    throw error;
  }
}

export function isAlive(claim: Claim): boolean {
  return claim.pid > 0 && isSameProcess(claim.pid, claim.identity);
}

function parseClaim(text: string): Claim | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const { pid, identity, token } = value as Partial<Claim>;
    if (!Number.isSafeInteger(pid) || typeof identity !== "string" || typeof token !== "string") return undefined;
    return { pid: Number(pid), identity, token };
  } catch {
    return undefined;
  }
}
