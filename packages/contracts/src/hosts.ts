import * as z from "zod";

const HOST_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * The comparable form of a `Host` header: lower case, without port or trailing dot; undefined when it is no host name.
 * Unicode names must arrive as punycode, as browsers send them; IPv6 literals keep their brackets.
 */
export function normalizeHost(header: string | null | undefined): string | undefined {
  if (!header) return undefined;
  const host = header.trim().toLowerCase();
  const literal = /^(\[[0-9a-f:.]+\])(:\d{1,5})?$/.exec(host);
  if (literal) return literal[1];
  const name = host.replace(/:\d{1,5}$/, "").replace(/\.$/, "");
  return isHostName(name) ? name : undefined;
}

/** Whether a normalised text is a DNS host name: labels of 1 to 63 bytes, 253 in all (RFC 1035). */
export function isHostName(name: string): boolean {
  return name.length <= 253 && HOST_NAME.test(name);
}

/** A host a school may own: at least two labels, the last one not a number (so never an IPv4 address). */
export function isDomainName(name: string): boolean {
  const labels = name.split(".");
  return isHostName(name) && labels.length >= 2 && !/^[0-9]+$/.test(labels[labels.length - 1] ?? "");
}

/** `domain_url` of a school: a host name whose last label is letters alone. */
export const domainUrl = z
  .string()
  .trim()
  .min(1, { error: "blank" })
  .max(128)
  .toLowerCase()
  .refine((text) => text === "" || (isDomainName(text) && /\.[a-z]{2,}$/.test(text)), { error: "domain_url_invalid" });
