import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Launcher } from "./account.ts";
import { program } from "./binaries.ts";
import { EmbeddedError } from "./errors.ts";
import type { Layout } from "./layout.ts";
import type { LogFile } from "./log-file.ts";
import { lastPort, readPidFile } from "./pid-file.ts";
import { type ServerSettings, serverArguments } from "./settings.ts";
import { spawnFailure, spawnToLog } from "./spawn.ts";
import { startFailure } from "./start-failure.ts";
import { stopServer } from "./stop.ts";

type Start = {
  layout: Layout;
  root: string;
  launcher: Launcher;
  durable: boolean;
  settings: ServerSettings;
  log: LogFile;
  say: (line: string) => void;
};

export type Running = { pid: number; port: number };

// Below 32768 no system hands out ports by itself, so nobody takes ours between two starts by chance.
const FIRST_PORT = 20_000;
const LAST_PORT = 32_767;
const PORT_ATTEMPTS = 20;
// Recovery after a crash replays at most a few gigabytes of log.
const START_LIMIT_MS = 5 * 60_000;
const OUTLIVING_LIMIT_MS = 15_000;

/** Starts PostgreSQL and waits until it accepts connections: on the port of last time, or another if that is taken. */
export async function startServer(options: Start): Promise<Running> {
  const started = Date.now();
  let port = lastPort(options.layout.cluster) ?? randomInt(FIRST_PORT, LAST_PORT + 1);
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryStart(options, port);
    if (!(result instanceof EmbeddedError)) return result;
    const log = options.log.tail().join("\n");
    if (/could not create any TCP\/IP sockets/.test(log) && attempt < PORT_ATTEMPTS) {
      port = randomInt(FIRST_PORT, LAST_PORT + 1);
    } else if (/shared memory block .* still in use/.test(log) && Date.now() - started < OUTLIVING_LIMIT_MS) {
      // Processes of a killed server notice its death within moments.
      await delay(100);
    } else throw result;
  }
}

async function tryStart(options: Start, port: number): Promise<Running | EmbeddedError> {
  const { layout, root, launcher, durable, settings, log, say } = options;
  const launch = launcher(program(root, "postgres"), serverArguments(layout.cluster, port, durable, settings));
  log.mark();
  const child = spawnToLog(launch, log.fd);
  const started = Date.now();
  let nextWord = started + 3_000;
  for (;;) {
    const end = child.ended();
    if (end?.error) throw spawnFailure(launch, end.error);
    if (end) return startFailure(layout.cluster, end.status, log.tail());
    const file = readPidFile(layout.cluster);
    if (child.pid !== undefined && file?.pid === child.pid && file.status === "ready") {
      child.detach();
      return { pid: child.pid, port };
    }
    if (Date.now() - started > START_LIMIT_MS) {
      await stopServer(layout.cluster, root, child.pid ?? file?.pid ?? 0);
      return startFailure(layout.cluster, "it did not become ready in time", log.tail());
    }
    if (Date.now() > nextWord) {
      nextWord += 5_000;
      say("PostgreSQL is recovering from an unclean end");
    }
    await delay(4);
  }
}
