// Builds the dashboard with Vite, and puts compressed copies of its files beside them.
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { SMALLEST } from "../apps/admin/build/smallest.mjs";
import { inPlainFolder } from "./plain-folder.mjs";

/** What the dashboard is made of, packages by the lockfile; of the server it takes types alone, which leave no trace. */
const SOURCES = [
  "apps/admin",
  "packages/client/src",
  "packages/contracts/src",
  "package-lock.json",
  "scripts/build-dashboard.mjs",
];

const STAMP = ".stamp";
const PAGE = "index.html";
const TEXTS = [".js", ".css", ".svg", ".json", ".webmanifest"];

/**
 * Brings `dist/admin` up to date; where nothing it is made of has changed since, does nothing.
 *
 * @param {{ root: string, target: string, making: string, mode?: "production" | "gallery" }} folders the checkout,
 * `dist/admin`, and an empty folder on the same disk where it is made before it is put in place; with the mode "gallery"
 * what is made has the gallery of primitives besides.
 * @returns {Promise<"built" | "current" | "absent">}
 */
export async function buildDashboard({ root, target, making, mode = "production" }) {
  if (!existsSync(join(root, "apps/admin/vite.config.ts"))) return "absent";
  const stamp = `${mode} ${stampOf(root)}`;
  if (existsSync(join(target, PAGE)) && (await readStamp(target)) === stamp) return "current";
  await inPlainFolder(root, async (folder) => {
    const outDir = folder === root ? making : join(folder, "made");
    await asShipped(() => buildIn(folder, mode, outDir));
    if (outDir !== making) cpSync(outDir, making, { recursive: true });
  });
  await compressAll(making);
  await writeFile(join(making, STAMP), stamp);
  await putInPlace(making, target);
  return "built";
}

async function buildIn(folder, mode, outDir) {
  const { build } = await import(viteOf(folder));
  await build({
    configFile: join(folder, "apps/admin/vite.config.ts"),
    // Reads the configuration without writing a file beside the packages, which may be somebody else's.
    configLoader: "runner",
    root: join(folder, "apps/admin"),
    mode,
    build: { outDir, emptyOutDir: true },
    logLevel: "warn",
  });
}

/** The folder's own, whose path is as plain as the folder's; else the one that is ours. */
function viteOf(folder) {
  const own = join(folder, "node_modules/vite");
  return existsSync(own) ? pathToFileURL(createRequire(join(folder, "_")).resolve("vite")).href : "vite";
}

/** Whoever builds: Vite takes what a test runner says of itself for a wish to develop, and would bring the gallery along. */
async function asShipped(build) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await build();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** The page goes last, and what no page names any more after it: at no moment does it name a file that is not there. */
async function putInPlace(making, target) {
  const made = filesIn(making);
  const last = [PAGE, STAMP];
  for (const file of [...made.filter((name) => !last.includes(name)), ...last]) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await rename(join(making, file), join(target, file));
  }
  for (const file of filesIn(target)) if (!made.includes(file)) await rm(join(target, file), { force: true });
}

async function compressAll(folder) {
  await Promise.all(filesIn(folder).map((file) => compress(join(folder, file))));
}

async function compress(file) {
  if (!TEXTS.includes(extname(file)) || statSync(file).size < SMALLEST) return;
  const body = await readFile(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(body, { params }),
    promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}

function stampOf(root) {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory() ? filesIn(path).map((file) => join(source, file)) : [source];
    for (const file of files)
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update("\0");
  }
  return hash.digest("hex");
}

async function readStamp(target) {
  return readFile(join(target, STAMP), "utf8").catch(() => undefined);
}

/** Relative paths of all files under a folder, sorted; packages are none of them. */
function filesIn(folder, under = "") {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .flatMap((entry) => {
      const path = under ? `${under}/${entry.name}` : entry.name;
      return entry.isDirectory() ? filesIn(folder, path) : [path];
    })
    .sort();
}
