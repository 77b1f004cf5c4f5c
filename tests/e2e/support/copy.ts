import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

export type Copy = { folder: string; remove(): void };

/**
 * What a clone of the project would hold, with the changes that are not committed yet, in a folder whose name trips
 * who takes a path for an address or a pattern. Nothing that git ignores comes along: no packages, no build, no data.
 */
export function copyProject(): Copy {
  const parent = mkdtempSync(join(tmpdir(), "pepro-e2e-"));
  const folder = join(parent, "école du soir #2 100%");
  for (const path of trackedFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The same, with the packages of this checkout in place of an installation. */
export function copyWithPackages(): Copy {
  const copy = copyProject();
  symlinkSync(join(root, "node_modules"), join(copy.folder, "node_modules"));
  return copy;
}

function trackedFiles(): string[] {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout, stderr } = spawnSync("git", list, { cwd: root, encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`git ls-files failed: ${stderr}`);
  return stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
}
