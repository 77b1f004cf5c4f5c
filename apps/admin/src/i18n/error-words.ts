import type { ClientErrorCode, ClientErrorFields } from "@pepro/client";
import type { TextsOf } from "./areas.ts";
import type { Format } from "./format.ts";
import type { Translate } from "./text.ts";

export type Speech = {
  early: Translate<TextsOf<"errors">>;
  t: Translate<TextsOf<"refusals">>;
  format: Pick<Format, "bytes" | "duration">;
  /** What people call a module. */
  moduleName(module: string): string;
};

/** Codes whose sentence is not simply the text of their name, filled in with their fields. */
type ChosenCode =
  | "too_many_attempts"
  | "module_disabled"
  | "not_found"
  | "server_not_supported"
  | "secret_mismatch"
  | "secret_unusable"
  | "payload_too_large"
  | "quota_exceeded"
  | "internal";

/** Codes that a page may meet before anything else is there. */
export type EarlyCode = "unavailable" | "network" | "timeout" | "aborted" | "answer_unreadable";

/** Codes whose sentence is the text of their name: the French dictionary does not compile without it. */
export type NamedCode = Exclude<ClientErrorCode, ChosenCode | EarlyCode>;

type Words<Code extends ClientErrorCode> = (speech: Speech, fields: ClientErrorFields[Code]) => string;

const CHOSEN: { readonly [Code in ChosenCode]: Words<Code> } = {
  too_many_attempts: ({ t, format }, { retryAfterSeconds }) =>
    t("too_many_attempts", { time: format.duration(retryAfterSeconds * 1_000) }),
  module_disabled: ({ t, moduleName }, { module }) => t("module_off", { name: moduleName(module) }),
  not_found: ({ t }, { entity }) => {
    if (entity === "tenant") return t("not_found.school");
    if (entity === "domain") return t("not_found.domain");
    return entity === "procedure" ? t("not_found.procedure") : t("not_found.other");
  },
  server_not_supported: ({ t }) => t("misconfigured"),
  secret_mismatch: ({ t }) => t("misconfigured"),
  secret_unusable: ({ t }) => t("misconfigured"),
  payload_too_large: ({ t, format }, { limitBytes }) => t("too_large", { limit: format.bytes(limitBytes) }),
  quota_exceeded: ({ t }, { quota, used, limit }) =>
    quota === "students" ? t("quota.students", { used, limit }) : t("quota.storage"),
  internal: ({ early }) => early("unexpected"),
};

/** The dashboard's own sentence for a code; empty for one that it does not know, and while it is on its way. */
export function wordsFor(code: string, fields: object, speech: Speech): string {
  if (Object.hasOwn(CHOSEN, code)) return CHOSEN[code as ChosenCode](speech, fields as never);
  const named = (t: Speech["early"] | Speech["t"]) => (t as (key: string, fields: object) => string)(code, fields);
  return named(speech.early) || named(speech.t);
}

/** Codes whose sentence does not say all that the server knows. */
const TECHNICAL =
  /^(?:internal|audit_broken|origin_refused|request_malformed|(?:provisioning|migration|schema|server|secret|storage)_\w+)$/;

/**
 * What only those who look into it can use: of a failure below, its own words; of what has no words of ours, the server's.
 *
 * @param said the server's sentence.
 */
export function technicalDetail(code: string, fields: object, said: string | undefined): string | undefined {
  if (!TECHNICAL.test(code)) return undefined;
  const { file, line, reason, sqlstate } = fields as { [name in "file" | "line" | "reason" | "sqlstate"]?: unknown };
  if (!reason) return said || undefined;
  return [file && `${file}:${line ?? 0}`, reason, sqlstate && `(${sqlstate})`].filter(Boolean).join(" ");
}
