import { realpathSync } from "node:fs";
import { join } from "node:path";
import { type Account, createLauncher, initialiserAccount, type Launcher, serverAccount } from "./account.ts";
import { findRunning } from "./adopt.ts";
import { type Binaries, program } from "./binaries.ts";
import { inspectCluster, takeCluster } from "./cluster.ts";
import { EmbeddedError } from "./errors.ts";
import { initialiseCluster } from "./initialise.ts";
import type { Layout } from "./layout.ts";
import { type LogFile, openLog } from "./log-file.ts";
import { createDatabase, loginAsOwner } from "./login.ts";
import { repairBinaries } from "./repair.ts";
import type { ServerSettings } from "./settings.ts";
import { type Running, startServer } from "./start.ts";
import { startFailure } from "./start-failure.ts";
import { stopServer } from "./stop.ts";

export type Provision = {
  layout: Layout;
  binaries: Binaries;
  durable: boolean;
  settings: ServerSettings;
  /** Takes one line about what is being done. */
  say: (line: string) => void;
};

export type Provided = Running & { version: string; password: string; startedHere: boolean };

// A server that was just ready and recovers again goes round in circles on damaged files.
const FRESH_LIMIT_MS = 1_000;
// A server that lets nobody in may also be deaf to an orderly stop.
const BROKEN_STOP_LIMIT_MS = 2_000;

/** The cluster's server: the running one, or started now, on a new cluster if there is none. Call under the lock. */
export async function joinOrStart(wanted: Provision): Promise<Provided> {
  const { layout, binaries } = wanted;
  const password = inspectCluster(layout.cluster, binaries.major);
  const running = await joinRunning(wanted, password);
  if (running) return running;
  const log = openLog(layout.log);
  try {
    return await start(wanted, password, log);
  } catch (error) {
    // The server of a process that was killed in the act of starting it may show only now.
    const inUse = error instanceof EmbeddedError && error.code === "data_dir_in_use";
    const late = inUse ? await joinRunning(wanted, password) : undefined;
    if (late) return late;
    throw error;
  } finally {
    log.close();
  }
}

async function joinRunning({ layout, say }: Provision, password: string | undefined): Promise<Provided | undefined> {
  const running = password === undefined ? undefined : await findRunning(layout.cluster, password);
  if (!running || password === undefined) return undefined;
  say(`joined the PostgreSQL running on port ${running.port}`);
  return { ...running, password, startedHere: false };
}

async function initialise(wanted: Provision, owner: Account | undefined, root: string, log: LogFile): Promise<string> {
  const { layout, durable, say } = wanted;
  say(`creating the database in ${layout.cluster}`);
  const account = initialiserAccount(owner);
  return await initialiseCluster({ layout, root, account, launcher: launcherFor(account, root, layout), durable, log });
}

function launcherFor(account: Account | undefined, root: string, layout: Layout): Launcher {
  const share = realpathSync(join(root, "share", "postgresql", "postgres.bki"));
  return createLauncher(account, program(root, "postgres"), [share, layout.dataDir]);
}

async function start(wanted: Provision, known: string | undefined, log: LogFile): Promise<Provided> {
  const { layout, binaries, durable, settings, say } = wanted;
  const account = serverAccount(layout);
  const root = repairBinaries(binaries.root, layout.native);
  const launcher = launcherFor(account, root, layout);
  const password = known ?? (await initialise(wanted, account, root, log));
  takeCluster(layout.cluster, account);
  const { pid, port } = await startServer({ layout, root, launcher, durable, settings, log, say });
  try {
    const login = { port, password, cluster: layout.cluster, patienceMs: FRESH_LIMIT_MS };
    if (known === undefined) await createDatabase(login);
    const version = await loginAsOwner(login);
    say(`PostgreSQL ${version} is running on port ${port}`);
    return { pid, port, version, password, startedHere: true };
  } catch (error) {
    await stopServer(layout.cluster, root, pid, BROKEN_STOP_LIMIT_MS);
    throw startFailure(layout.cluster, "nobody can sign in", log.tail(), error);
  }
}
