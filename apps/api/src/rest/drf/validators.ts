import { lengthOf } from "./python.ts";

const LOCAL_PART =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a quoted local part may hold control characters
  /^(?:[-!#$%&'*+/=?^_`{}|~0-9a-z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*|"(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*")$/i;
const MAIL_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?<!-)$/i;
const LONGEST_EMAIL = 320;

/** What Django 5.2's `EmailValidator` accepts: RFC 5321 forms, a domain with a dot, `localhost`, or an address literal. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (at < 0 || lengthOf(text) > LONGEST_EMAIL || !LOCAL_PART.test(text.slice(0, at))) return false;
  const domain = text.slice(at + 1);
  if (domain === "localhost" || MAIL_DOMAIN.test(domain)) return true;
  const literal = /^\[([a-f0-9:.]+)\]$/i.exec(domain)?.[1];
  if (literal !== undefined) return isIpv4(literal) || isIpv6(literal);
  return MAIL_DOMAIN.test(toAscii(domain));
}

/** The punycode form of an international domain; empty when it has none. */
function toAscii(domain: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what needs no conversion
  if (/^[\x00-\x7f]*$/.test(domain) || /[\s/?#\\:%@[\]]/.test(domain)) return "";
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : "";
}

const LETTER = "a-z\\u00a1-\\uffff";
const OCTET = "(?:0|25[0-5]|2[0-4][0-9]|1[0-9]?[0-9]?|[1-9][0-9]?)";
const IPV4 = `${OCTET}(?:\\.${OCTET}){3}`;
const HOST_NAME =
  `[${LETTER}0-9](?:[${LETTER}0-9\\-]{0,61}[${LETTER}0-9])?` +
  `(?:\\.(?!-)[${LETTER}0-9\\-]{1,63}(?<!-))*` +
  `\\.(?!-)(?:[${LETTER}\\-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)\\.?`;
const WEB_ADDRESS = new RegExp(
  "^[a-z0-9.+\\-]*://" +
    "(?:[^\\s:@/]+(?::[^\\s:@/]*)?@)?" +
    `(?<host>${IPV4}|\\[[0-9a-f:.]+\\]|${HOST_NAME}|localhost)` +
    "(?::[0-9]{1,5})?" +
    "(?:[/?#][^\\s]*)?$",
  "iu",
);
const SCHEMES = ["http", "https", "ftp", "ftps"];
const LONGEST_URL = 2048;
const LONGEST_HOST = 253;

/** What Django 5.2's `URLValidator` accepts: http(s) or ftp(s), a host with a top-level domain, an address or `localhost`. */
export function isWebAddress(text: string): boolean {
  if (lengthOf(text) > LONGEST_URL || /[\t\r\n]/.test(text)) return false;
  if (!SCHEMES.includes((text.split("://")[0] ?? "").toLowerCase())) return false;
  const host = WEB_ADDRESS.exec(text)?.groups?.host;
  if (host === undefined || lengthOf(host) > LONGEST_HOST) return false;
  const authority = /:\/\/([^/?#]*)/.exec(text)?.[1] ?? "";
  if (hidesDelimiter(authority)) return false;
  if (!/[[\]]/.test(authority)) return true;
  return host.startsWith("[") && authority.split(/[[\]]/).length === 3 && isIpv6(host.slice(1, -1));
}

/** Characters such as `℀` turn into a delimiter when a browser normalises the host. */
function hidesDelimiter(authority: string): boolean {
  const bare = authority.replace(/[@:]/g, "");
  const normal = bare.normalize("NFKC");
  return normal !== bare && /[/?#@:]/.test(normal);
}

const isIpv4 = (text: string) => new RegExp(`^${IPV4}$`).test(text);
const isIpv6 = (text: string) => text.includes(":") && URL.canParse(`http://[${text}]`);

export const isSlug = (text: string) => /^[-a-zA-Z0-9_]+$/.test(text);
