import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { EmbeddedError } from "./errors.ts";
import type { Layout } from "./layout.ts";

/** The user PostgreSQL runs as when we are root, which it refuses to be. */
export type Account = { uid: number; gid: number };
export type Launch = { file: string; args: string[]; uid?: number; gid?: number };
/** Turns a program and its arguments into what must be spawned for it to run under the right account. */
export type Launcher = (file: string, args: readonly string[]) => Launch;

const NOBODY: Account = { uid: 65534, gid: 65534 };
export const SETPRIV = ["/usr/bin/setpriv", "/bin/setpriv", "/usr/sbin/setpriv", "/sbin/setpriv"];

/** Undefined when PostgreSQL can run as ourselves; else the owner of the existing data, else `nobody`. */
export function serverAccount(layout: Layout): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const path of [layout.cluster, layout.dataDir]) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  }
  return nobody();
}

/** initdb, unlike the server, insists that its user has a name: one without is given nobody's work afterwards. */
export function initialiserAccount(account: Account | undefined): Account | undefined {
  return account && !passwdEntries().some(([, , uid]) => uid === String(account.uid)) ? nobody() : account;
}

/**
 * Says how to start programs as the account, which must get at `postgres` and the other `paths`. Where one lies under a
 * folder closed to it (a checkout in /root), the program is given the single capability that opens the way.
 * Throws `root_cannot_run` where that fails.
 */
export function createLauncher(account: Account | undefined, postgres: string, paths: readonly string[]): Launcher {
  if (!account) return (file, args) => ({ file, args: [...args] });
  const closed = [postgres, ...paths].map((path) => closedTo(account, path)).find((path) => path !== undefined);
  if (closed === undefined) return (file, args) => ({ file, args: [...args], ...account });
  const prefix = capabilityPrefix(account, postgres);
  if (prefix) return (file, args) => ({ file: prefix[0] ?? file, args: [...prefix.slice(1), file, ...args] });
  // Spawning will tell.
  if (!closed.isSeen) return (file, args) => ({ file, args: [...args], ...account });
  throw new EmbeddedError(
    "root_cannot_run",
    `PostgreSQL does not run as root, and user ${account.uid} cannot pass through ${closed.path}. ` +
      `Run as an ordinary user, or allow it (chmod o+x ${closed.path}), or install setpriv (util-linux).`,
    { path: closed.path, owner: account.uid },
  );
}

// Reading past permissions is enough; containers often withhold that capability and have the broader one. The secure
// bit is for access(2), by which PostgreSQL looks for its own program: without it that call ignores capabilities.
function capabilityPrefix({ uid, gid }: Account, postgres: string): string[] | undefined {
  const setpriv = process.platform === "linux" ? SETPRIV.find((path) => existsSync(path)) : undefined;
  if (!setpriv) return undefined;
  for (const name of ["dac_read_search", "dac_override"]) {
    const grant = ["--securebits=+no_setuid_fixup", `--inh-caps=+${name}`, `--ambient-caps=+${name}`];
    const prefix = [setpriv, `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...grant, "--"];
    const tried = spawnSync(setpriv, [...prefix.slice(1), postgres, "-V"], { stdio: "ignore" });
    if (tried.status === 0) return prefix;
  }
  return undefined;
}

/**
 * The outermost folder on the way to `path`, or `path` itself, that the account may not enter or read, or that a Deno
 * which may not look at parent folders cannot see.
 */
function closedTo(account: Account, path: string): { path: string; isSeen: boolean } | undefined {
  const parent = dirname(path);
  const above = parent === path ? undefined : closedTo(account, parent);
  if (above?.isSeen) return above;
  const look = lookAt(account, path);
  if (look === "closed") return { path, isSeen: true };
  return above ?? (look === "unseen" ? { path, isSeen: false } : undefined);
}

function lookAt(account: Account, path: string): "open" | "closed" | "unseen" {
  try {
    const found = statSync(path);
    const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
    const needed = found.isDirectory() ? 0o1 : 0o4;
    return ((found.mode >> shift) & needed) === needed ? "open" : "closed";
  } catch {
    return "unseen";
  }
}

function nobody(): Account {
  const [, , uid, gid] = passwdEntries().find(([name]) => name === "nobody") ?? [];
  return uid && gid && Number(uid) !== 0 ? { uid: Number(uid), gid: Number(gid) } : NOBODY;
}

function passwdEntries(): string[][] {
  try {
    const lines = readFileSync("/etc/passwd", "utf8").split("\n");
    return lines.map((line) => line.split(":"));
  } catch {
    return [];
  }
}
