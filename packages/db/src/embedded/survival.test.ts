import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  isRoot,
  NOBODY,
  processesNaming,
  query,
  scratch,
  serverPid,
  startChild,
  until,
  useCluster,
  useInstallation,
} from "./fixture.ts";
import { acquireEmbedded, isRunning } from "./index.ts";
import { processIdentity } from "./process.ts";

const app = useInstallation();
const { newDataDir } = useCluster();

/** Two bystanders of the account PostgreSQL runs under: a live process and a zombie, its unreaped child. */
async function startStrangers(): Promise<{ live: number; zombie: number }> {
  const account = isRoot ? NOBODY : {};
  const parent = spawn("/bin/sh", ["-c", "sleep 0.1 & echo $!; exec sleep 60"], { ...account, cwd: "/" });
  onTestFinished(() => {
    parent.kill("SIGKILL");
  });
  const [text] = await once(parent.stdout, "data");
  const [live, zombie] = [parent.pid ?? 0, Number(text)];
  await until("the child has become a zombie", () => processIdentity(zombie) === undefined);
  return { live, zombie };
}

async function startAndKill(dataDir: string): Promise<string> {
  const server = await acquireEmbedded({ dataDir });
  await query(server.url, "create table kept as select 1 as one");
  process.kill(serverPid(dataDir), "SIGKILL");
  await until("the server is dead", () => !isRunning(dataDir));
  await server.release();
  return join(dataDir, "postgres", "postmaster.pid");
}

describe("a server that is kept running", () => {
  test("is started again on its port when it is killed, and stops when it is given up", async () => {
    const dataDir = newDataDir();
    const server = await acquireEmbedded({ dataDir, keptRunning: true });
    await query(server.url, "create table kept as select 1 as one");
    for (let time = 0; time < 2; time++) {
      const killed = serverPid(dataDir);
      process.kill(killed, "SIGKILL");
      await until("another server is ready", () => isRunning(dataDir) && serverPid(dataDir) !== killed);
      expect(await query(server.url, "select one from kept")).toMatchObject([{ one: 1 }]);
    }
    await server.release();
    expect(isRunning(dataDir)).toBe(false);
  });
});

describe("acquireEmbedded after an unclean end", () => {
  test.each(["SIGKILL", "SIGINT"] as const)(
    "joins the server of a process ended by %s and stops it at the end",
    async (signal) => {
      const dataDir = newDataDir();
      const child = startChild(app, { dataDir, durable: false });
      const answer = await child.answer;
      await child.kill(signal);
      expect(isRunning(dataDir)).toBe(true);
      const server = await acquireEmbedded({ dataDir, durable: false });
      expect(server).toMatchObject({ startedHere: false, url: answer.ok && answer.url });
      await server.release();
      expect(isRunning(dataDir)).toBe(false);
    },
  );

  test("starts a killed server again on its port, with what was committed", async () => {
    const dataDir = newDataDir();
    const first = await acquireEmbedded({ dataDir });
    await query(first.url, "create table kept as select 1 as one");
    process.kill(serverPid(dataDir), "SIGKILL");
    await until("the server is dead", () => !isRunning(dataDir));
    const second = await acquireEmbedded({ dataDir });
    expect(second).toMatchObject({ startedHere: true, url: first.url });
    expect(await query(first.url, "select one from kept")).toEqual([{ one: 1 }]);
    await second.release();
    expect(isRunning(dataDir)).toBe(true);
    await first.release();
    expect(isRunning(dataDir)).toBe(false);
  });

  test.each(["live", "zombie"] as const)(
    "starts although a process that is %s has the killed server's pid",
    async (kind) => {
      const dataDir = newDataDir();
      const pidFile = await startAndKill(dataDir);
      const stranger = (await startStrangers())[kind];
      writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(stranger)));
      expect(isRunning(dataDir)).toBe(false);
      const server = await acquireEmbedded({ dataDir, durable: false });
      expect(await query(server.url, "select one from kept")).toEqual([{ one: 1 }]);
      await server.release();
      expect(() => process.kill(stranger, 0)).not.toThrow();
    },
  );

  test("is not held up by a dead holder whose pid another program has by now", async () => {
    const dataDir = newDataDir();
    const child = startChild(app, { dataDir, durable: false });
    await child.answer;
    const [name = ""] = readdirSync(join(dataDir, "postgres.holders"));
    await child.kill("SIGKILL");
    const holder = join(dataDir, "postgres.holders", name);
    const claim = JSON.parse(readFileSync(holder, "utf8"));
    writeFileSync(holder, JSON.stringify({ ...claim, pid: (await startStrangers()).live }));
    const server = await acquireEmbedded({ dataDir, durable: false });
    await server.release();
    expect(isRunning(dataDir)).toBe(false);
  });

  test("takes over the lock of a process killed while it started the server", async () => {
    const dataDir = newDataDir();
    const child = startChild(app, { dataDir, durable: false });
    await until("the lock is taken", () => existsSync(join(dataDir, "postgres.lock")));
    await child.kill("SIGKILL");
    expect(existsSync(join(dataDir, "postgres.lock"))).toBe(true);
    const server = await acquireEmbedded({ dataDir, durable: false });
    await server.release();
    expect(readdirSync(dataDir).sort()).toEqual(["postgres", "postgres.holders", "postgres.log"]);
  });

  test.runIf(process.platform === "linux").each([true, false])(
    "begins again when creation was killed half-way (initdb too: %s)",
    async (both) => {
      const dataDir = scratch();
      const child = startChild(app, { dataDir, durable: false });
      const halfMade = () =>
        readdirSync(dataDir).some((name) => existsSync(join(dataDir, name, "data", "global", "pg_control")));
      await until("initdb is at work", halfMade);
      await child.kill("SIGKILL");
      if (both) for (const pid of processesNaming(join(dataDir, "postgres.init-"))) process.kill(pid, "SIGKILL");
      expect(existsSync(join(dataDir, "postgres"))).toBe(false);
      const server = await acquireEmbedded({ dataDir, durable: false });
      expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
      await server.release();
      expect(readdirSync(dataDir).sort()).toEqual(["postgres", "postgres.holders", "postgres.log"]);
    },
  );
});
