import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import process from "node:process";
import type { Launch } from "./account.ts";
import { EmbeddedError, errno, messageOf } from "./errors.ts";

export type Started = {
  pid: number | undefined;
  /** Undefined while it runs. */
  ended(): Ended | undefined;
  whenEnded: Promise<Ended>;
  /** Lets this process end without waiting for the child. */
  detach(): void;
};

export type Ended = { status: string; ok: boolean; error?: Error };

/** Starts a program in a process group of its own, so that Ctrl-C in a terminal does not reach it, writing to `fd`. */
export function spawnToLog(launch: Launch, fd: number): Started {
  const { file, args, ...account } = launch;
  let ended: Ended | undefined;
  const { child, whenEnded } = start(file, args, {
    ...account,
    cwd: process.platform === "win32" ? process.cwd() : "/",
    env: environment(),
    stdio: ["ignore", fd, fd],
    detached: true,
    windowsHide: true,
  });
  whenEnded.then((end) => {
    ended = end;
  });
  return { pid: child?.pid, ended: () => ended, whenEnded, detach: () => child?.unref() };
}

/** The error for a program that could not be started at all. */
export function spawnFailure(launch: Launch, error: Error): EmbeddedError {
  const code = errno(error);
  const { file, uid } = launch;
  if (uid !== undefined && (code === "EPERM" || code === "EINVAL")) {
    const message = `PostgreSQL does not run as root, and this system refuses to start it as user ${uid}. Run as an ordinary user.`;
    return new EmbeddedError("root_cannot_run", message, { owner: uid }, error);
  }
  if (code === "ENOENT" || code === "ENOEXEC") {
    const message = `${file} cannot run here: it needs a system with glibc (not Alpine's musl). Set DATABASE_URL instead.`;
    return new EmbeddedError("unsupported_platform", message, { path: file }, error);
  }
  return new EmbeddedError("start_failed", `${file} could not be started: ${messageOf(error)}.`, { path: file }, error);
}

// Node reports some failures by the event and throws others.
function start(file: string, args: string[], options: SpawnOptions) {
  let child: ChildProcess;
  try {
    child = spawn(file, args, options);
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { whenEnded: Promise.resolve<Ended>({ status: error.message, ok: false, error }) };
  }
  const whenEnded = new Promise<Ended>((resolve) => {
    child.once("error", (error) => resolve({ status: error.message, ok: false, error }));
    child.once("exit", (code, signal) => resolve({ status: signal ?? `exit code ${code}`, ok: code === 0 }));
  });
  return { child, whenEnded };
}

// Nothing of the caller's locale, time zone or PG* variables may change what the server does.
function environment(): Record<string, string | undefined> {
  if (process.platform === "win32") return process.env;
  return { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };
}
