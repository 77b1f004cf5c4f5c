import { spawnSync } from "node:child_process";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { program } from "./binaries.ts";
import { EmbeddedError, errno } from "./errors.ts";
import { postmasterAt, readPidFile } from "./pid-file.ts";
import { isSameProcess, processIdentity } from "./process.ts";

const ORDERLY_LIMIT_MS = 30_000;
const IMMEDIATE_LIMIT_MS = 15_000;

/**
 * Stops the cluster's server (open transactions are rolled back) and returns once it is gone. `knownPid` is used when
 * the data directory was deleted under it. Call under the lock. Throws `stop_failed`.
 */
export async function stopServer(
  cluster: string,
  root: string,
  knownPid: number,
  orderlyLimitMs = ORDERLY_LIMIT_MS,
): Promise<void> {
  const pid = readPidFile(cluster)?.pid ?? knownPid;
  const identity = processIdentity(pid);
  if (identity === undefined || postmasterAt(pid, cluster) === "dead") return;
  if (process.platform === "win32") {
    spawnSync(program(root, "pg_ctl"), ["stop", "-D", cluster, "-m", "fast"], { stdio: "ignore", windowsHide: true });
  } else {
    signal(pid, "SIGINT");
  }
  if (await isGone(pid, identity, orderlyLimitMs)) return;
  // An immediate shutdown: recovery at the next start replaces the orderly end.
  signal(pid, "SIGQUIT");
  if (await isGone(pid, identity, IMMEDIATE_LIMIT_MS)) return;
  throw new EmbeddedError("stop_failed", `PostgreSQL (process ${pid}) does not stop.`, { path: cluster, pid });
}

async function isGone(pid: number, identity: string, limitMs: number): Promise<boolean> {
  const started = Date.now();
  while (isSameProcess(pid, identity)) {
    if (Date.now() - started > limitMs) return false;
    await delay(4);
  }
  return true;
}

function signal(pid: number, name: "SIGINT" | "SIGQUIT"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errno(error) === "ESRCH") return;
    if (!(error instanceof Error) || error.name !== "NotCapable") throw error;
    // A Deno that may run some programs only sends no signal by itself; `kill` is among those we ask it to allow.
    const env = { LC_ALL: "C", PATH: "/usr/bin:/bin" };
    if (spawnSync("kill", ["-s", name.slice(3), String(pid)], { stdio: "ignore", env }).error) throw error;
  }
}
