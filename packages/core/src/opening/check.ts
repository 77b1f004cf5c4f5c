import { openingCheck, openingFile } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { platformReader } from "../tenants/reader.ts";
import { planOf } from "./plan.ts";

/** What a file would open, and every fault of it; nothing is written. */
export const checkOpening = defineUseCase({
  name: "opening.check",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: openingFile,
  output: openingCheck,
  run: async ({ core }, { csv }) => {
    const { faults, rows } = await planOf(platformReader(core.db), core.config, csv);
    return {
      faults: [...faults],
      rows: rows.map(({ line, input, outcome, differences }) => ({
        ...{ line, subdomain: input.subdomain, schoolName: input.schoolName, outcome },
        differences: [...differences],
      })),
    };
  },
});
