import { ownError, type PeproClientError } from "../errors/index.ts";
import type { Settings } from "../options.ts";
import type { Deadline } from "./deadline.ts";

/** One request with the client's own headers and the browser's cookies. @throws whatever `fetch` does */
export async function send(
  { fetch, headers }: Settings,
  url: string,
  { headers: given, ...init }: Omit<RequestInit, "headers"> & { headers?: Readonly<Record<string, string>> },
): Promise<Response> {
  return fetch(url, { credentials: "include", ...init, headers: { ...given, ...(await headers()) } });
}

/** Why there is no answer, or only a part of one. */
export function failureOf(
  cause: unknown,
  { isPast }: Pick<Deadline, "isPast">,
  outer: AbortSignal | null | undefined,
  { language, timeoutMs }: Settings,
  afterMs = timeoutMs,
): PeproClientError {
  if (isPast) return ownError("timeout", { afterMs }, language(), { cause });
  if (outer?.aborted) return ownError("aborted", {}, language(), { cause });
  const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause : cause).message : String(cause);
  return ownError("network", { reason }, language(), { cause });
}
