import { chmodSync, chownSync, lchownSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Account } from "./account.ts";
import { EmbeddedError, errno } from "./errors.ts";

/** Our own file inside the cluster: shows that we made it, and holds the owner's password. */
export const MARKER = "pepro.json";

/**
 * Looks at the cluster's folder. Returns the owner's password, or undefined when there is no cluster yet.
 * Throws `data_dir_foreign`, `data_dir_owner`, `data_dir_corrupt` or `data_dir_version`.
 */
export function inspectCluster(path: string, major: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  refuseOtherOwner(path);
  const names = namesIn(path);
  if (names.length === 0) return undefined;
  if (!names.includes(MARKER)) {
    const message = `${path} holds something that PeproScolaire did not create. Move it away, or choose another data directory.`;
    throw new EmbeddedError("data_dir_foreign", message, { path });
  }
  if (!names.includes("PG_VERSION")) throw corrupt(path, "PG_VERSION is missing");
  const version = readFileSync(join(path, "PG_VERSION"), "utf8").trim();
  if (!/^\d+$/.test(version)) throw corrupt(path, "PG_VERSION holds no version");
  if (version !== major) {
    const message = `${path} was written by PostgreSQL ${version}; this is PostgreSQL ${major}. Dump it with ${version} and restore it, or choose another data directory.`;
    throw new EmbeddedError("data_dir_version", message, { path, found: version, expected: major });
  }
  return readPassword(path);
}

/** Gives the cluster to the account the server runs as, with the permissions PostgreSQL insists on. */
export function takeCluster(path: string, account: Account | undefined): void {
  const { uid, mode } = statSync(path);
  if (account && uid !== account.uid) giveTo(path, account);
  if ((mode & 0o027) !== 0) chmodSync(path, 0o700);
}

export function corrupt(path: string, why: string, log: string[] = [], cause?: unknown): EmbeddedError {
  const message = `The database in ${path} is damaged (${why}). Restore a backup of it, or move it away to begin anew.`;
  return new EmbeddedError("data_dir_corrupt", message, { path, log }, cause);
}

function giveTo(path: string, { uid, gid }: Account): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) giveTo(child, { uid, gid });
    else lchownSync(child, uid, gid);
  }
  // Last, since its owner is how the next start sees that all is done.
  chownSync(path, uid, gid);
}

function refuseOtherOwner(path: string): void {
  const uid = process.getuid?.();
  const owner = lstatSync(path).uid;
  if (uid === undefined || uid === 0 || owner === uid) return;
  const message = `${path} belongs to another user (uid ${owner}, this is uid ${uid}). Run as that user, or choose another data directory.`;
  throw new EmbeddedError("data_dir_owner", message, { path, owner });
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (errno(error) !== "ENOTDIR") throw error;
    throw new EmbeddedError("data_dir_foreign", `${path} is not a folder.`, { path }, error);
  }
}

function readPassword(path: string): string {
  try {
    const { password } = JSON.parse(readFileSync(join(path, MARKER), "utf8")) as { password?: unknown };
    if (typeof password === "string" && password !== "") return password;
  } catch (error) {
    throw corrupt(path, `${MARKER} cannot be read`, [], error);
  }
  throw corrupt(path, `${MARKER} holds no password`);
}
