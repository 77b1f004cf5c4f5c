/**
 * What schools' addresses end with, from the address of the dashboard: it is served on the base domain, or on `admin.`
 * or `www.` of it.
 */
export function baseDomain(hostname: string = location.hostname): string {
  return hostname.replace(/^(admin|www)\./, "");
}
