import { type AuditTrailInput, PeproError } from "@pepro/contracts";
import type { Rows, Statement, TenantPlace } from "@pepro/db";
import type { Core } from "../core.ts";
import { requireTenantRow } from "../tenants/find.ts";
import { platformReader } from "../tenants/reader.ts";
import { placeOf } from "../tenants/row.ts";
import { CHAINED_SINCE, PLATFORM_CHAIN } from "./chain.ts";

/** A trail that can be read: the platform's, or a school's own in its schema. */
export type Trail = {
  kind: AuditTrailInput["trail"];
  /** The chain that a look at it is about: the school's, or the platform's own. */
  chain: string;
  /** False in a school whose tables are older than chains. */
  isChained: boolean;
  /** Where a school's own is. */
  place: TenantPlace | undefined;
  query<T>(statement: Statement): Promise<Rows<T>>;
};

/** A school need not be there any more for what the platform's trail says of it. @throws PeproError `not_found`, `not_provisioned` */
export async function openTrail(core: Core, { trail, tenantId }: AuditTrailInput): Promise<Trail> {
  const { db } = core;
  if (trail === "platform" || tenantId === undefined) {
    return {
      kind: "platform",
      chain: tenantId ?? PLATFORM_CHAIN,
      isChained: true,
      place: undefined,
      query: (statement) => db.queryPlatform(statement),
    };
  }
  const school = await requireTenantRow(platformReader(db), tenantId);
  if (!school.provisionedAt) throw new PeproError("not_provisioned", { tenantId: school.id });
  const place = placeOf(school);
  return {
    kind: "school",
    chain: school.id,
    isChained: school.schemaVersion >= CHAINED_SINCE,
    place,
    query: (statement) => db.queryTenant(place, statement),
  };
}
