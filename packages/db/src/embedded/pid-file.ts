import { readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { errno } from "./errors.ts";
import { commandLine, processIdentity } from "./process.ts";

/** What PostgreSQL's `postmaster.pid` says about the server of a cluster. */
export type PidFile = { pid: number; port: number; status: "starting" | "ready" | "stopping" | "unknown" };

/** `unsure`: a PostgreSQL is running under that pid, but this system does not show whose. */
export type Postmaster = "live" | "dead" | "unsure";

// Beyond the largest pid of any system: PostgreSQL finds no such process.
const NO_PID = 2_147_483_646;

export function readPidFile(cluster: string): PidFile | undefined {
  const text = readIfThere(join(cluster, "postmaster.pid"));
  if (text === undefined) return undefined;
  const lines = text.split("\n").map((line) => line.trim());
  const status = lines[7];
  return {
    // A stand-alone backend writes its pid negated.
    pid: Math.abs(Number.parseInt(lines[0] ?? "", 10)) || NO_PID,
    port: Number.parseInt(lines[3] ?? "", 10) || 0,
    status: status === "ready" || status === "starting" || status === "stopping" ? status : "unknown",
  };
}

/** Whether `pid` is the server of this cluster, or a stranger that was given its pid. */
export function postmasterAt(pid: number, cluster: string): Postmaster {
  if (processIdentity(pid) === undefined) return "dead";
  if (process.platform === "win32") return "live";
  if (process.platform === "linux") {
    try {
      return worksIn(`/proc/${pid}/cwd`, cluster) ? "live" : "dead";
    } catch {
      // Not ours to look at, or a Deno without --allow-all: the command line tells less.
    }
  }
  const command = commandLine(pid);
  if (command?.includes(cluster)) return "live";
  return command === undefined || command.includes("postgres") ? "unsure" : "dead";
}

/**
 * Makes PostgreSQL disregard a killed server's pid file although another program has its pid by now, or it is a zombie
 * that nobody reaps (a container's first process often does not). The rest stays: its shared memory key is how
 * PostgreSQL detects processes that outlived the server.
 */
export function disownPidFile(cluster: string): void {
  const path = join(cluster, "postmaster.pid");
  const text = readIfThere(path);
  if (text !== undefined) writeFileSync(path, text.replace(/^-?\d+/, String(NO_PID)));
}

/** The port of the last start, if there was one. */
export function lastPort(cluster: string): number | undefined {
  const options = readIfThere(join(cluster, "postmaster.opts"));
  const port = Number(options?.match(/"port=(\d+)"/)?.[1]);
  return port > 0 ? port : undefined;
}

// A postmaster's working directory is its data directory. Compared by inode: a bind mount may give it another path.
function worksIn(link: string, cluster: string): boolean {
  const folder = statSync(cluster, { throwIfNoEntry: false });
  if (!folder) return readlinkSync(link) === `${cluster} (deleted)`;
  const { dev, ino } = statSync(link);
  return dev === folder.dev && ino === folder.ino;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errno(error) === "ENOENT") return undefined;
    throw error;
  }
}
