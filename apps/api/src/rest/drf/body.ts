import { scanJson } from "./json-scanner.ts";
import { readBytes } from "./read-bytes.ts";
import type { Text } from "./texts.ts";
import { type Decoded, decodeUtf8 } from "./utf8.ts";

/** A request's data. A form keeps every value of a name; DRF reads the last one. */
export type Body =
  | { kind: "json"; data: unknown; numerals: ReadonlyMap<string, string> }
  | { kind: "form"; values: ReadonlyMap<string, readonly FormValue[]> };

export type FormValue = string | File;

export type BodyResult = { ok: true; body: Body } | { ok: false; status: 400 | 413 | 415; detail: string };

interface ReadOptions {
  /** Longest accepted body, in bytes. */
  maxBytes: number;
  text: Text;
}

const JSON_TYPES = ["application/json", "application/*", "*/*"];

/**
 * Reads a request's body as DRF's JSON, form and multipart parsers do; `detail` is the text of the refusal.
 * No body at all is an empty object, or an empty form where the content type says form.
 *
 * @throws what the request's stream throws when the client goes away
 */
export async function readBody(request: Request, { maxBytes, text }: ReadOptions): Promise<BodyResult> {
  const contentType = request.headers.get("content-type") ?? "";
  const mediaType = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  const bytes = await readBytes(request, maxBytes);
  if (!bytes) return { ok: false, status: 413, detail: text("body_too_large") };
  if (bytes.length === 0) return { ok: true, body: isForm(mediaType) ? formOf([]) : jsonOf({}) };
  if (JSON_TYPES.includes(mediaType)) return parseJson(decode(bytes, contentType), text);
  if (mediaType === "application/x-www-form-urlencoded") return { ok: true, body: parseForm(bytes) };
  if (mediaType === "multipart/form-data") return parseMultipart(bytes, contentType, text);
  return { ok: false, status: 415, detail: text("unsupported_media_type", { media_type: contentType }) };
}

/** `request.data.get(name)` of views that use no serializer: undefined when absent or when the body is no object. */
export function memberOf(body: Body, name: string): unknown {
  if (body.kind === "form") return body.values.get(name)?.at(-1);
  return isDict(body.data) && Object.hasOwn(body.data, name) ? body.data[name] : undefined;
}

export function isDict(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

const isForm = (mediaType: string) =>
  mediaType === "application/x-www-form-urlencoded" || mediaType === "multipart/form-data";

function decode(bytes: Uint8Array, contentType: string): Decoded {
  const label = /;\s*charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  if (/^utf-?8$/i.test(label)) return decodeUtf8(bytes);
  try {
    return { ok: true, text: new TextDecoder(label).decode(bytes) };
  } catch {
    return decodeUtf8(bytes);
  }
}

function parseJson(decoded: Decoded, text: Text): BodyResult {
  if (!decoded.ok) return refuseJson(decoded.reason, text);
  const scan = scanJson(decoded.text);
  if (!scan.ok) return refuseJson(scan.reason, text);
  return { ok: true, body: jsonOf(JSON.parse(decoded.text), scan.numerals) };
}

const refuseJson = (reason: string, text: Text): BodyResult => ({
  ok: false,
  status: 400,
  detail: text("json_parse_error", { reason }),
});

// The ampersand keeps a leading question mark, which URLSearchParams would drop, part of the first name.
const parseForm = (bytes: Uint8Array): Body => formOf(new URLSearchParams(`&${formText(bytes)}`));

/** Bytes that are no UTF-8 are taken for Latin-1, as Django takes them. */
function formText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  }
}

async function parseMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string, text: Text): Promise<BodyResult> {
  const refuse = (reason: string): BodyResult => ({
    ok: false,
    status: 400,
    detail: text("multipart_parse_error", { reason }),
  });
  if (!/;\s*boundary=[^;\s]/i.test(contentType)) return refuse("Invalid boundary in multipart: None");
  try {
    const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
    return { ok: true, body: formOf(form) };
  } catch {
    return refuse("Invalid multipart body");
  }
}

function formOf(pairs: Iterable<[string, FormValue]>): Body {
  const values = new Map<string, FormValue[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return { kind: "form", values };
}

const jsonOf = (data: unknown, numerals: ReadonlyMap<string, string> = new Map()): Body => ({
  kind: "json",
  data,
  numerals,
});
