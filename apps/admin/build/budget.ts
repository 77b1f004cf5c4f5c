import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

type Budget = {
  /** Bytes, compressed with gzip. */
  limit: number;
  /** What the page imports when it is visited, besides the entry; a page not written yet is left out. */
  modules: readonly string[];
  /** Areas of texts the page waits for. */
  areas: readonly string[];
};

/** Fails the build when a page needs more JavaScript than its budget, and prints what each needs. */
export function budget(pages: Readonly<Record<string, Budget>>): Plugin {
  let root = "";
  return {
    name: "pepro:budget",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const faults: string[] = [];
      for (const [page, { limit, modules, areas }] of Object.entries(pages)) {
        const written = modules.filter((module) => existsSync(join(root, module)));
        if (written.length < modules.length) continue;
        const used = Math.max(
          ...["fr", "en"].map((language) => {
            const texts = areas.map((area) => `src/i18n/${area}/${language}.ts`);
            return bytesOf(
              chunks,
              [...written, ...texts].map((module) => join(root, module)),
            );
          }),
        );
        console.log(`${page}: ${kilobytes(used)} of JavaScript, compressed (limit ${kilobytes(limit)})`);
        if (used > limit) faults.push(`${page} needs ${kilobytes(used)} of JavaScript, over ${kilobytes(limit)}`);
      }
      if (faults.length > 0) this.error(faults.join("; "));
    },
  };
}

function bytesOf(chunks: readonly Rolldown.OutputChunk[], modules: readonly string[]): number {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const needed = new Set<string>();
  const need = (fileName: string): void => {
    const chunk = byName.get(fileName);
    if (!chunk || needed.has(fileName)) return;
    needed.add(fileName);
    for (const imported of chunk.imports) need(imported);
  };
  for (const chunk of chunks) if (chunk.isEntry) need(chunk.fileName);
  for (const module of modules) {
    const home = chunks.find((chunk) => chunk.moduleIds.includes(module));
    if (!home) throw new Error(`${module} is in no chunk: is it still a page of its own?`);
    need(home.fileName);
  }
  return [...needed].reduce((sum, name) => sum + gzipSync(byName.get(name)?.code ?? "", { level: 9 }).length, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
