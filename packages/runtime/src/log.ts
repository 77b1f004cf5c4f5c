import type { Log } from "@pepro/core";

/** One JSON object a line. `write` gets whole lines. What cannot be written as JSON is named; it never fails its caller. */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const line = (level: string, event: string, fields: Record<string, unknown> = {}) => {
    const head = { time: now().toISOString(), level, event };
    write(`${textOf({ ...head, ...fields }) ?? textOf({ ...head, unwritable: Object.keys(fields) })}\n`);
  };
  return {
    info: (event, fields) => line("info", event, fields),
    warn: (event, fields) => line("warn", event, fields),
    error: (event, error, fields) => line("error", event, { ...fields, error: errorFields(error) }),
  };
}

/** A replacer makes every line several times dearer, so it is used for what JSON has no form for alone. */
function textOf(entry: Record<string, unknown>): string | undefined {
  for (const replacer of [undefined, bigintsAsText]) {
    try {
      return JSON.stringify(entry, replacer);
    } catch {}
  }
  return undefined;
}

const bigintsAsText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

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

/** How many characters wait for the next turn of the event loop at the most. */
const FULL = 64 * 1024;

/**
 * Gathers the lines of one turn of the event loop into one write: a system call a line costs more than a cached answer.
 * `flush` writes what waits; call it before the process ends.
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
      if (waiting === "") setImmediate(flush);
      waiting += line;
      if (waiting.length > FULL) flush();
    },
    flush,
  };
}

/** A log that keeps quiet, for commands that speak for themselves. */
export const SILENT_LOG: Log = { info: () => {}, warn: () => {}, error: () => {} };
