import {
  ERROR_TABLE,
  type ErrorCode,
  type ErrorFields,
  issueText,
  type Language,
  messageFor,
  PeproError,
} from "@pepro/contracts";
import type { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { type TRPC_ERROR_CODE_KEY, type TRPC_ERROR_CODE_NUMBER, TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** What a typed client reads of an error: `data.pepro.code` narrows `data.pepro.fields`. */
export type ErrorData = {
  code: TRPC_ERROR_CODE_KEY;
  httpStatus: number;
  requestId: string;
  pepro: { [Code in ErrorCode]: { code: Code; fields: ErrorFields[Code] } }[ErrorCode];
};

/** Its `code` is the narrow type: with a plain number, clients would be told of the default shape instead of this one. */
export type ErrorShape = { message: string; code: TRPC_ERROR_CODE_NUMBER; data: ErrorData };

/** An error in tRPC's own form, worded in the client's language. */
export function trpcErrorShape(fault: PeproError, language: Language, requestId: string): ErrorShape {
  const { http, trpc } = ERROR_TABLE[fault.code];
  const key = trpc as TRPC_ERROR_CODE_KEY;
  return {
    message: messageFor(fault.code, language, fault.fields) ?? fault.code,
    code: TRPC_ERROR_CODES_BY_KEY[key],
    data: {
      code: key,
      httpStatus: http,
      requestId,
      pepro: { code: fault.code, fields: worded(fault, language) } as ErrorData["pepro"],
    },
  };
}

/** What tRPC itself refuses, a path, a method or a form it does not take, keeping its code and its status. */
export function refusalShape(error: TRPCError, language: Language, requestId: string, path = ""): ErrorShape {
  const fault =
    error.code === "NOT_FOUND"
      ? new PeproError("not_found", { entity: "procedure", id: path })
      : new PeproError("request_malformed", { reason: error.message });
  const shape = trpcErrorShape(fault, language, requestId);
  const data = { ...shape.data, code: error.code, httpStatus: getHTTPStatusCodeFromError(error) };
  return { ...shape, code: TRPC_ERROR_CODES_BY_KEY[error.code], data };
}

/** For answers given before tRPC is reached; a batch's client takes one body for all its calls. */
export function trpcErrorBody(fault: PeproError, language: Language, requestId: string) {
  return { error: trpcErrorShape(fault, language, requestId) };
}

/** Each fault of an input gets its sentence. */
function worded(fault: PeproError, language: Language): unknown {
  if (fault.code !== "validation_failed") return fault.fields;
  const { issues } = fault.fields as ErrorFields["validation_failed"];
  return {
    issues: issues.map((issue) => ({ ...issue, message: issueText(issue, language) })),
  };
}
