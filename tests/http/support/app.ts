import { fileURLToPath } from "node:url";
import { type Connection, createApp, type PeproApp } from "@pepro/api";
import type { Core } from "@pepro/core";
import { createLog } from "@pepro/runtime";
import { createDiskAssets, withDashboard } from "../../../apps/api/src/server/assets.ts";
import { type HttpServer, listenHttp } from "../../../apps/api/src/server/listen.ts";
import { skipElsewhere } from "../../harness/elsewhere.ts";
import { BASE_DOMAIN, type TestPlatform } from "../../harness/index.ts";
import type { Fetch } from "./typed-client.ts";

export type Line = Record<string, unknown> & { level: string; event: string };

/**
 * The application in this process, over a platform's core: its log can be read, and parts of it broken. Where the suites
 * run against a real server, that one is asked as long as nothing is replaced, and a test that needs more is skipped.
 */
export type WatchedApp = {
  fetch: Fetch;
  /** As a server calls it. */
  handle(request: Request, connection: Connection): Response | Promise<Response>;
  /** As a server asks for what is there at once. */
  instant: PeproApp["instant"];
  /** On a port of this machine. */
  listen(): Promise<HttpServer>;
  /** From a peer of the caller's choice. */
  fetchFrom(remoteAddress: string | undefined): Fetch;
  /** What was logged until now, and forgets it. */
  takeLines(): Line[];
  takeText(): string;
};

type Options = {
  trustedProxies?: readonly string[];
  /** Replaces the core for every request, or throws in its place. */
  core?: (core: Core) => Core;
  ready?: () => Promise<boolean>;
  /** Where a built dashboard is. */
  dashboard?: string;
  closing?: AbortSignal;
};

const root = new URL("../../../", import.meta.url);
const assetFolders = ["apps/api/assets/", "node_modules/swagger-ui-dist/"].map((path) =>
  fileURLToPath(new URL(path, root)),
);

export function watchedApp(platform: TestPlatform, options: Options = {}): WatchedApp {
  let text = "";
  const log = createLog((line) => {
    text += line;
  });
  const change = options.core ?? ((core) => core);
  const app = createApp({
    core: () => ({ ...change(platform.core), log }),
    accessLog: () => platform.accessLog,
    ready: options.ready ?? platform.ping,
    asset: withDashboard(createDiskAssets(assetFolders), options.dashboard ?? "/nowhere"),
    ...(options.closing && { closing: options.closing }),
    log,
    mainHosts: platform.core.config.mainHosts,
    trustedProxies: options.trustedProxies ?? [],
  });
  const { served } = platform;
  const isReplaced = Object.keys(options).length > 0;
  const fetchHere =
    (remoteAddress: string | undefined): Fetch =>
    async (host, path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("Host", host);
      const address = URL.canParse(`http://${host}`) ? host : BASE_DOMAIN;
      const connection: Connection = { remoteAddress };
      return app.fetch(new Request(`http://${address}${path}`, { ...init, headers }), connection);
    };
  const fetch: Fetch = async (host, path, init) => {
    if (served && !isReplaced) return served.fetch(host, path, init);
    skipElsewhere("parts of the application are replaced, in this process");
    return fetchHere("127.0.0.1")(host, path, init);
  };
  const takeText = () => {
    skipElsewhere("the application's log is read, in this process");
    const taken = text;
    text = "";
    return taken;
  };
  return {
    fetch,
    instant: app.instant,
    handle: (request, connection) => app.fetch(request, connection),
    listen: async () =>
      served && !isReplaced
        ? { port: served.port, close: async () => {} }
        : listenHttp({ host: "127.0.0.1", port: 0, fetch: app.fetch, instant: app.instant }),
    fetchFrom: (remoteAddress) => (host, path, init) => {
      skipElsewhere("requests come from made-up addresses, in this process");
      return fetchHere(remoteAddress)(host, path, init);
    },
    takeText,
    takeLines: () =>
      takeText()
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Line),
  };
}
