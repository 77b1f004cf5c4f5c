import {
  ERROR_TABLE,
  type ErrorFields,
  type Language,
  messageFor,
  type PeproError,
  type ValidationIssue,
} from "@pepro/contracts";
import { retryHeaders, textOf } from "../http/respond.ts";
import { accessTokenNotValid, type TokenFault, tokenNotValid, userInactive, userNotFound } from "./drf/bearer.ts";
import type { Answers } from "./drf/responses.ts";
import { textFor } from "./drf/texts.ts";
import { fieldErrorsOf } from "./drf/zod-issues.ts";

type Fault = { answers: Answers; language: Language; requestId: string };

/** A fault as the old service worded it. The codes not named here are its action endpoints' `{"error": …}`. */
export function failureResponse(fault: PeproError, { answers, language, requestId }: Fault): Response {
  const text = textFor(language);
  const status = ERROR_TABLE[fault.code].http;
  switch (fault.code) {
    case "unauthenticated":
      return answers.unauthorized();
    case "token_invalid": {
      const { tokenType, reason } = fault.fields as ErrorFields["token_invalid"];
      const key: TokenFault = reason === "wrong_type" ? "token_wrong_type" : "token_invalid_or_expired";
      return answers.unauthorized(tokenType === "access" ? accessTokenNotValid(text, key) : tokenNotValid(text, key));
    }
    case "api_key_invalid":
      return answers.unauthorized(accessTokenNotValid(text, "token_invalid_or_expired"));
    case "user_inactive":
      return answers.unauthorized(userInactive(text));
    case "user_not_found":
      return answers.unauthorized(userNotFound(text));
    case "forbidden":
    case "module_disabled":
    case "origin_refused":
      return answers.forbidden();
    case "not_found":
      return answers.notFound();
    case "too_many_attempts":
      return answers.throttled((fault.fields as ErrorFields["too_many_attempts"]).retryAfterSeconds);
    case "two_factor_required":
    case "two_factor_invalid":
      return answers.invalid({ non_field_errors: [textOf(fault, language)], code: fault.code });
    case "invalid_credentials":
      return answers.invalid({ non_field_errors: [textOf(fault, language)] });
    case "validation_failed":
      return answers.invalid(fieldErrors((fault.fields as ErrorFields["validation_failed"]).issues, language));
    case "subdomain_taken":
    case "schema_taken":
      return answers.invalid({ subdomain: [textOf(fault, language)] });
    case "provisioning_failed": {
      const { reason } = fault.fields as ErrorFields["provisioning_failed"];
      return answers.json(status, { error: `Erreur lors du provisionnement: ${reason}` });
    }
    case "unavailable":
    case "tenant_unavailable":
    case "internal":
      return answers.json(status, { detail: textOf(fault, language), id: requestId }, retryHeaders(fault));
    case "tenant_not_found":
    case "tenant_inactive":
    case "payload_too_large":
      return answers.detail(status, textOf(fault, language));
    default:
      return answers.json(status, { error: textOf(fault, language) }, retryHeaders(fault));
  }
}

/** Faults of an input, by the names of the wire. */
export function fieldErrors(issues: readonly ValidationIssue[], language: Language): Record<string, string[]> {
  type Issues = Parameters<typeof fieldErrorsOf>[0];
  const shaped = issues.map(({ path, rule, params }) => ({ code: "custom", ...params, message: rule, path, params }));
  return fieldErrorsOf(shaped as unknown as Issues, {
    lang: language,
    translate: (key, params) => messageFor(key, language, params),
  });
}
