import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";
import { errno } from "./errors.ts";

/**
 * What tells a process from a later one with the same pid: `proc:…` (boot and start ticks), `ps:…` (start second),
 * or `pid` where the system shows nothing more. Undefined: no such process, or a zombie.
 */
export function processIdentity(pid: number): string | undefined {
  if (!reachable(pid)) return undefined;
  if (process.platform === "linux") {
    try {
      return procIdentity(pid);
    } catch (error) {
      if (errno(error) === "ESRCH") return undefined;
    }
  }
  if (process.platform === "win32") return "pid";
  const line = ps(pid, "stat=,lstart=");
  if (line === undefined) return "pid";
  return line === "" || line.startsWith("Z") ? undefined : `ps:${line.replace(/^\S+\s+/, "")}`;
}

/** Whether `pid` is still the process that had `identity`. Runtimes see different kinds; across kinds the pid decides. */
export function isSameProcess(pid: number, identity: string): boolean {
  const now = processIdentity(pid);
  if (now === undefined) return false;
  return now === identity || now.split(":")[0] !== identity.split(":")[0];
}

/** The command line of a process as `ps` prints it, or undefined where there is no `ps`. */
export function commandLine(pid: number): string | undefined {
  return ps(pid, "command=");
}

function reachable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errno(error) !== "ESRCH";
  }
}

function procIdentity(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the program's name in brackets and may hold anything; state is the 3rd, start time the 22nd.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `proc:${boot}:${fields[19]}`;
}

function ps(pid: number, columns: string): string | undefined {
  const env = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };
  const result = spawnSync("ps", ["-ww", "-o", columns, "-p", String(pid)], { encoding: "utf8", env });
  if (result.error || result.stderr) return undefined;
  return result.stdout.trim();
}
