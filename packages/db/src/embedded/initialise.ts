import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import type { Account, Launcher } from "./account.ts";
import { program } from "./binaries.ts";
import { MARKER } from "./cluster.ts";
import { EmbeddedError } from "./errors.ts";
import type { Layout } from "./layout.ts";
import type { LogFile } from "./log-file.ts";
import { copyBinaries } from "./repair.ts";
import { spawnFailure, spawnToLog } from "./spawn.ts";

type Initialise = {
  layout: Layout;
  root: string;
  account: Account | undefined;
  launcher: Launcher;
  durable: boolean;
  log: LogFile;
};

/** Makes a new cluster beside its place and renames it there whole. Returns the owner's password. Call under the lock. */
export async function initialiseCluster(options: Initialise): Promise<string> {
  const { layout, account, durable } = options;
  const prefix = `${layout.cluster}.init-`;
  clearAway(prefix);
  const work = `${prefix}${randomBytes(4).toString("hex")}`;
  const password = randomBytes(24).toString("base64url");
  mkdirSync(work, { mode: 0o700 });
  try {
    if (account) chownSync(work, account.uid, account.gid);
    writeFor(account, join(work, "password"), password, false);
    await runInitdb(options, work);
    writeFor(account, join(work, "data", MARKER), `${JSON.stringify({ password })}\n`, durable);
    if (existsSync(layout.cluster)) rmdirSync(layout.cluster);
    renameSync(join(work, "data"), layout.cluster);
    if (durable) syncFolder(dirname(layout.cluster));
  } finally {
    clearAway(prefix);
  }
  return password;
}

async function runInitdb(options: Initialise, work: string): Promise<void> {
  const { root, launcher, durable, log } = options;
  const safe = shellSafeRoot(root);
  try {
    const launch = launcher(program(safe.root, "initdb"), [
      `--pgdata=${join(work, "data")}`,
      `--pwfile=${join(work, "password")}`,
      "--username=pepro",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Sorting and letter case come from PostgreSQL itself, so they are the same on every host and know accents.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(durable ? [] : ["--no-sync"]),
    ]);
    const end = await spawnToLog(launch, log.fd).whenEnded;
    if (end.error) throw spawnFailure(launch, end.error);
    if (end.ok) return;
    const lines = log.tail().slice(-15);
    throw new EmbeddedError("start_failed", whyNot(end.status, lines), { path: options.layout.cluster, log: lines });
  } finally {
    safe.remove();
  }
}

function whyNot(status: string, lines: string[]): string {
  if (!lines.some((line) => line.includes("user does not exist"))) {
    return `The database could not be created (initdb: ${status}).`;
  }
  return `The database could not be created: initdb needs a user with a name. Add uid ${process.getuid?.()} to /etc/passwd.`;
}

/** initdb starts its server through a shell with the path in double quotes, which some folder names break out of. */
function shellSafeRoot(root: string): { root: string; remove(): void } {
  if (process.platform === "win32" || !/["$`\\!]/.test(root)) return { root, remove: () => {} };
  const copy = join(tmpdir(), `pepro-postgres-${randomBytes(6).toString("hex")}`);
  copyBinaries(root, copy);
  return { root: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}

/** Removes unfinished clusters, this start's and those of killed ones. */
function clearAway(prefix: string): void {
  const folder = dirname(prefix);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!path.startsWith(prefix)) continue;
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
    } catch {
      // An initdb that outlived its killed parent is still writing there, though not for long.
    }
  }
}

function writeFor(account: Account | undefined, path: string, text: string, durable: boolean): void {
  writeFileSync(path, text, { mode: 0o600, flush: durable });
  if (account) chownSync(path, account.uid, account.gid);
}

function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(path, "r");
  fsyncSync(fd);
  closeSync(fd);
}
