import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

export type TestRedis = {
  url: string;
  /** Of a test alone, with nothing between. */
  client: Redis;
  /** It is there, and answers nobody. */
  freeze(): void;
  thaw(): void;
  /** Keeps what it has on disk, and ends; `start` brings it back as it was. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
};

const PROGRAM = process.env.PEPRO_REDIS ?? "/usr/bin/redis-server";

/** Whether Debian's package, or the one `PEPRO_REDIS` names, is on this machine. */
export function hasRedis(): boolean {
  return existsSync(PROGRAM) && spawnSync(PROGRAM, ["--version"], { stdio: "ignore" }).status === 0;
}

export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), "pepro-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => {});
  let child: ChildProcess | undefined;
  const start = async () => {
    const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", loglevel: "warning" };
    const told = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    child = spawn(PROGRAM, told, { stdio: "ignore" });
    if (client.status === "wait") await client.connect().catch(() => {});
    await client.ping();
  };
  const ended = (by: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      child?.once("exit", () => resolve());
      child?.kill(by);
    });
  await start();
  return {
    url,
    client,
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    start,
    stop: async () => {
      await client.save();
      await ended("SIGKILL");
    },
    remove: async () => {
      client.disconnect();
      child?.kill("SIGCONT");
      await ended("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
