import type { Lang } from "./language.ts";
import { floatText } from "./python.ts";
import { textFor } from "./texts.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

const METHOD_ORDER: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** The `Allow` header of an endpoint, in DRF's order; OPTIONS is always there, HEAD only if it is named. */
export function allowHeader(methods: readonly Method[]): string {
  return METHOD_ORDER.filter((method) => method === "OPTIONS" || methods.includes(method)).join(", ");
}

interface AnswerContext {
  lang: Lang;
  /** The methods of the endpoint; GET brings no HEAD with it. */
  methods: readonly Method[];
  /** As negotiated. */
  indent?: number;
  /** Members whose numbers were Python floats, written `0.0` even when whole: typed clients tell them from integers. */
  floats?: readonly string[];
}

export type Answers = ReturnType<typeof answersFor>;

/**
 * Answers of one endpoint: JSON with the headers every DRF answer carries, and its refusals by name.
 *
 * @example answersFor({ lang: "fr", methods: ["GET", "HEAD"] }).notFound()
 */
export function answersFor({ lang, methods, indent = 0, floats = [] }: AnswerContext) {
  const text = textFor(lang);
  const common = {
    Allow: allowHeader(methods),
    Vary: "Accept, Accept-Language, Cookie",
    "Content-Language": lang,
  };

  const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
    new Response(jsonText(body, indent, floats), {
      status,
      headers: { "Content-Type": "application/json", ...common, ...headers },
    });
  const detail = (status: number, message: string, headers?: Record<string, string>): Response =>
    json(status, { detail: message }, headers);
  /** A 401 of an authenticator; `body` as in `bearer.ts`. */
  const unauthorized = (body: object = { detail: text("not_authenticated") }): Response =>
    json(401, body, { "WWW-Authenticate": 'Bearer realm="api"' });

  return {
    json,
    detail,
    unauthorized,
    /** A 400 with the errors of `readFields` or `fieldErrorsOf`. */
    invalid: (errors: object): Response => json(400, errors),
    noContent: (): Response => new Response(null, { status: 204, headers: common }),
    forbidden: (): Response => detail(403, text("permission_denied")),
    notFound: (): Response => detail(404, text("not_found")),
    invalidPage: (): Response => detail(404, text("invalid_page")),
    methodNotAllowed: (method: string): Response => detail(405, text("method_not_allowed", { method })),
    notAcceptable: (): Response => detail(406, text("not_acceptable")),
    /** @param wait seconds until the next try */
    throttled: (wait?: number): Response => {
      if (wait === undefined) return detail(429, text("throttled"));
      const seconds = Math.ceil(wait);
      const when = text(seconds === 1 ? "throttled_second" : "throttled_seconds", { wait: seconds });
      return detail(429, `${text("throttled")} ${when}`, { "Retry-After": String(seconds) });
    },
  };
}

/** JSON as DRF writes it: compact or indented, Unicode as it is but for the two line ends JavaScript once choked on. */
export function jsonText(body: unknown, indent = 0, floats: readonly string[] = []): string {
  const plain = JSON.stringify(body, null, indent).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  if (floats.length === 0) return plain;
  // Inside a string every quote is escaped, so that this pattern matches members alone.
  const members = new RegExp(`((?<!\\\\)"(?:${floats.join("|")})": ?)(-?[0-9][0-9.eE+-]*)`, "g");
  return plain.replace(members, (_, name: string, number: string) => name + floatText(Number(number)));
}
