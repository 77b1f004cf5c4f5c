import type { Lang } from "./language.ts";
import { floatText } from "./python.ts";
import { textFor } from "./texts.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

const METHOD_ORDER: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

const allowed = new WeakMap<readonly Method[], string>();

/** The `Allow` header of an endpoint, in DRF's order; OPTIONS is always there, HEAD only if it is named. */
export function allowHeader(methods: readonly Method[]): string {
  const known = allowed.get(methods);
  if (known !== undefined) return known;
  const header = METHOD_ORDER.filter((method) => method === "OPTIONS" || methods.includes(method)).join(", ");
  allowed.set(methods, header);
  return header;
}

const JSON_TYPE = { "content-type": "application/json" };
const VARY = "Accept, Accept-Language, Cookie";

interface AnswerContext {
  lang: Lang;
  /** The methods of the endpoint; GET brings no HEAD with it. */
  methods: readonly Method[];
  /** Headers of the application's own, on every answer. */
  headers?: Readonly<Record<string, string>>;
  /** What succeeds is the same for everybody, in whatever language it is asked for. */
  isShared?: boolean | undefined;
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
export function answersFor({ lang, methods, headers: own = {}, isShared, indent = 0, floats = [] }: AnswerContext) {
  const text = textFor(lang);
  const allow = allowHeader(methods);
  const headersWith = (more: Readonly<Record<string, string>>): Record<string, string> => ({
    ...own,
    allow,
    vary: own.vary ? `${VARY}, ${own.vary}` : VARY,
    "content-language": lang,
    ...more,
  });

  const sharedHeaders = (): Record<string, string> => ({
    ...own,
    allow,
    vary: own.vary ? `Accept, ${own.vary}` : "Accept",
    ...JSON_TYPE,
  });

  const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response => {
    const all = isShared && status === 200 ? sharedHeaders() : headersWith({ ...JSON_TYPE, ...headers });
    return new Response(jsonText(body, indent, floats), { status, headers: all });
  };
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
    noContent: (): Response => new Response(null, { status: 204, headers: headersWith({}) }),
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
  const written = indent === 0 ? JSON.stringify(body) : JSON.stringify(body, null, indent);
  const plain = /[\u2028\u2029]/.test(written)
    ? written.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")
    : written;
  if (floats.length === 0) return plain;
  return plain.replace(membersOf(floats), (_, name: string, number: string) => name + floatText(Number(number)));
}

const patterns = new Map<string, RegExp>();

/** Inside a string every quote is escaped, so that this pattern matches members alone. */
function membersOf(names: readonly string[]): RegExp {
  const key = names.join("|");
  const known = patterns.get(key);
  if (known) return known;
  const pattern = new RegExp(`((?<!\\\\)"(?:${key})": ?)(-?[0-9][0-9.eE+-]*)`, "g");
  patterns.set(key, pattern);
  return pattern;
}
