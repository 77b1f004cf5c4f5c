import type { Contexts } from "../executor/index.ts";
import { announceChange, directoryKeys } from "../resolution/index.ts";
import { readHosts } from "./queries.ts";

/** Makes every process forget a school's hosts, the ones it has now and any it just lost. */
export async function tenantChanged(
  context: Contexts["platform"],
  tenant: { id: string; subdomain: string },
  lostHosts: readonly string[] = [],
): Promise<void> {
  const keys = directoryKeys(tenant.subdomain, [...(await readHosts(context.tx, tenant.id)), ...lostHosts]);
  await context.tx.query(announceChange(keys));
  context.afterCommit(() => context.core.resolver.directory.invalidate(keys));
}
