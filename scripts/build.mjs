// Bundles the server and the CLI for Node into dist/, with the files they serve and the dashboard beside them.
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildDashboard } from "./build-dashboard.mjs";
import { FOR_NODE } from "./bundle.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
mkdirSync(dist, { recursive: true });
// Written aside and renamed: two builds at once never serve half a file.
const making = mkdtempSync(join(dist, ".making-"));

const folders = { root, target: join(dist, "admin"), making: join(making, "admin") };
const dashboard = buildDashboard(folders);
// Told of below, once what else there is has been made.
dashboard.catch(() => {});

await build({
  // Relative: a path with a `*` in it would be a pattern.
  absWorkingDir: root,
  entryPoints: { server: "apps/api/src/main.ts", pepro: "apps/cli/src/main.ts" },
  outdir: making,
  ...FOR_NODE,
});

const swagger = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
cpSync(join(root, "apps/api/assets"), making, { recursive: true });
for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) cpSync(join(swagger, file), join(making, "docs", file));

for (const name of ["server.mjs", "server.mjs.map", "pepro.mjs", "pepro.mjs.map"]) {
  renameSync(join(making, name), join(dist, name));
}
for (const folder of ["static", "docs"]) cpSync(join(making, folder), join(dist, folder), { recursive: true });
try {
  await dashboard;
} finally {
  rmSync(making, { recursive: true });
}
