import { accessSync, chownSync, constants, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { EmbeddedError, errno, messageOf } from "./errors.ts";
import { makeFolder } from "./make-folder.ts";

/** Where the launcher keeps what, inside the data directory. */
export type Layout = {
  dataDir: string;
  cluster: string;
  log: string;
  lock: string;
  holders: string;
  native: string;
};

function layoutOf(dataDir: string): Layout {
  return {
    dataDir,
    cluster: realPath(join(dataDir, "postgres")),
    log: join(dataDir, "postgres.log"),
    lock: join(dataDir, "postgres.lock"),
    holders: join(dataDir, "postgres.holders"),
    native: join(dataDir, "postgres.native"),
  };
}

// The cluster may be a link to another disk; PostgreSQL and we must mean the same folder.
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The layout of an existing data directory, or undefined. */
export function findLayout(dataDir: string): Layout | undefined {
  try {
    return layoutOf(realpathSync(dataDir));
  } catch {
    return undefined;
  }
}

/** Creates the data directory if it is missing. Throws `data_dir_foreign`, `data_dir_owner` or `data_dir_readonly`. */
export function openDataDir(dataDir: string): Layout {
  const path = resolve(dataDir);
  const uid = process.getuid?.();
  try {
    // As root the server runs under another account, which must be able to pass through; every secret is its own 0600 file.
    makeFolder(path, uid === 0 ? 0o711 : 0o700);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw dataDirError(path, uid, error);
  }
  return layoutOf(realpathSync(path));
}

/** What root creates in an ordinary user's data directory stays usable for that user. */
export function shareWithOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  if (uid !== 0) chownSync(path, uid, gid);
}

function dataDirError(path: string, uid: number | undefined, error: unknown): EmbeddedError {
  const code = errno(error);
  if (code === "EEXIST" || code === "ENOTDIR") {
    return new EmbeddedError("data_dir_foreign", `${path} is not a folder, or lies under a file.`, { path }, error);
  }
  const owner = ownerOf(path);
  if (owner !== undefined && uid !== undefined && owner !== uid) {
    return new EmbeddedError(
      "data_dir_owner",
      `${path} belongs to another user (uid ${owner}, this is uid ${uid}). Run as that user, or choose another folder.`,
      { path, owner },
      error,
    );
  }
  return new EmbeddedError("data_dir_readonly", `${path} cannot be written: ${messageOf(error)}.`, { path }, error);
}

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}
