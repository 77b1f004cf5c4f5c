import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedError, errno, messageOf } from "./errors.ts";
import { loginAsOwner } from "./login.ts";
import { disownPidFile, postmasterAt, readPidFile } from "./pid-file.ts";
import type { Running } from "./start.ts";

const SETTLE_LIMIT_MS = 5 * 60_000;
const BUSY_LIMIT_MS = 30_000;
const ENDING_LIMIT_MS = 2_000;

/**
 * Finds the cluster's server if it runs already, whoever started it, once it is ready; undefined when there is none.
 * Throws `data_dir_in_use` for one that cannot be signed in to.
 */
export async function findRunning(
  cluster: string,
  password: string,
): Promise<(Running & { version: string }) | undefined> {
  const started = Date.now();
  for (;;) {
    const file = readPidFile(cluster);
    if (!file) return undefined;
    const { pid, port, status } = file;
    const postmaster = postmasterAt(pid, cluster);
    if (postmaster === "dead") {
      disownPidFile(cluster);
      return undefined;
    }
    if (status === "ready") {
      try {
        return { pid, port, version: await loginAsOwner({ port, password, cluster, patienceMs: BUSY_LIMIT_MS }) };
      } catch (error) {
        // A broken connection is what one that is just ending gives; an answer from PostgreSQL is final.
        if (isAnswer(error) || Date.now() - started > ENDING_LIMIT_MS) throw inUse(cluster, pid, port, error);
      }
    }
    if (Date.now() - started > SETTLE_LIMIT_MS) throw inUse(cluster, pid, port, `it stays "${status}"`);
    await delay(10);
  }
}

function isAnswer(error: unknown): boolean {
  // A SQLSTATE, except for class 57: the server is going away.
  const sqlstate = /^(?!57)[0-9A-Z]{5}$/;
  return sqlstate.test(errno(error) ?? "");
}

function inUse(cluster: string, pid: number, port: number, cause: unknown): EmbeddedError {
  const message = `A PostgreSQL that cannot be shared (process ${pid}, port ${port}) is using ${cluster}: ${messageOf(cause)}`;
  return new EmbeddedError("data_dir_in_use", message, { path: cluster, pid, port }, cause);
}
