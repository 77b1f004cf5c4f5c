import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";
import { SMALLEST } from "./smallest.mjs";

type Budget = {
  /** Bytes, as a browser that knows gzip alone gets them. */
  limit: number;
  /** What the page imports when it is visited, besides the entry; a page not written yet is left out. */
  modules: readonly string[];
};

const COMMENTED = /^\s*(?:\/\/|\/?\*)/;
const SPOKEN = /\b(?:useText|dictionary)\(("[\w-]+")\)/g;
/** What is asked for on every page. */
const START = "src/main.tsx";
const PRELOADED = /\bpreloadTexts\(([^)]*)\)/g;

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

/**
 * Fails the build when a page needs more JavaScript than its budget, and prints what each needs: the scripts that the
 * document names, the page's chunks with all they import, and the texts of each area they speak, in the longer language.
 */
export function budget(pages: Readonly<Record<string, Budget>>): Plugin {
  let root = "";
  return {
    name: "pepro:budget",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    writeBundle(_options, bundle) {
      const outputs = Object.values(bundle);
      const faults: string[] = [];
      for (const [page, { limit, modules }] of Object.entries(pages)) {
        if (!modules.every((module) => existsSync(join(root, module)))) continue;
        const used = Math.max(...["fr", "en"].map((language) => bytesOf(outputs, root, modules, language)));
        console.log(`${page}: ${kilobytes(used)} of JavaScript, compressed (limit ${kilobytes(limit)})`);
        if (used > limit) faults.push(`${page} needs ${kilobytes(used)} of JavaScript, over ${kilobytes(limit)}`);
      }
      if (faults.length > 0) this.error(faults.join("; "));
    },
  };
}

function bytesOf(outputs: readonly Output[], root: string, modules: readonly string[], language: string): number {
  const chunks = outputs.filter((output) => output.type === "chunk");
  const homeOf = (module: string): Rolldown.OutputChunk => {
    const home = chunks.find(({ moduleIds }) => moduleIds.includes(join(root, module)));
    if (!home) throw new Error(`${module} is in no chunk: is it still a page of its own?`);
    return home;
  };
  const needed = withImports([...chunks.filter(({ isEntry }) => isEntry), ...modules.map(homeOf)], chunks);
  const texts = areasOf(needed, root).map((area) => homeOf(`src/i18n/${area}/${language}.ts`));
  const sources = [...withImports([...needed, ...texts], chunks).map(({ code }) => code), ...scriptsOf(outputs)];
  return sources.reduce((sum, source) => sum + servedSize(source), 0);
}

function withImports(
  from: readonly Rolldown.OutputChunk[],
  chunks: readonly Rolldown.OutputChunk[],
): Rolldown.OutputChunk[] {
  const needed = new Set<Rolldown.OutputChunk>();
  const need = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (!chunk || needed.has(chunk)) return;
    needed.add(chunk);
    for (const imported of chunk.imports) need(chunks.find(({ fileName }) => fileName === imported));
  };
  for (const chunk of from) need(chunk);
  return [...needed];
}

/** The areas of texts that a page waits for, all that its own sources speak, and those that are asked for at the start. */
function areasOf(chunks: readonly Rolldown.OutputChunk[], root: string): string[] {
  const sourceOf = (id: string) => {
    const lines = readFileSync(id, "utf8").split("\n");
    return lines.filter((line) => !COMMENTED.test(line)).join("\n");
  };
  const areas = chunks
    .flatMap((chunk) => Object.entries(chunk.modules))
    .filter(([id, { renderedLength }]) => renderedLength > 0 && id.startsWith(join(root, "src/")) && existsSync(id))
    .flatMap(([id]) => [...sourceOf(id).matchAll(id === join(root, START) ? PRELOADED : SPOKEN)])
    .flatMap(([, named]) => [...(named ?? "").matchAll(/"([\w-]+)"/g)].map(([, area]) => area ?? ""));
  return [...new Set(areas)];
}

/** Scripts of the document that are no chunks: what runs before the first paint. */
function scriptsOf(outputs: readonly Output[]): string[] {
  const assets = outputs.filter((output) => output.type === "asset");
  const documents = assets.filter(({ fileName }) => fileName.endsWith(".html")).map(({ source }) => String(source));
  return assets
    .filter(({ fileName }) => fileName.endsWith(".js") && documents.some((text) => text.includes(`"/${fileName}"`)))
    .map(({ source }) => String(source));
}

/** Small files have no compressed copy. */
function servedSize(source: string): number {
  const whole = Buffer.byteLength(source);
  return whole < SMALLEST ? whole : gzipSync(source, { level: 9 }).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
