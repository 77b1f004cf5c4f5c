import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";

/** Bytes of the whole client, minified and compressed. */
const BUDGET = 12_000;

/** Server code, or a library that only the server needs. */
const FOREIGN =
  /(^|\/)(packages\/(contracts|core|db|runtime)|apps|migrations)\/|node_modules\/(hono|@hono|postgres|zod|better-auth|@better-auth|jose)\//;

/** What tRPC's own client shares with its server: observables, the code table, the proxy that makes paths of names. */
const SHARED = /@trpc\/server\/dist\/(observable|codes|getErrorShape|asyncGeneratorDelegate)[^/]*\.mjs$/;

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The modules that a front end's bundler reads, and those it keeps with their bytes. */
async function bundled(source: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const kept = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    code: outputFiles[0]?.contents ?? new Uint8Array(),
    read: Object.keys(metafile.inputs),
    kept: kept.map(([path]) => path),
  };
}

describe("a front end's bundle of the client", () => {
  let client: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => {
    client = await bundled('export * from "@pepro/client"');
  });

  test("reads no module of the server, of the contracts or of their libraries", () => {
    expect(client.read.filter((path) => FOREIGN.test(path))).toEqual([]);
    expect(client.read).toContain("packages/client/src/index.ts");
  });

  test("holds of tRPC's server what its client shares with it, and no more", () => {
    expect(client.kept.filter((path) => path.includes("@trpc/server") && !SHARED.test(path))).toEqual([]);
    const others = client.kept.filter((path) => !/^(packages\/client|node_modules\/@trpc)\//.test(path));
    expect(others.filter((path) => path !== "<stdin>")).toEqual([]);
  });

  test(`weighs at most ${BUDGET / 1000} kB`, () => {
    const bytes = gzipSync(client.code).length;
    expect(bytes).toBeLessThanOrEqual(BUDGET);
    expect(bytes).toBeGreaterThan(BUDGET / 4);
  });

  test("would be seen to hold the server, did it import one of its values", async () => {
    const { read } = await bundled('import { ERROR_TABLE } from "@pepro/contracts"; console.log(ERROR_TABLE);');
    expect(read.some((path) => FOREIGN.test(path))).toBe(true);
  });
});
