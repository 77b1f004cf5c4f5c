import type { Log } from "@pepro/core";

/** One JSON object a line. `write` gets whole lines. What cannot be written as JSON is named; it never fails its caller. */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const time = clock(now);
  const line = (level: string, event: string, fields: Record<string, unknown> = {}) => {
    const rest = restOf(fields) ?? `,"unwritable":${JSON.stringify(Object.keys(fields))}}`;
    write(`{"time":"${time()}","level":"${level}","event":${JSON.stringify(event)}${rest}\n`);
  };
  return {
    info: (event, fields) => line("info", event, fields),
    warn: (event, fields) => line("warn", event, fields),
    error: (event, error, fields) => line("error", event, { ...fields, error: readError(error) }),
  };
}

/** The moment in ISO form, worded once a millisecond. */
function clock(now: () => Date): () => string {
  let at = Number.NaN;
  let text = "";
  return () => {
    const moment = now();
    if (moment.getTime() !== at) {
      at = moment.getTime();
      text = moment.toISOString();
    }
    return text;
  };
}

/** The fields as they end the line. A replacer makes JSON several times dearer: it is used where nothing else does. */
function restOf(fields: Record<string, unknown>): string | undefined {
  const text = textOf(fields) ?? textOf(fields, bigintsAsText);
  return text === "{}" ? "}" : text && `,${text.slice(1)}`;
}

function textOf(fields: Record<string, unknown>, replacer?: (key: string, value: unknown) => unknown) {
  try {
    return JSON.stringify(fields, replacer);
  } catch {
    return undefined;
  }
}

const bigintsAsText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/** Anything may be thrown, what cannot be read too. */
function readError(error: unknown): unknown {
  try {
    return errorFields(error);
  } catch {
    return "unreadable";
  }
}

/** How many errors deep a cause is followed: some lead back to themselves. */
const CAUSES = 5;

/** An error whole: its message, stack, what PostgreSQL said, and what caused it. */
function errorFields(error: unknown, left = CAUSES): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code, detail, hint, constraint_name, cause } = error as Error & Record<string, unknown>;
  const errors = error instanceof AggregateError ? error.errors.slice(0, CAUSES) : [];
  return {
    name: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    ...(constraint_name !== undefined && { constraint: constraint_name }),
    stack: error.stack,
    ...(cause !== undefined && left > 0 && { cause: errorFields(cause, left - 1) }),
    ...(errors.length > 0 && left > 0 && { errors: errors.map((each) => errorFields(each, left - 1)) }),
  };
}

/** How many characters wait at the most, and for how many milliseconds. */
const FULL = 64 * 1024;
const WAIT_MS = 10;

/**
 * Gathers the lines of some milliseconds into one write: a system call a line costs more than a cached answer.
 * `flush` writes what waits; call it before the process ends. A killed process loses what waited.
 */
export function gatherLines(write: (text: string) => void): { write(line: string): void; flush(): void } {
  let waiting = "";
  const flush = () => {
    const text = waiting;
    waiting = "";
    if (text) write(text);
  };
  return {
    write: (line) => {
      if (waiting === "") setTimeout(flush, WAIT_MS);
      waiting += line;
      if (waiting.length > FULL) flush();
    },
    flush,
  };
}

/** A log that keeps quiet, for commands that speak for themselves. */
export const SILENT_LOG: Log = { info: () => {}, warn: () => {}, error: () => {} };
