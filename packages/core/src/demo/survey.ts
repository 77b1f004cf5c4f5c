import type { Core } from "../core.ts";
import { type Call, execute } from "../executor/index.ts";
import { type ResolvedTenant, resolvedTenantOf } from "../resolution/index.ts";
import { checkSubdomain, findTenant, platformReader, type TenantRow } from "../tenants/index.ts";
import { readState, type SchoolState } from "./queries.ts";
import { DEMO_SCHOOLS, type DemoSchool } from "./schools.ts";

type Provisioned = SchoolState & { school: DemoSchool; row: TenantRow; tenant: ResolvedTenant };
export type Filled = Provisioned & { stage: "filled" };

/** A demo school and what there is of it. */
export type Surveyed =
  | { stage: "absent"; school: DemoSchool }
  /** The name is another school's, or one's that was deleted: it is left alone. */
  | { stage: "taken"; school: DemoSchool }
  /** A control row, whose schema is missing or may be half made. */
  | { stage: "registered"; school: DemoSchool; row: TenantRow }
  | (Provisioned & { stage: "empty" })
  | Filled;

export function surveyAll(core: Core, call: Call): Promise<Surveyed[]> {
  return Promise.all(DEMO_SCHOOLS.map((school) => survey(core, call, school)));
}

export async function survey(core: Core, call: Call, school: DemoSchool): Promise<Surveyed> {
  const row = await findTenant(platformReader(core.db), school.subdomain);
  if (!row) {
    const { available } = await execute(core, checkSubdomain, call, { subdomain: school.subdomain });
    return { school, stage: available ? "absent" : "taken" };
  }
  if (row.website !== school.website) return { school, stage: "taken" };
  if (!row.provisionedAt) return { school, stage: "registered", row };
  const tenant = resolvedTenantOf(row);
  const [state] = await core.db.queryTenant<SchoolState>(tenant, readState(school));
  if (!state) throw new RangeError("a select without from gives one row");
  return { school, stage: state.isFilled ? "filled" : "empty", row, tenant, ...state };
}
