// Runs Vitest with the arguments given, whatever the folder is called.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inPlainFolder } from "./plain-folder.mjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

process.exitCode = await inPlainFolder(root, async (folder) => {
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--configLoader", "runner", ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: "inherit" });
  // A terminal's Ctrl-C reaches Vitest by itself, which then ends in its own time.
  const [ignore, pass] = [() => {}, () => child.kill("SIGTERM")];
  process.prependListener("SIGINT", ignore).prependListener("SIGTERM", pass);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
});
