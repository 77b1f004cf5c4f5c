import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Core } from "@pepro/core";
import { acquireEmbedded } from "@pepro/db/embedded";
import { openCore, SILENT_LOG } from "@pepro/runtime";
import { migrations } from "../migrations/bundle.gen.ts";

export type BenchPlatform = {
  core: Core;
  databaseUrl: string;
  dataDir: string;
  secret: string;
  close(): Promise<void>;
};

/** @param durable false: the embedded server syncs nothing to disk; a server that is given is as it is. */
export async function openBench({ durable }: { durable: boolean }): Promise<BenchPlatform> {
  const secret = "the secret of a benchmark, 32 bytes or more";
  const dataDir = mkdtempSync(join(tmpdir(), "pepro-bench-"));
  const given = process.env.BENCH_DATABASE_URL;
  const server = given ? undefined : await acquireEmbedded({ dataDir, durable });
  const databaseUrl = given ?? server?.url ?? "";
  const opened = await openCore({
    configuration: { baseDomain: "localhost", mainHosts: ["localhost"], dataDir, runtimeDatabaseUrl: undefined },
    ownerUrl: databaseUrl,
    secret,
    migrations,
    log: SILENT_LOG,
    applicationName: "pepro-bench",
    listening: false,
    // As many as write at once in one of the pairs.
    maxConnections: 16,
  });
  return {
    core: opened.core,
    databaseUrl,
    dataDir,
    secret,
    close: async () => {
      await opened.close();
      await server?.release();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
