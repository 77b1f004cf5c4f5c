import type postgres from "postgres";
import { encodeParameter } from "./parameters.ts";
import type { Statement } from "./statement.ts";

/** A row as it comes, its columns named by the statement. */
export type Row = Record<string, unknown>;
export type Rows<T> = T[] & { count: number; command: string };

type Sender = Pick<postgres.Sql, "unsafe">;
type PendingQuery = postgres.PendingQuery<Row[]> & { parameters?: (string | null)[]; prepared?: boolean };

/** postgres.js sends fewer than 65534; one more would not only fail, it would give each later statement its neighbour's answer. */
const MOST_PARAMETERS = 65_533;

/**
 * Sends one statement by the extended protocol, unnamed or prepared, without waiting for earlier ones.
 *
 * postgres.js asks the server to describe a statement's parameters before it binds them, a second round trip each time
 * nothing is prepared. Ours are already in text form, so they are handed over directly and the server infers the types.
 * @throws RangeError for more parameters than a statement can have; Error for a COPY, which is no statement with rows
 */
export async function send<T = Row>(
  sender: Sender,
  { text, values }: Pick<Statement, "text" | "values">,
  prepare = false,
): Promise<Rows<T>> {
  if (values.length > MOST_PARAMETERS) throw new RangeError(`more than ${MOST_PARAMETERS} parameters`);
  const parameters = values.map(encodeParameter);
  const query = sender.unsafe(text, [], { prepare, simple: false } as never) as PendingQuery;
  query.parameters = parameters;
  if (prepare) neverRepeat(query);
  const answer: unknown = await query.execute();
  if (Array.isArray(answer)) return answer as unknown as Rows<T>;
  // A stream's error that nobody hears ends the process.
  (answer as { on(event: string, hear: () => void): void }).on("error", () => {});
  throw new Error("COPY from or to the client is not supported");
}

type Asked = PendingQuery & { isPrepared?: boolean; asked?: number };

/** By the driver's own kind of query; one for all of them, so that they keep one shape. */
const unrepeated = new WeakMap<object, object>();

/**
 * The driver sends a prepared statement that failed once more by itself, when the transaction it belonged to may have
 * ended, and its role and path with it. It asks `prepared` twice to send it, and a third time to decide on that.
 */
function neverRepeat(query: PendingQuery): void {
  const kind: object = Object.getPrototypeOf(query);
  let own = unrepeated.get(kind);
  if (!own) {
    own = Object.create(kind, {
      prepared: {
        set(this: Asked, prepared: boolean) {
          this.isPrepared = prepared;
          this.asked = 0;
        },
        get(this: Asked) {
          this.asked = (this.asked ?? 0) + 1;
          return this.isPrepared === true && this.asked <= 2;
        },
      },
    }) as object;
    unrepeated.set(kind, own);
  }
  Object.setPrototypeOf(query, own);
}

/** Sends text by the simple protocol: one message, whatever statements are in it, and one answer, the last one's. */
export async function sendScript(sender: Sender, text: string): Promise<Rows<Row>> {
  const query = sender.unsafe(text, [], { prepare: false, simple: true } as never) as PendingQuery;
  const answer = (await query.execute()) as unknown as Rows<Row> | Rows<Row>[];
  return Array.isArray(answer[0])
    ? ((answer as Rows<Row>[])[answer.length - 1] ?? ([] as unknown as Rows<Row>))
    : (answer as Rows<Row>);
}

const answeredBefore = new WeakMap<object, number>();

/** Of what a batch threw: how many of its statements had been answered before. */
export function statementsBefore(error: unknown): number {
  return (typeof error === "object" && error !== null && answeredBefore.get(error)) || 0;
}

/** As `sendScript`, without its answers; of what it throws `statementsBefore` tells which statement it was. */
export async function sendBatch(sender: Sender, text: string): Promise<void> {
  const query = sender.unsafe(text, [], { prepare: false, simple: true } as never) as PendingQuery;
  // The driver asks once how to send it, and then at each statement that the server says is done.
  let asked = 0;
  Object.defineProperty((query as unknown as { options: object }).options, "simple", {
    get: () => {
      asked++;
      return true;
    },
  });
  try {
    await query.execute();
  } catch (error) {
    if (typeof error === "object" && error !== null) answeredBefore.set(error, Math.max(0, asked - 1));
    throw error;
  }
}
