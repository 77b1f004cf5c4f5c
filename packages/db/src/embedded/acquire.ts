import { existsSync, rmSync } from "node:fs";
import { findBinaries } from "./binaries.ts";
import { asEmbeddedError } from "./errors.ts";
import { addHolder, countHolders } from "./holders.ts";
import { keepRunning } from "./keep-running.ts";
import { openDataDir } from "./layout.ts";
import { withLock } from "./lock.ts";
import { DATABASE, OWNER } from "./login.ts";
import { joinOrStart, type Provision } from "./provide.ts";
import type { ServerSettings } from "./settings.ts";
import { stopServer } from "./stop.ts";

export type EmbeddedOptions = {
  /** Created when missing. Holds the cluster in `postgres/` and `postgres.*` files; others may keep files beside them. */
  dataDir: string;
  log?: (line: string) => void;
  /** False: no fsync, for tests; a crash of the machine loses the cluster. Default true. */
  durable?: boolean;
  /** PostgreSQL settings for a server started by this call. */
  settings?: ServerSettings;
  /** Starts the server again when it ends though nobody gave it up. Default false. */
  keptRunning?: boolean;
};

export type EmbeddedServer = {
  /** The owner's connection string, with the password. */
  url: string;
  port: number;
  /** Such as "18.4". */
  version: string;
  /** False when a running server was joined. */
  startedHere: boolean;
  /** Gives the server up; the last of all processes to do so stops it. Further calls do nothing. */
  release(): Promise<void>;
};

/**
 * Starts, or joins, the PostgreSQL of a data directory, creating the cluster and the database on first use.
 * Several processes may share one directory. Throws `EmbeddedError`.
 */
export async function acquireEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const binaries = findBinaries();
  const layout = openDataDir(options.dataDir);
  const { durable = true, settings = {}, log: say = () => {} } = options;
  const wanted: Provision = { layout, binaries, durable, settings, say };
  try {
    return await withLock(layout.lock, say, () => register(wanted, options.keptRunning ?? false));
  } catch (error) {
    throw asEmbeddedError(error, layout.dataDir);
  }
}

async function register(wanted: Provision, isKept: boolean): Promise<EmbeddedServer> {
  const holder = addHolder(wanted.layout.holders);
  try {
    const { pid, port, version, password, startedHere } = await joinOrStart(wanted);
    const url = `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`;
    const kept = isKept ? keepRunning(wanted, { pid, port }) : undefined;
    const giveUp = async () => {
      await kept?.stop();
      await release(wanted, holder, kept?.pid() ?? pid);
    };
    return { url, port, version, startedHere, release: once(giveUp) };
  } catch (error) {
    rmSync(holder, { force: true });
    throw error;
  }
}

async function release({ layout, binaries, say }: Provision, holder: string, pid: number): Promise<void> {
  if (!existsSync(layout.dataDir)) return await stopServer(layout.cluster, binaries.root, pid);
  await withLock(layout.lock, say, async () => {
    rmSync(holder, { force: true });
    if (countHolders(layout.holders) === 0) await stopServer(layout.cluster, binaries.root, pid);
  });
}

function once(task: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => {
    result ??= task();
    return result;
  };
}
