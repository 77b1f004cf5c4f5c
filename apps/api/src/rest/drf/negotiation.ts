/** JSON answers every request: pages of the browsable API are asked for by browsers only, which show JSON as well. */
const RENDERERS = [
  { type: "application", subtype: "json", format: "json" },
  { type: "text", subtype: "html", format: "api" },
];

export type Negotiated =
  | {
      ok: true;
      /** Spaces to indent the JSON by, as `application/json; indent=4` asks for. */
      indent: number;
    }
  | { ok: false; status: 404 | 406 };

/**
 * Decides on an answer's form as DRF's default negotiation does: 404 for a format nobody renders, 406 for an `Accept`
 * header that names none of ours. It comes before authentication.
 *
 * @param format the path's suffix (see {@link splitFormat}) or else the `format` parameter
 */
export function negotiate(accept: string | null, format: string | null | undefined): Negotiated {
  const renderers = format ? RENDERERS.filter((renderer) => renderer.format === format) : RENDERERS;
  if (renderers.length === 0) return { ok: false, status: 404 };
  const ranges = (accept ?? "*/*").split(",").map(parseRange);
  for (const precedence of [3, 2, 1, 0]) {
    const peers = ranges.filter((range) => range.precedence === precedence);
    for (const renderer of renderers) {
      const range = peers.find((peer) => matches(peer, renderer));
      if (range) return { ok: true, indent: renderer.format === "json" ? indentOf(range.params) : 0 };
    }
  }
  return { ok: false, status: 406 };
}

interface MediaRange {
  type: string;
  subtype: string;
  params: ReadonlyMap<string, string>;
  /** From 0 for a range that takes anything to 3 for one with parameters. */
  precedence: number;
}

function parseRange(token: string): MediaRange {
  const [full = "", ...rest] = token.split(";").map((part) => part.trim());
  const [type = "", subtype = ""] = full.toLowerCase().split("/");
  const params = new Map(rest.filter((part) => part.includes("=")).map(parseParam));
  return { type, subtype, params, precedence: precedenceOf(type, subtype, params) };
}

function parseParam(part: string): [string, string] {
  const at = part.indexOf("=");
  const value = part.slice(at + 1).trim();
  return [part.slice(0, at).trim().toLowerCase(), value.replace(/^"(.*)"$/, "$1")];
}

function precedenceOf(type: string, subtype: string, params: ReadonlyMap<string, string>): number {
  if (type === "*") return 0;
  if (subtype === "*") return 1;
  return params.size === 0 || (params.size === 1 && params.has("q")) ? 2 : 3;
}

const matches = (range: MediaRange, renderer: { type: string; subtype: string }) =>
  (range.subtype === "*" || range.subtype === renderer.subtype) && (range.type === "*" || range.type === renderer.type);

function indentOf(params: ReadonlyMap<string, string>): number {
  const indent = params.get("indent");
  return indent !== undefined && /^[0-9]+$/.test(indent) ? Math.min(Number(indent), 8) : 0;
}

/** Takes a format suffix off a path: `/tenants.json` is `/tenants/` in the format `json`. */
export function splitFormat(path: string): { path: string; format: string | undefined } {
  const [, base, format] = /^(.*[^/])\.([a-z0-9]+)\/?$/.exec(path) ?? [];
  return base === undefined ? { path, format: undefined } : { path: `${base}/`, format };
}
