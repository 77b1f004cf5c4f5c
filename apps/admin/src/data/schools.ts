import type { listTenantsInput } from "@pepro/contracts";
import { query } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";

export type ListSchools = z.input<typeof listTenantsInput>;

/** One page of schools, as filters and order ask for. */
export const listSchools = query((input: ListSchools) => client.tenants.list.query(input), "schools");
