import { PeproError } from "@pepro/contracts";
import type { Contexts } from "../executor/index.ts";
import { claimHost } from "./claim-host.ts";
import { promoteHost, readHost, retireMainHost } from "./queries.ts";

/** Gives a school another domain_url. The old one stays reserved to it; one it had before can come back. */
export async function changeMainHost(
  { tx, core }: Contexts["platform"],
  tenant: { id: string },
  host: string,
): Promise<void> {
  if (core.config.mainHosts.includes(host)) throw taken();
  const owned = await readHost(tx, host);
  if (owned && owned.tenantId !== tenant.id) throw taken();
  await retireMainHost(tx, tenant.id);
  if (owned) return promoteHost(tx, owned.id);
  if (!(await claimHost(tx, { tenantId: tenant.id, host, kind: "main" }))) throw taken();
}

function taken(): PeproError {
  return new PeproError("validation_failed", { issues: [{ path: ["domainUrl"], rule: "domain_url_taken" }] });
}
