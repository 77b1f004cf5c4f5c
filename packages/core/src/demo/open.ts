import type { Core } from "../core.ts";
import { type Call, execute } from "../executor/index.ts";
import { provisionTenant } from "../provisioning/index.ts";
import { createTenant, type TenantRow } from "../tenants/index.ts";
import { fillDemoSchool } from "./fill.ts";
import { demoEmail } from "./schools.ts";
import { type Surveyed, survey } from "./survey.ts";

/** The hash is under way while the first school is made. */
export type Opening = { password: string; passwordHash: Promise<string> };

/** Takes a school from wherever it stands to filled. */
export async function openDemoSchool(core: Core, call: Call, found: Surveyed, opening: Opening): Promise<TenantRow> {
  const { school } = found;
  const [, passwordHash] = await Promise.all([provision(core, call, found, opening.password), opening.passwordHash]);
  const made = await survey(core, call, school);
  if (!("tenant" in made)) throw new RangeError(`${school.subdomain} was changed while it was being opened`);
  await execute(core, fillDemoSchool, { ...call, tenant: made.tenant }, { passwordHash });
  return made.row;
}

async function provision(core: Core, call: Call, found: Surveyed, password: string): Promise<void> {
  const { head, ...input } = found.school;
  const admin = { email: demoEmail(found.school, "admin"), ...head, password };
  if (found.stage === "absent") await execute(core, createTenant, call, { ...input, provisionNow: true, admin });
  if (found.stage === "registered") await execute(core, provisionTenant, call, { id: found.row.id, admin });
}
