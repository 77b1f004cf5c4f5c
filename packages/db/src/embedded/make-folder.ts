import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { errno } from "./errors.ts";

/**
 * Makes a folder and those above it. Node's own recursive `mkdir` never returns where the file system says ENOENT of a
 * name whose parent exists, as /proc does.
 */
export function makeFolder(path: string, mode = 0o755): void {
  if (isFolder(path)) return;
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (isFolder(path)) return;
    // Folders above are looked at only where it takes it: a Deno may not be allowed to.
    const parent = dirname(path);
    if (errno(error) !== "ENOENT" || parent === path || statSync(parent, { throwIfNoEntry: false })) throw error;
    makeFolder(parent, mode);
    makeFolder(path, mode);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
