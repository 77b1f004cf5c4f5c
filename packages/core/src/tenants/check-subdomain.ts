import { domainUrl, schemaNameOf, subdomain } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { isNameTaken } from "./queries.ts";
import { platformReader } from "./reader.ts";

/** Whether a subdomain could be opened now, and the rule that forbids it otherwise: for forms, as it is typed. */
export const checkSubdomain = defineUseCase({
  name: "tenants.checkSubdomain",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: z.object({ subdomain: z.string().max(300) }),
  output: z.object({ available: z.boolean(), rule: z.string().nullable() }),
  run: async ({ core }, input) => {
    const parsed = subdomain.safeParse(input.subdomain);
    if (!parsed.success) return refused(parsed.error.issues[0]?.message ?? "subdomain_characters");
    const host = `${parsed.data}.${core.config.baseDomain}`;
    if (!domainUrl.safeParse(host).success) return refused("subdomain_too_long");
    if (core.config.mainHosts.includes(host)) return refused("subdomain_taken");
    const names = { subdomain: parsed.data, schemaName: schemaNameOf(parsed.data), host };
    return (await isNameTaken(platformReader(core.db), names)) ? refused("subdomain_taken") : FREE;
  },
});

const FREE = { available: true, rule: null };

function refused(rule: string) {
  return { available: false, rule };
}
