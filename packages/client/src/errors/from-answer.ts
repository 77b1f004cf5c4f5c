import type { AppRouter } from "@pepro/api";
import type { Language } from "@pepro/contracts";
import { TRPCClientError } from "@trpc/client";
import type { ClientErrorCode, ClientErrorFields } from "./codes.ts";
import { ownError, PeproClientError } from "./error.ts";

/** tRPC's error as ours. One without the server's data was made by the library, before or after the request. */
export function peproErrorOf(error: unknown, language: Language, signal?: AbortSignal | null): PeproClientError {
  if (error instanceof PeproClientError) return error;
  const answer = TRPCClientError.from<AppRouter>(error instanceof Error ? error : new Error(String(error)));
  const { data } = answer;
  if (data?.pepro) {
    const { code, fields } = data.pepro as { code: ClientErrorCode; fields: ClientErrorFields[ClientErrorCode] };
    return new PeproClientError(code, fields, answer.message, { requestId: data.requestId, answer });
  }
  if (signal?.aborted) return ownError("aborted", {}, language, { cause: error });
  return ownError("request_malformed", { reason: answer.message }, language, { cause: error });
}
