import type { Language } from "@pepro/contracts";
import { ownError, type PeproClientError } from "../errors/index.ts";

/** Seconds after which to try again when whoever is in front of the server does not say. */
const RETRY_AFTER_SECONDS = 5;

/** The body of a whole answer of ours; undefined when something else answered: a proxy, a portal, another program. */
export function answerIn(text: string): object | undefined {
  const body = parsed(text);
  const calls = Array.isArray(body) ? body : [body];
  return calls.length > 0 && calls.every(isAnswer) ? (body as object) : undefined;
}

/** What to tell of an answer that is not ours: a gateway says by its status that the server is away. */
export function foreignAnswer({ status, headers }: Response, language: Language): PeproClientError {
  if (status < 502 || status > 504) return ownError("answer_unreadable", { status }, language);
  return ownError("unavailable", { retryAfterSeconds: pauseIn(headers) }, language);
}

/** A gateway names seconds or a date (RFC 9110, 10.2.3). */
function pauseIn(headers: Headers): number {
  const told = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(told)) return Number(told);
  const until = Math.ceil((Date.parse(told) - Date.now()) / 1_000);
  return until >= 0 ? until : RETRY_AFTER_SECONDS;
}

function isAnswer(call: unknown): boolean {
  if (typeof call !== "object" || call === null) return false;
  const { result, error } = call as { result?: unknown; error?: { data?: { pepro?: { code?: unknown } } } };
  return typeof result === "object" ? result !== null : typeof error?.data?.pepro?.code === "string";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
