import {
  type Connection,
  openConnection,
  type Row,
  rawSql,
  sqlstateOf,
  type TenantPlace,
  tenantOpening,
} from "@pepro/db";
import type { TestPlatform } from "../../harness/index.ts";

/** What came of a statement: rows, or the code it was refused with. */
export type Outcome = { rows: Row[] } | { refused: string; message: string };

/** The product's own way: `withTenant`, with whatever it refuses before PostgreSQL is asked. */
export function askProduct({ core }: Pick<TestPlatform, "core">, place: TenantPlace, text: string): Promise<Outcome> {
  return outcomeOf(() => core.db.withTenant(place, (tx) => tx.query(rawSql(text))));
}

/**
 * The same transaction by the same login, asked of PostgreSQL directly: what it refuses by itself, were everything in
 * front of it to fail. Nothing of it stays.
 */
export async function askDatabase(runtimeUrl: string, place: TenantPlace, ...texts: string[]): Promise<Outcome> {
  const connection = await openConnection({ url: runtimeUrl });
  try {
    await begin(connection, place);
    for (const text of texts.slice(0, -1)) await connection.send(rawSql(text));
    return await outcomeOf(() => connection.send(rawSql(texts.at(-1) ?? "")));
  } finally {
    await connection.script("rollback").catch(() => {});
    await connection.end();
  }
}

export async function begin(connection: Connection, place: TenantPlace): Promise<void> {
  await connection.script(["begin", ...tenantOpening(place).map(({ text }) => text)].join("; "));
}

async function outcomeOf(ask: () => Promise<Row[]>): Promise<Outcome> {
  try {
    return { rows: await ask() };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { refused: sqlstateOf(error) ?? code ?? "", message };
  }
}
