import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createClaim, isAlive, newClaim, readClaim } from "./claim.ts";
import { errno } from "./errors.ts";
import { shareWithOwner } from "./layout.ts";

/** Registers this process as a user of the server; returns the file to remove when it is done. Call under the lock. */
export function addHolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  shareWithOwner(folder);
  const claim = newClaim();
  const path = join(folder, `${claim.pid}-${claim.token}`);
  createClaim(path, claim);
  return path;
}

/** How many live processes use the server; forgets the dead ones. Call under the lock. */
export function countHolders(folder: string): number {
  let live = 0;
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const claim = readClaim(path);
    if (claim && isAlive(claim)) live += 1;
    else rmSync(path, { force: true });
  }
  return live;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errno(error) === "ENOENT") return [];
    throw error;
  }
}
