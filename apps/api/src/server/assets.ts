import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { AppDeps, Asset } from "../deps.ts";
import { createDashboardFiles } from "./dashboard-files.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".svg": "image/svg+xml",
};

/** Names that are asked for without any path of their own: letters, digits, dots and hyphens between slashes. */
const SAFE = /^[a-z0-9][a-z0-9-]*(?:[/.][a-z0-9][a-z0-9-]*)*$/;

/** Files that ship with the program, kept in memory once read. The first folder that has one serves it. */
export function createDiskAssets(folders: readonly string[]): (path: string) => Promise<Asset | undefined> {
  const known = new Map<string, Asset>();
  return async (path) => {
    const type = TYPES[extname(path)];
    if (!type || !SAFE.test(path)) return undefined;
    const kept = known.get(path);
    if (kept) return kept;
    for (const folder of folders) {
      const body = await readFile(join(folder, path)).catch(() => undefined);
      if (!body) continue;
      const asset = { body: new Uint8Array(body), type };
      known.set(path, asset);
      return asset;
    }
    return undefined;
  };
}

/** The same, with the dashboard that was built into a folder under `admin/`. */
export function withDashboard(others: AppDeps["asset"], folder: string): AppDeps["asset"] {
  const dashboard = createDashboardFiles(folder);
  return (path) => (path.startsWith("admin/") ? dashboard(path.slice("admin/".length)) : others(path));
}
