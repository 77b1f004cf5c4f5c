import { randomBytes } from "node:crypto";

export const HEADINGS = "school_name;subdomain;school_type;address;postal_code;city;phone;email;max_students";

/** Schools nobody else has, and the file that opens them. */
export function schoolsFile(count: number, change: (line: string, at: number) => string = (line) => line) {
  const tag = randomBytes(4).toString("hex");
  const subdomains = Array.from({ length: count }, (_, at) => `ecole-${tag}-${at}`);
  return { subdomains, csv: fileOf(subdomains, change) };
}

export function fileOf(
  subdomains: readonly string[],
  change: (line: string, at: number) => string = (line) => line,
): string {
  const lines = subdomains.map((subdomain, at) =>
    change(`École ${subdomain};${subdomain};college;1 rue Zola;75001;Paris;0123456789;contact@${subdomain}.fr;400`, at),
  );
  return `\ufeff${[HEADINGS, ...lines].join("\r\n")}\r\n`;
}
