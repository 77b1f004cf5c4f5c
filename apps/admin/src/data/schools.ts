import type { createTenantInput, listTenantsInput } from "@pepro/contracts";
import { action, json, query } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";
import { fleetOverview } from "./overview.ts";

export type ListSchools = z.input<typeof listTenantsInput>;
export type SchoolRow = Awaited<ReturnType<typeof listSchools>>["items"][number];
export type CreateSchool = z.input<typeof createTenantInput>;

/** One page of schools, as filters and order ask for. Whoever looks for the latest does not look for the never used. */
export const listSchools = query(
  (input: ListSchools) => client.tenants.list.query({ ...input, emptyLast: true }),
  "schools",
);

/** Whether a subdomain could be taken now, and the rule that forbids it otherwise. */
export function checkSubdomain(subdomain: string) {
  return client.tenants.checkSubdomain.query({ subdomain });
}

/** What every school's host ends with; the check says it of any subdomain, of none, too. */
export const schoolsDomain = query(async () => (await checkSubdomain("")).baseDomain, "schools-domain");

/** Registers a school; nothing of it is made yet. @throws PeproClientError `subdomain_taken`, `schema_taken` */
export const createSchool = action(async (input: CreateSchool) => {
  const { tenant } = await client.tenants.create.mutate({ ...input, provisionNow: false });
  return json(tenant, { revalidate: [listSchools.key, fleetOverview.key] });
}, "createSchool");
