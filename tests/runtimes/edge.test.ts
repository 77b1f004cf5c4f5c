import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("the application bundles for an edge runtime, and no source of ours asks for anything of Node's", async () => {
  const { metafile, errors } = await build({
    absWorkingDir: root,
    entryPoints: ["apps/api/src/index.ts"],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker", "import"],
    external: ["node:*", "cloudflare:*"],
    logLevel: "silent",
  });
  expect(errors).toEqual([]);
  const asking = Object.entries(metafile.inputs)
    .filter(([, { imports }]) => imports.some(({ path }) => path.startsWith("node:")))
    .map(([file]) => file);
  // The driver's and the library's own builds for such runtimes use what these call Node compatibility.
  expect(asking.filter((file) => !/^node_modules\/(postgres\/cf|@better-auth)\//.test(file))).toEqual([]);
  expect(asking.length).toBeGreaterThan(0);
});
