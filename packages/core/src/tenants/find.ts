import { PeproError, type TenantView } from "@pepro/contracts";
import type { Core } from "../core.ts";
import { readTenant } from "./queries.ts";
import { type PlatformReader, platformReader } from "./reader.ts";
import { type TenantRow, tenantViewOf } from "./row.ts";
import { readUsage } from "./usage.ts";

/** @throws PeproError `not_found` */
export async function requireTenantRow(reader: PlatformReader, id: string): Promise<TenantRow> {
  const row = await readTenant(reader, id);
  if (!row) throw new PeproError("not_found", { entity: "tenant", id });
  return row;
}

/** A school as everybody reads it, usage included. @throws PeproError `not_found` */
export async function viewTenant(core: Core, id: string): Promise<TenantView> {
  const row = await requireTenantRow(platformReader(core.db), id);
  return tenantViewOf(row, await readUsage(core.db, core.log, row));
}
