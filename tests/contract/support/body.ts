/** A request's body as a table of cases writes it: what differs from a base of good fields. */
export type SentBody = {
  /** Default: JSON. */
  as?: "json" | "form" | "multipart";
  set?: Readonly<Record<string, unknown>>;
  /** Values as JSON text, for what a parsed table cannot tell apart: `10.0`, `1e400`. */
  literal?: Readonly<Record<string, string>>;
  drop?: readonly string[];
  /** The whole body, byte for byte. */
  raw?: string;
  contentType?: string;
};

export type EncodedBody = { body: string; contentType: string };

const BOUNDARY = "ContractBoundary";
const TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  multipart: `multipart/form-data; boundary=${BOUNDARY}`,
};

export function encodeBody(sent: SentBody, base: Readonly<Record<string, unknown>> = {}): EncodedBody {
  const as = sent.as ?? "json";
  const contentType = sent.contentType ?? TYPES[as];
  if (sent.raw !== undefined) return { body: sent.raw, contentType };
  const fields = new Map(Object.entries({ ...base, ...sent.set }));
  for (const name of sent.drop ?? []) fields.delete(name);
  const literals = Object.entries(sent.literal ?? {});
  for (const [name] of literals) fields.delete(name);
  if (as === "json") {
    const members = [...fields].map(([name, value]) => [name, JSON.stringify(value)]).concat(literals);
    return { body: `{${members.map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(", ")}}`, contentType };
  }
  const texts = [...fields].map(([name, value]) => [name, textOf(value)] as [string, string]);
  if (as === "form") return { body: new URLSearchParams(texts).toString(), contentType };
  const parts = texts.map(
    ([name, text]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return { body: `${parts.join("")}--${BOUNDARY}--\r\n`, contentType };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
