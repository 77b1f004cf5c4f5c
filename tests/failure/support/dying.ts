import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Connection, sql } from "@pepro/db";
import { build } from "esbuild";
import { expect, vi } from "vitest";
import type { DyingOptions } from "./steps.ts";

export const MOMENTS = ["before", "sent", "done"] as const;

export type Dying<Options extends DyingOptions> = {
  /** Runs it to its end or its death, and waits until the server has done with what it sent. */
  run(options: Omit<Options, "applicationName">): Promise<{ signal: string | null; steps: string[] }>;
  remove(): void;
};

/** A program beside the suites, bundled, that counts its steps and dies at one of them. */
export async function buildDying<Options extends DyingOptions>(
  file: string,
  owner: () => Connection,
): Promise<Dying<Options>> {
  const folder = mkdtempSync(join(tmpdir(), "pepro-dying-"));
  const program = join(folder, "child.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL(`../${file}`, import.meta.url))],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  let count = 0;
  return {
    run: async (options) => {
      const applicationName = `${file.replace(/\.ts$/, "")}-${count++}`;
      const told = JSON.stringify({ ...options, applicationName });
      const child = spawn(process.execPath, [program, told], { stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      child.stdout.on("data", (chunk) => {
        output += chunk;
      });
      const signal = await new Promise<string | null>((resolve) => child.once("close", (_code, by) => resolve(by)));
      const left = sql`select pid from pg_stat_activity where application_name = ${applicationName}`;
      await vi.waitFor(async () => expect(await owner().send(left)).toEqual([]), { timeout: 10_000, interval: 5 });
      return { signal, steps: output ? JSON.parse(output) : [] };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
