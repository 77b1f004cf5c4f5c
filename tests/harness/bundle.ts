import { createHash } from "node:crypto";
import type { Migration, MigrationBundle } from "@pepro/core";
import { migrations } from "../../migrations/bundle.gen.ts";

/** More files behind those of a scope, each given as its statements; checksums chained as the bundler does. */
export function withFiles(
  scope: "public" | "tenant",
  before: readonly Migration[],
  files: readonly (readonly string[])[],
): Migration[] {
  const all = [...before];
  for (const statements of files) {
    const version = all.length + 1;
    const file = `${scope}/${String(version).padStart(4, "0")}_test.sql`;
    const chained = createHash("sha256").update(all.at(-1)?.checksum ?? "");
    const lines = statements.map((text, index) => ({ line: 1 + 10 * index, text }));
    all.push({ version, file, checksum: chained.update(statements.join(";\n")).digest("hex"), statements: lines });
  }
  return all;
}

/** Schools with accounts and a trail and no other table: a tenth of the work where a test asks nothing of the others. */
export const SMALL_SCHOOLS: MigrationBundle = { public: migrations.public, tenant: migrations.tenant.slice(0, 1) };

/** A bundle with more files in each scope. */
export function bundleWith(
  bundle: MigrationBundle,
  more: { public?: readonly (readonly string[])[]; tenant?: readonly (readonly string[])[] },
): MigrationBundle {
  return {
    public: withFiles("public", bundle.public, more.public ?? []),
    tenant: withFiles("tenant", bundle.tenant, more.tenant ?? []),
  };
}
