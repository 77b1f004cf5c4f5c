import {
  ERROR_TABLE,
  type ErrorCode,
  type ErrorFields,
  type Language,
  messageFor,
  type PeproError,
} from "@pepro/contracts";
import { type TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** What a typed client reads of an error: `data.pepro.code` narrows `data.pepro.fields`. */
export type ErrorData = {
  code: TRPC_ERROR_CODE_KEY;
  httpStatus: number;
  requestId: string;
  pepro: { [Code in ErrorCode]: { code: Code; fields: ErrorFields[Code] } }[ErrorCode];
};

export type ErrorShape = { message: string; code: number; data: ErrorData };

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

/** For answers given before tRPC is reached; a batch's client takes one body for all its calls. */
export function trpcErrorBody(fault: PeproError, language: Language, requestId: string) {
  return { error: trpcErrorShape(fault, language, requestId) };
}

/** Each fault of an input gets its sentence, where the rule has one. */
function worded(fault: PeproError, language: Language): unknown {
  if (fault.code !== "validation_failed") return fault.fields;
  const { issues } = fault.fields as ErrorFields["validation_failed"];
  return {
    issues: issues.map((issue) => ({
      ...issue,
      message: messageFor(issue.rule, language, issue.params) ?? issue.rule,
    })),
  };
}
