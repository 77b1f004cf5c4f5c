import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Asset } from "../deps.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** A path under the folder: every dot has a letter behind it, so none leads out. */
const SAFE = /^(?:\w[\w-]*\/)*\w[\w-]*(?:\.\w[\w-]*)+$/;

const PAGE = "index.html";

/**
 * The dashboard as it was built. Its page is read again when it changes, so a new build needs no restart; its other
 * files are named after what is in them and kept once read.
 */
export function createDashboardFiles(folder: string): (path: string) => Promise<Asset | undefined> {
  const kept = new Map<string, Asset>();
  let page: { stamp: string; asset: Asset } | undefined;

  const readPage = async (): Promise<Asset | undefined> => {
    const path = join(folder, PAGE);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const stamp = `${found.mtimeMs} ${found.size} ${found.ino}`;
    if (page?.stamp !== stamp) {
      const body = await bytesOf(path);
      if (!body) return undefined;
      page = { stamp, asset: { body, type: "text/html; charset=utf-8" } };
    }
    return page.asset;
  };

  return async (path) => {
    if (path === PAGE) return readPage();
    const type = TYPES[extname(path)];
    if (!type || !SAFE.test(path)) return undefined;
    const known = kept.get(path);
    if (known) return known;
    const file = join(folder, path);
    if (!(await isThere(file))) return undefined;
    const [body, br, gzip] = await Promise.all([bytesOf(file), bytesOf(`${file}.br`), bytesOf(`${file}.gz`)]);
    if (!body) return undefined;
    const asset = { body, type, compressed: { ...(br && { br }), ...(gzip && { gzip }) } };
    kept.set(path, asset);
    return asset;
  };
}

/** Letter by letter: some disks take capitals for small ones, and one file would be kept under many names. */
async function isThere(file: string): Promise<boolean> {
  const names = await readdir(dirname(file)).catch((): string[] => []);
  return names.includes(basename(file));
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const body = await readFile(file).catch(() => undefined);
  return body && new Uint8Array(body);
}
