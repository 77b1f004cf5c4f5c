import type { CoreConfig } from "./core.ts";
import type { ResolvedTenant } from "./resolution/index.ts";

/**
 * An address on a school's own host, or without a school on the main host. Scheme and port are those of the
 * installation's public address, whatever host a request came by.
 */
export function linkTo(
  config: Pick<CoreConfig, "publicUrl">,
  tenant: Pick<ResolvedTenant, "domainUrl"> | undefined,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const url = new URL(path, config.publicUrl);
  if (tenant) url.hostname = tenant.domainUrl;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
