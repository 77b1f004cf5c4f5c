#!/usr/bin/env node
import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`pepro : Node 20.19 ou plus récent est nécessaire (celui-ci : ${process.version}).`);
  process.exit(2);
}

const sources = new URL("../src/main.ts", import.meta.url);
if (existsSync(sources)) {
  const { runSources } = await import("../../../scripts/run-sources.mjs");
  await runSources(fileURLToPath(sources), (error) => {
    console.error(`pepro : les dépendances manquent, lancez d'abord npm ci (${error.code ?? error.message}).`);
    process.exit(2);
  });
} else {
  await import(new URL("../../../dist/pepro.mjs", import.meta.url).href);
}
