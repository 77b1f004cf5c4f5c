import { rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { type Claim, createClaim, isAlive, newClaim, readClaim } from "./claim.ts";
import { EmbeddedError } from "./errors.ts";

// Longer than the slowest start or stop a live owner may be busy with.
const PATIENCE_MS = 10 * 60_000;

/** Runs `task` while no other live process or caller holds the lock file. A dead owner's lock is taken over. */
export async function withLock<T>(path: string, log: (line: string) => void, task: () => Promise<T>): Promise<T> {
  const claim = newClaim();
  const started = Date.now();
  let told = false;
  while (!tryLock(path, claim)) {
    const waited = Date.now() - started;
    const owner = readClaim(path)?.pid;
    if (waited > PATIENCE_MS) {
      throw new EmbeddedError("data_dir_in_use", `Process ${owner} has held ${path} for too long.`, {
        path,
        pid: owner,
      });
    }
    if (!told && waited > 2_000) {
      told = true;
      log(`waiting for process ${owner}, which is starting or stopping the database`);
    }
    await delay(10);
  }
  try {
    return await task();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * Creates the lock file; false while a live process has it. A dead owner's file may only be removed by who holds the
 * guard named after that owner's token: without it, two processes that both saw the dead owner could remove each
 * other's new locks.
 */
export function tryLock(path: string, claim: Claim): boolean {
  if (createClaim(path, claim)) return true;
  const owner = readClaim(path);
  if (!owner || isAlive(owner)) return false;
  const guard = `${path}.${owner.token}`;
  if (!tryLock(guard, claim)) return false;
  if (readClaim(path)?.token === owner.token) rmSync(path);
  rmSync(guard, { force: true });
  return createClaim(path, claim);
}
