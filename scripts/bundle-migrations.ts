// Splits migrations/*.sql with PostgreSQL's own parser and writes migrations/bundle.gen.ts, which is what ships.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadModule, parse } from "libpg-query";

const migrationsFolder = fileURLToPath(new URL("../migrations/", import.meta.url));
const target = join(migrationsFolder, "bundle.gen.ts");

type Bundled = {
  version: number;
  file: string;
  checksum: string;
  statements: { line: number; text: string }[];
};

/** The module that ships, for the migrations of a folder. */
export async function renderBundle(folder: string = migrationsFolder): Promise<string> {
  const bundle = await readBundle(folder);
  return [
    "// Written by `npm run migrations:bundle`; do not edit.",
    'import type { MigrationBundle } from "@pepro/core";',
    "",
    `export const migrations: MigrationBundle = ${JSON.stringify(bundle, null, 1)};`,
    "",
  ].join("\n");
}

/** @throws Error naming the file when its number, its line endings or its SQL are wrong */
export async function readBundle(folder: string): Promise<Record<"public" | "tenant", Bundled[]>> {
  await loadModule();
  return { public: await bundleFolder(folder, "public"), tenant: await bundleFolder(folder, "tenant") };
}

async function bundleFolder(folder: string, scope: "public" | "tenant"): Promise<Bundled[]> {
  const files = readdirSync(join(folder, scope))
    .filter((name) => name.endsWith(".sql"))
    .sort();
  let previous = "";
  const bundled: Bundled[] = [];
  for (const [index, name] of files.entries()) {
    const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
    const file = `${scope}/${name}`;
    if (version !== index + 1) throw new Error(`${file}: migrations are numbered without gaps, expected ${index + 1}`);
    const source = readFileSync(join(folder, scope, name), "utf8");
    if (source.includes("\r")) throw new Error(`${file}: line endings must be LF`);
    // Each checksum covers the one before it, so that a history is compared by its last entry.
    previous = createHash("sha256").update(previous).update(source).digest("hex");
    bundled.push({ version, file, checksum: previous, statements: await split(file, source) });
  }
  return bundled;
}

async function split(file: string, source: string): Promise<Bundled["statements"]> {
  const bytes = Buffer.from(source, "utf8");
  const { stmts } = await parse(source).catch((error: Error & { sqlDetails?: { cursorPosition?: number } }) => {
    const before = Array.from(source).slice(0, error.sqlDetails?.cursorPosition ?? 0);
    throw new Error(`${file}:${before.filter((character) => character === "\n").length + 1}: ${error.message}`);
  });
  return (stmts ?? []).map(({ stmt_location = 0, stmt_len }) => {
    const end = stmt_len ? stmt_location + stmt_len : bytes.length;
    const raw = bytes.subarray(stmt_location, end).toString("utf8");
    const text = raw.replace(/^(\s|--[^\n]*\n)+/, "");
    const before = bytes.subarray(0, end).toString("utf8");
    const start = before.length - text.length;
    return { line: before.slice(0, start).split("\n").length, text: text.trimEnd() };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rendered = await renderBundle();
  const check = process.argv.includes("--check");
  let current = "";
  try {
    current = readFileSync(target, "utf8");
  } catch {}
  if (check && current !== rendered) {
    console.error("migrations/bundle.gen.ts is not up to date: run `npm run migrations:bundle`");
    process.exit(1);
  }
  if (!check && current !== rendered) writeFileSync(target, rendered);
}
