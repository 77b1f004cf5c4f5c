import type { Log } from "@pepro/core";

/** One JSON object a line. `write` gets whole lines. */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const line = (level: string, event: string, fields: Record<string, unknown> = {}) =>
    write(`${JSON.stringify({ time: now().toISOString(), level, event, ...fields })}\n`);
  return {
    info: (event, fields) => line("info", event, fields),
    warn: (event, fields) => line("warn", event, fields),
    error: (event, error, fields) => line("error", event, { ...fields, error: errorFields(error) }),
  };
}

/** An error whole: its message, stack, what PostgreSQL said, and what caused it. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code, detail, hint, constraint_name, cause } = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    ...(constraint_name !== undefined && { constraint: constraint_name }),
    stack: error.stack,
    ...(cause !== undefined && { cause: errorFields(cause) }),
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
