import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export type BenchServer = { port: number; stop(): Promise<void> };

/** A server of this folder in a process of its own; it reports its port. */
export async function startServer(file: string, settings: Record<string, string>): Promise<BenchServer> {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => resolve());
        child.kill();
      }),
  };
}
