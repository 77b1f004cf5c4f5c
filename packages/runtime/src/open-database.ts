import type { Log } from "@pepro/core";
import { acquireEmbedded } from "@pepro/db/embedded";
import type { Configuration } from "./environment.ts";
import { checkSecret, readOrMakeSecret } from "./secret-file.ts";

export type OpenDatabase = {
  /** The owner's connection string, with its password. */
  ownerUrl: string;
  secret: string;
  /** The embedded server; undefined where `DATABASE_URL` names one. */
  embedded: { port: number; version: string; startedHere: boolean } | undefined;
  /** Gives the database up: an embedded server stops with the last process that uses it. */
  release(): Promise<void>;
};

/**
 * Finds the database of a configuration: the one `DATABASE_URL` names, or the embedded one of the data directory, which
 * is joined where it runs and started, or made, where it does not. Nothing connects to a named one yet.
 * @throws EmbeddedError; PeproError `secret_unusable`
 */
export async function openDatabase(
  configuration: Pick<Configuration, "databaseUrl" | "dataDir" | "secret">,
  log: Log,
): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, secret } = configuration;
  if (databaseUrl) {
    if (!secret) throw new Error("PEPRO_SECRET is required when DATABASE_URL is set");
    return { ownerUrl: databaseUrl, secret, embedded: undefined, release: async () => {} };
  }
  if (!secret) await checkSecret(dataDir);
  const options = { dataDir, log: (line: string) => log.info(line), keptRunning: true };
  const { url, release, ...embedded } = await acquireEmbedded(options);
  try {
    return { ownerUrl: url, secret: secret ?? (await readOrMakeSecret(dataDir)), embedded, release };
  } catch (error) {
    await release();
    throw error;
  }
}
