import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import process from "node:process";
import { program } from "./binaries.ts";

type Link = { path: string; target: string };

const PROGRAMS = ["initdb", "pg_ctl", "postgres"] as const;

/**
 * Makes the binaries runnable: npm without install scripts leaves out the libraries' links, and some installers the
 * executable bits. Where node_modules cannot be written, builds a runnable copy at `fallback`.
 * Returns the root to run from.
 */
export function repairBinaries(root: string, fallback: string): string {
  if (process.platform === "win32") return root;
  try {
    for (const link of missingLinks(root)) createLink(link);
    for (const path of notExecutable(root)) chmodSync(path, 0o755);
    return root;
  } catch {
    copyBinaries(root, fallback);
    return fallback;
  }
}

/** Copies the programs (10 MB) and links the rest: the programs look for `../lib` and `../share` beside themselves. */
export function copyBinaries(root: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  const lib = join(target, "lib");
  mkdirSync(join(target, "bin"), { recursive: true, mode: 0o755 });
  mkdirSync(lib, { mode: 0o755 });
  for (const name of PROGRAMS) {
    copyFileSync(program(root, name), program(target, name));
    chmodSync(program(target, name), 0o755);
  }
  symlinkSync(join(root, "share"), join(target, "share"));
  for (const name of readdirSync(join(root, "lib"))) symlinkSync(join(root, "lib", name), join(lib, name));
  for (const { path, target: file } of missingLinks(root))
    symlinkSync(join(dirname(path), file), join(lib, basename(path)));
}

function missingLinks(root: string): Link[] {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  const entries = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  const links = entries.map(({ source, target }) => ({
    path: join(root, "..", target),
    target: relative(dirname(target), source),
  }));
  return links.filter(({ path }) => !lstatSync(path, { throwIfNoEntry: false }));
}

function createLink({ path, target }: Link): void {
  try {
    symlinkSync(target, path);
  } catch (error) {
    // Another process repairs at the same time.
    if (!existsSync(path)) throw error;
  }
}

// As root we start the programs as another user, so everyone must be able to run them.
function notExecutable(root: string): string[] {
  const paths = PROGRAMS.map((name) => program(root, name));
  if (process.getuid?.() === 0) return paths.filter((path) => (statSync(path).mode & 0o555) !== 0o555);
  return paths.filter((path) => !isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
