import type { AppRouter } from "@pepro/api";
import type { Language } from "@pepro/contracts";
import { TRPCClientError } from "@trpc/client";
import type { ClientErrorCode, ClientErrorFields } from "./codes.ts";
import { TEXTS, textOf } from "./texts.ts";

type Origin = { requestId?: string | undefined; cause?: unknown; answer?: TRPCClientError<AppRouter> };

/** What every call of the client is refused with; `code` narrows `fields`. */
export class PeproClientError<Code extends ClientErrorCode = ClientErrorCode> extends TRPCClientError<AppRouter> {
  readonly code: Code;
  readonly fields: ClientErrorFields[Code];
  /** By which the server's log finds the request; undefined when no server of ours answered. */
  readonly requestId: string | undefined;

  constructor(code: Code, fields: ClientErrorFields[Code], message: string, origin: Origin = {}) {
    const { answer } = origin;
    const shape = answer?.shape;
    super(message, {
      ...(shape ? { result: { error: shape } } : {}),
      ...(origin.cause instanceof Error ? { cause: origin.cause } : {}),
      ...(answer?.meta ? { meta: answer.meta } : {}),
    });
    // The library's constructor makes every instance its own class's.
    Object.setPrototypeOf(this, PeproClientError.prototype);
    this.name = "PeproClientError";
    this.code = code;
    this.fields = fields;
    this.requestId = origin.requestId;
  }
}

/** Any of the codes, so that `switch (error.code)` narrows `error.fields`. */
export type AnyPeproError = { [Code in ClientErrorCode]: PeproClientError<Code> }[ClientErrorCode];

/**
 * Narrows an unknown error to the client's own, and to one code.
 *
 * @example if (isPeproError(error, "quota_exceeded")) show(`${error.fields.used} / ${error.fields.limit}`);
 */
export function isPeproError<Code extends ClientErrorCode>(error: unknown, code: Code): error is PeproClientError<Code>;
export function isPeproError(error: unknown): error is AnyPeproError;
export function isPeproError(error: unknown, code?: ClientErrorCode): boolean {
  return error instanceof PeproClientError && (code === undefined || error.code === code);
}

/**
 * The sentence to show for anything that was thrown. A bug's own message is never shown.
 *
 * @param language of the sentence for what is not one of the client's errors; those have been worded already.
 */
export function messageOf(error: unknown, language: Language = "fr"): string {
  return isPeproError(error) ? error.message : TEXTS.unexpected[language];
}

/** The sentence of each field of a refused input, by its path (`school.city`, `admin.email`); `{}` for other errors. */
export function fieldMessagesOf(error: unknown): Record<string, string> {
  if (!isPeproError(error, "validation_failed")) return {};
  // Of several faults of a field the first is shown.
  const worded = error.fields.issues.map(({ path, message }) => [path.join("."), message] as const);
  return Object.fromEntries(worded.reverse());
}

/** A failure that the client itself noticed, worded by it. */
export function ownError<Code extends ClientErrorCode & keyof typeof TEXTS>(
  code: Code,
  fields: ClientErrorFields[Code],
  language: Language,
  origin?: Origin,
): PeproClientError<Code> {
  return new PeproClientError(code, fields, textOf(code, language, fields), origin);
}
