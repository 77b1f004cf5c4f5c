// A folder with a plain name to run Vite and Vitest in, which fail where a path holds `#`, `?`, `%` or brackets.
import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPlainFolder } from "./folder-name.cjs";

/** Left where they are: git's and Deno's own are only read, and data is nobody's to copy. */
const LINKED = [".git", ".deno"];
const LEFT_OUT = [".pepro", "coverage"];

/**
 * Calls `work` with the checkout's folder, or where its path would trip the tools, with a copy of it in the temporary
 * directory, removed afterwards. Packages are hard links where the disk allows.
 *
 * @template T
 * @param {string} root
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inPlainFolder(root, work) {
  if (isPlainFolder(root)) return work(root);
  const from = process.cwd();
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "pepro-plain-"));
  const remove = () => rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  const stop = () => process.exit(130);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
  try {
    const folder = join(parent, "pepro");
    copyFolder(root, folder, copyFile);
    // Vite looks at the current folder's name besides.
    process.chdir(folder);
    return await work(folder);
  } finally {
    process.chdir(from);
    remove();
    process.off("exit", remove);
    for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, stop);
  }
}

function copyFolder(from, to, put, isTop = true) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (isTop && LEFT_OUT.includes(entry.name)) continue;
    if (isTop && LINKED.includes(entry.name)) symlinkSync(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isDirectory()) copyFolder(source, target, entry.name === "node_modules" ? linkFile : put, false);
    else if (entry.isFile()) put(source, target);
  }
}

function copyFile(from, to) {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}

// Another disk, or files of somebody else's, cannot be linked to.
function linkFile(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFile(from, to);
  }
}
