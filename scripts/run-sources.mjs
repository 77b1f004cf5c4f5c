// Runs TypeScript sources in this process: through tsx, or as a bundle where tsx would misread the folder's name.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FOR_NODE } from "./bundle.mjs";
import { folderRefusal, isPlainFolder } from "./folder-name.cjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

/**
 * @param {string} entry the file to run.
 * @param {(error: unknown) => void} onMissing told when what it takes to run sources is not installed.
 */
export async function runSources(entry, onMissing) {
  const refusal = folderRefusal(root, process.env);
  if (refusal) {
    console.error(refusal);
    process.exit(2);
  }
  if (!isPlainFolder(root)) return runBundle(entry, onMissing);
  // Whatever folder this is called from, it is our own configuration that tells how to read our sources.
  process.env.TSX_TSCONFIG_PATH ??= join(root, "tsconfig.json");
  await import("tsx/esm").catch(onMissing);
  await import(pathToFileURL(entry).href);
}

async function runBundle(entry, onMissing) {
  const esbuild = await import("esbuild").catch(onMissing);
  const folder = mkdtempSync(join(tmpdir(), "pepro-run-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const outfile = join(folder, "main.mjs");
  // Relative: a path with a `*` in it would be a pattern.
  const entryPoints = [relative(root, entry)];
  const own = { outExtension: undefined, sourcemap: "inline", absWorkingDir: root, entryPoints, outfile };
  await esbuild.build({ ...FOR_NODE, ...own });
  await import(pathToFileURL(outfile).href);
}
