import type postgres from "postgres";
import { encodeParameter } from "./parameters.ts";
import type { Statement } from "./statement.ts";

/** A row as it comes, its columns named by the statement. */
export type Row = Record<string, unknown>;
export type Rows<T> = T[] & { count: number; command: string };

type Sender = Pick<postgres.Sql, "unsafe">;
type PendingQuery = postgres.PendingQuery<Row[]> & { parameters?: (string | null)[] };

/** postgres.js sends fewer than 65534; one more would not only fail, it would give each later statement its neighbour's answer. */
const MOST_PARAMETERS = 65_533;

/**
 * Sends one statement by the extended protocol, unnamed, without waiting for earlier ones.
 *
 * postgres.js asks the server to describe a statement's parameters before it binds them, a second round trip each time
 * nothing is prepared. Ours are already in text form, so they are handed over directly and the server infers the types.
 * @throws RangeError for more parameters than a statement can have; Error for a COPY, which is no statement with rows
 */
export async function send<T = Row>(sender: Sender, statement: Statement): Promise<Rows<T>> {
  if (statement.values.length > MOST_PARAMETERS) throw new RangeError(`more than ${MOST_PARAMETERS} parameters`);
  const parameters = statement.values.map(encodeParameter);
  const query = sender.unsafe(statement.text, [], { prepare: false, simple: false } as never) as PendingQuery;
  query.parameters = parameters;
  const answer: unknown = await query.execute();
  if (Array.isArray(answer)) return answer as unknown as Rows<T>;
  // A stream's error that nobody hears ends the process.
  (answer as { on(event: string, hear: () => void): void }).on("error", () => {});
  throw new Error("COPY from or to the client is not supported");
}

/** Sends text by the simple protocol: one message, whatever statements are in it, and one answer, the last one's. */
export async function sendScript(sender: Sender, text: string): Promise<Rows<Row>> {
  const query = sender.unsafe(text, [], { prepare: false, simple: true } as never) as PendingQuery;
  const answer = (await query.execute()) as unknown as Rows<Row> | Rows<Row>[];
  return Array.isArray(answer[0])
    ? ((answer as Rows<Row>[])[answer.length - 1] ?? ([] as unknown as Rows<Row>))
    : (answer as Rows<Row>);
}
