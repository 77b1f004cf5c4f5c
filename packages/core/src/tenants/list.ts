import { listTenantsInput, tenantPage } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { latestVersion } from "../migrations/index.ts";
import { listTenantRows } from "./queries.ts";
import { platformReader } from "./reader.ts";
import { tenantViewOf } from "./row.ts";
import { readUsage } from "./usage.ts";

export const listTenants = defineUseCase({
  name: "tenants.list",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: listTenantsInput,
  output: tenantPage,
  run: async ({ core }, input) => {
    const latest = latestVersion(core.migrations.tenant);
    const { count, rows } = await listTenantRows(platformReader(core.db), input, latest);
    const items = await Promise.all(
      rows.map(async (row) => tenantViewOf(row, await readUsage(core.db, core.log, row))),
    );
    return { count, page: input.page, pageSize: input.pageSize, items };
  },
});
