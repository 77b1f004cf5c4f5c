import process from "node:process";
import { fileURLToPath } from "node:url";
import { PeproError } from "@pepro/contracts";
import { type Configuration, createLog, gatherLines, languageOfLocale, readConfiguration } from "@pepro/runtime";
import { migrations } from "../../../migrations/bundle.gen.ts";
import { createApp } from "./app.ts";
import { createDiskAssets, withDashboard } from "./server/assets.ts";
import { banner } from "./server/banner.ts";
import { explain, explainListening, explainWaiting } from "./server/explain.ts";
import { listenHttp } from "./server/listen.ts";
import { type OpenPlatform, openPlatform } from "./server/open.ts";
import { startUpkeep } from "./server/upkeep.ts";

const started = performance.now();
const language = languageOfLocale(process.env);
const say = (text: string) => void process.stderr.write(`${text}\n`);
const lines = gatherLines((text) => void process.stdout.write(text));
const log = createLog(lines.write);
process.on("exit", lines.flush);

/** Resolves at the first Ctrl-C or SIGTERM, or when the terminal goes away. */
const stopping = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
});
// Once the terminal is gone nothing can be said, and PostgreSQL is to be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

async function run(configuration: Configuration): Promise<void> {
  let platform: OpenPlatform | undefined;
  const closing = new AbortController();
  const app = createApp({
    core: () => {
      if (platform) return platform.core;
      throw new PeproError("unavailable", { retryAfterSeconds: 2 });
    },
    accessLog: () => platform?.accessLog,
    ready: async () => (await platform?.ping()) ?? false,
    asset: withDashboard(createDiskAssets(assetFolders()), dashboardFolder()),
    closing: closing.signal,
    log,
    mainHosts: configuration.mainHosts,
    trustedProxies: configuration.trustedProxies,
  });
  const { host, port } = configuration;
  const server = await listenHttp({
    host,
    port,
    fetch: (request, connection) => app.fetch(request, connection),
    instant: app.instant,
    log,
  }).catch((error) => fail(error, explainListening(error, language, host, port)));

  let warned = false;
  const onUnreachable = (error: unknown) => {
    log.warn("database unreachable", { reason: error instanceof Error ? error.message : String(error) });
    if (!warned) say(explainWaiting(error, language, configuration));
    warned = true;
  };
  try {
    platform = await openPlatform({ configuration, migrations, log, onUnreachable, stopping });
  } catch (error) {
    await server.close();
    fail(error, explain(error, language, configuration));
  }
  if (platform) {
    const seconds = (performance.now() - started) / 1000;
    say(banner(configuration, { ...platform.facts, port: server.port, seconds }, language));
  }
  const upkeep = platform && startUpkeep(platform.core, { spareSchools: configuration.spareSchools });
  await stopping;
  closing.abort();
  await server.close();
  await upkeep?.stop();
  await platform?.close();
}

/** Beside the bundle, or among the sources and in the packages they come from. */
function assetFolders(): string[] {
  const isBundle = import.meta.url.endsWith(".mjs");
  const folders = isBundle ? ["."] : ["../assets/", "../../../node_modules/swagger-ui-dist/"];
  return folders.map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
}

/** Where `scripts/build.mjs` puts the dashboard. */
function dashboardFolder(): string {
  const fromHere = import.meta.url.endsWith(".mjs") ? "admin" : "../../../dist/admin";
  return fileURLToPath(new URL(fromHere, import.meta.url));
}

function fail(error: unknown, reason: string | undefined): never {
  if (!reason) log.error("start failed", error);
  say(reason ?? (error instanceof Error ? error.message : String(error)));
  process.exit(1);
}

try {
  await run(readConfiguration(process.env));
} catch (error) {
  fail(error, explain(error, language));
}
lines.flush();
// A pipe takes no more than its reader does: what waits for it would be lost.
process.stdout.write("", () => process.exit(0));
