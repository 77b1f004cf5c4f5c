import type { TenantSettings, UpdateTenantInput } from "@pepro/contracts";
import { action, json, query, reload } from "@solidjs/router";
import { client } from "./client.ts";
import { fleetOverview } from "./overview.ts";
import { listSchools } from "./schools.ts";

/** One school with its settings and hosts. @throws PeproClientError `not_found` */
export const school = query((id: string) => client.tenants.get.query({ id }), "school");

/** Who and how much is in it, read in its own schema. */
export const schoolStats = query((id: string) => client.tenants.stats.query({ id }), "school-stats");

/** What was done last to it and in it. */
export const schoolActivity = query(
  (id: string) => client.tenants.activity.query({ id, limit: 20 }),
  "school-activity",
);

/** Name, address, colours, quotas: what is given is changed, the rest stays. */
export const updateSchool = action(async (changes: UpdateTenantInput) => {
  await client.tenants.update.mutate(changes);
  return everything();
}, "updateSchool");

/** Replaces the whole map of modules. */
export const updateSchoolModules = action(async (id: string, modulesEnabled: Record<string, boolean>) => {
  await client.tenants.updateModules.mutate({ id, modulesEnabled });
  return everything();
}, "updateSchoolModules");

export const updateSchoolSettings = action(async (tenantId: string, settings: Partial<TenantSettings>) => {
  await client.tenants.updateSettings.mutate({ tenantId, settings });
  return everything();
}, "updateSchoolSettings");

/** @throws PeproClientError `domain_taken`, `domain_invalid` */
export const addSchoolDomain = action(async (input: { tenantId: string; domain: string; isPrimary: boolean }) => {
  await client.tenants.addDomain.mutate(input);
  return everything();
}, "addSchoolDomain");

export const removeSchoolDomain = action(async (input: { tenantId: string; id: string }) => {
  await client.tenants.removeDomain.mutate(input);
  return everything();
}, "removeSchoolDomain");

/** Lets a school answer again, or refuse everybody at once. */
export const switchSchool = action(async (id: string, isActive: boolean) => {
  await client.tenants[isActive ? "activate" : "deactivate"].mutate({ id });
  return everything();
}, "switchSchool");

/** @returns when its data will be purged. */
export const deleteSchool = action(async (id: string) => {
  const { purgeAfter } = await client.tenants.delete.mutate({ id });
  // Asking again for what is gone would break the page that is about to be left.
  for (const gone of [school, schoolStats, schoolActivity]) query.delete(gone.keyFor(id));
  return json({ purgeAfter }, { revalidate: [listSchools.key, fleetOverview.key] });
}, "deleteSchool");

/** A change of a school shows in its own pages, its trail, the list and the fleet: all of it is asked for again. */
function everything(): Response {
  return reload();
}
