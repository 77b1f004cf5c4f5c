import type postgres from "postgres";
import { encodeParameter } from "./parameters.ts";
import type { Statement } from "./statement.ts";

/** A row as it comes, its columns named by the statement. */
export type Row = Record<string, unknown>;
export type Rows<T> = T[] & { count: number; command: string };

type Sender = Pick<postgres.Sql, "unsafe">;
type PendingQuery = postgres.PendingQuery<Row[]> & { parameters?: (string | null)[] };

/**
 * Sends one statement by the extended protocol, unnamed, without waiting for earlier ones.
 *
 * postgres.js asks the server to describe a statement's parameters before it binds them, a second round trip each time
 * nothing is prepared. Ours are already in text form, so they are handed over directly and the server infers the types.
 */
export function send<T = Row>(sender: Sender, statement: Statement): Promise<Rows<T>> {
  const query = sender.unsafe(statement.text, [], { prepare: false, simple: false } as never) as PendingQuery;
  query.parameters = statement.values.map(encodeParameter);
  return query.execute() as unknown as Promise<Rows<T>>;
}
