import type { AccessLog, Core, Log } from "@pepro/core";

/** A file that ships with the server: pictures, the API browser, the dashboard (under `admin/`). */
export type Asset = {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  /** The same in encodings that were made when it was built. */
  compressed?: Partial<Record<"br" | "gzip", Uint8Array<ArrayBuffer>>>;
};

/** Everything the HTTP application is given. It touches no runtime of its own: Node, Deno and an edge give the same. */
export type AppDeps = {
  /** The core, once the database has answered. @throws PeproError `unavailable` before that */
  core(): Core;
  accessLog(): AccessLog | undefined;
  /** Whether the database answers now. */
  ready(): Promise<boolean>;
  asset(path: string): Promise<Asset | undefined>;
  /** Aborts when the server is about to stop: streams end then, and their clients go on elsewhere. */
  closing?: AbortSignal;
  log: Log;
  mainHosts: readonly string[];
  /** Addresses and ranges whose forwarded headers count. */
  trustedProxies: readonly string[];
};

/** What the runtime knows of a connection. */
export type Connection = {
  remoteAddress?: string | undefined;
  /** A request header by its lower-case name, where the runtime has that cheaper than a `Headers` object. */
  header?(name: string): string | undefined;
};
