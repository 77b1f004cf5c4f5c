import type { Database, Tx } from "@pepro/db";

/** Anything that answers on the shared tables: a transaction, or the database for a single statement. */
export type PlatformReader = Pick<Tx, "query">;

export function platformReader(db: Database): PlatformReader {
  return { query: (statement) => db.queryPlatform(statement) };
}
