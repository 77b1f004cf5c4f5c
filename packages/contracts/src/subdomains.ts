import * as z from "zod";

/** Labels that would shadow a host of the platform's own, or that mail and DNS give a meaning to (RFC 2142). */
const RESERVED_SUBDOMAINS = new Set(
  (
    "www admin api static assets cdn media mail smtp imap pop ftp ns ns1 ns2 mx autoconfig autodiscover webmail " +
    "postmaster hostmaster abuse localhost"
  ).split(" "),
);

const RESERVED_SCHEMAS = new Set(["public", "information_schema", "pg_catalog", "pg_toast", "shared", "pepro"]);

export const SUBDOMAIN = /^[a-z0-9-]+$/;

/** Bytes of a DNS label (RFC 1035), and of an identifier of PostgreSQL's. */
export const SUBDOMAIN_MAX = 63;

export const subdomain = z
  .string()
  .trim()
  .min(1, { error: "blank" })
  .max(SUBDOMAIN_MAX)
  .superRefine((label, ctx) => {
    const rule = subdomainFault(label);
    if (rule) ctx.addIssue({ code: "custom", message: rule, params: { subdomain: label } });
  });

/** The rule a well-sized label breaks, or undefined. PostgreSQL's and DNS's refusals are caught here, not at provisioning. */
export function subdomainFault(label: string): string | undefined {
  if (label === "") return undefined;
  if (!SUBDOMAIN.test(label)) return "subdomain_characters";
  if (label.startsWith("-") || label.endsWith("-")) return "subdomain_hyphen";
  if (/^[0-9]/.test(label)) return "subdomain_digit";
  if (label.startsWith("xn--") || /^..--/.test(label)) return "subdomain_reserved";
  if (label.startsWith("pg-")) return "subdomain_reserved";
  if (RESERVED_SUBDOMAINS.has(label) || RESERVED_SCHEMAS.has(schemaNameOf(label))) return "subdomain_reserved";
  return undefined;
}

/** Whether a subdomain could be opened now, the rule that forbids it otherwise, and what every school's host ends with. */
export const subdomainCheck = z.object({
  available: z.boolean(),
  rule: z.string().nullable(),
  baseDomain: z.string(),
});

/** The schema a subdomain names: `-` becomes `_`. Chosen once, at creation; it never changes afterwards. */
export function schemaNameOf(label: string): string {
  return label.replaceAll("-", "_");
}
