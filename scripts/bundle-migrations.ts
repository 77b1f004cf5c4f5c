// Splits migrations/*.sql with PostgreSQL's own parser and writes migrations/bundle.gen.ts, which is what ships.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadModule } from "libpg-query";
import { type Concurrently, checkMigration, concurrentlyOf, newHistory } from "./migration-check/check.ts";
import { splitStatements } from "./migration-check/split.ts";

const migrationsFolder = fileURLToPath(new URL("../migrations/", import.meta.url));
const target = join(migrationsFolder, "bundle.gen.ts");

/** The last file of each scope that was applied somewhere before there were rules: it can no longer be changed. */
const BEFORE_THE_RULES = { public: 7, tenant: 12 };

type Bundled = {
  version: number;
  file: string;
  checksum: string;
  /** Its statements refuse to run in a transaction. */
  concurrent?: true;
  statements: { line: number; text: string; concurrently?: Concurrently }[];
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

type Bundle = { servedFrom?: number; public: Bundled[]; tenant: Bundled[] };

/** @throws Error naming the file when its number, its line endings or its SQL are wrong, or what it does is not safe */
export async function readBundle(folder: string): Promise<Bundle> {
  await loadModule();
  const scopes = { public: await bundleFolder(folder, "public"), tenant: await bundleFolder(folder, "tenant") };
  return { ...readServedFrom(folder, scopes.tenant.length), ...scopes };
}

/** The oldest version of a school's tables that the code beside these migrations works with. */
function readServedFrom(folder: string, latest: number): Pick<Bundle, "servedFrom"> {
  const file = join(folder, "served-from");
  if (!existsSync(file)) return {};
  const text = readFileSync(file, "utf8").trim();
  const servedFrom = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (servedFrom >= 1 && servedFrom <= latest) return { servedFrom };
  throw new Error(`served-from: expected a version of the schools' tables, from 1 to ${latest}, and found ${text}`);
}

async function bundleFolder(folder: string, scope: "public" | "tenant"): Promise<Bundled[]> {
  const files = readdirSync(join(folder, scope))
    .filter((name) => name.endsWith(".sql"))
    .sort();
  let previous = "";
  const history = newHistory();
  const bundled: Bundled[] = [];
  for (const [index, name] of files.entries()) {
    const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
    const file = `${scope}/${name}`;
    if (version !== index + 1) throw new Error(`${file}: migrations are numbered without gaps, expected ${index + 1}`);
    const source = readFileSync(join(folder, scope, name), "utf8");
    if (source.includes("\r")) throw new Error(`${file}: line endings must be LF`);
    // Each checksum covers the one before it, so that a history is compared by its last entry.
    previous = createHash("sha256").update(previous).update(source).digest("hex");
    const located = await splitStatements(file, source);
    const problems = checkMigration(scope, located, history);
    if (problems.length > 0 && (folder !== migrationsFolder || version > BEFORE_THE_RULES[scope])) {
      const lines = problems.map(({ line, rule, says }) => `${file}:${line}: ${rule}: ${says}`);
      throw new Error([...lines, "See docs/migrations.md."].join("\n"));
    }
    const statements = located.map(({ line, text, tree }) => {
      const concurrently = concurrentlyOf(tree);
      return { line, text, ...(concurrently && { concurrently }) };
    });
    const concurrent = statements.some(({ concurrently }) => concurrently) && { concurrent: true as const };
    bundled.push({ version, file, checksum: previous, ...concurrent, statements });
  }
  return bundled;
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
