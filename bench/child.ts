import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export type BenchServer = { port: number; pid: number; stop(): Promise<void> };

/** A server of this folder, bundled as `npm start` bundles ours, in a process of its own; it reports its port. */
export async function startServer(file: string, settings: Record<string, string>): Promise<BenchServer> {
  const source = fileURLToPath(new URL(file, import.meta.url));
  const bundle = source.replace(/\.ts$/, `.${process.pid}.bundle.mjs`);
  await build({
    entryPoints: [source],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    banner: { js: 'import { createRequire as __r } from "node:module"; const require = __r(import.meta.url);' },
  });
  const child: ChildProcess = fork(bundle, {
    env: { ...process.env, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => {
          rmSync(bundle, { force: true });
          resolve();
        });
        child.kill();
      }),
  };
}
