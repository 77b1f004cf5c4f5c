import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acquireEmbedded } from "@pepro/db/embedded";

/**
 * One PostgreSQL for the run: the server that `PEPRO_TEST_DATABASE_URL` names, or an embedded one without fsync.
 * Suites read its owner's URL from `PEPRO_TEST_URL`.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.PEPRO_TEST_DATABASE_URL;
  if (given) {
    process.env.PEPRO_TEST_URL = given;
    return async () => {};
  }
  const dataDir = mkdtempSync(join(tmpdir(), "pepro-test-"));
  const server = await acquireEmbedded({ dataDir, durable: false, settings: { max_connections: "400" } });
  process.env.PEPRO_TEST_URL = server.url;
  return async () => {
    await server.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
