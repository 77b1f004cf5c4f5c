import { domainUrl, schemaNameOf, subdomain, subdomainCheck } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { isNameTaken } from "./queries.ts";
import { platformReader } from "./reader.ts";

/** Whether a subdomain could be opened now, and the rule that forbids it otherwise: for forms, as it is typed. */
export const checkSubdomain = defineUseCase({
  name: "tenants.checkSubdomain",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: z.object({ subdomain: z.string().max(300) }),
  output: subdomainCheck,
  run: async ({ core }, input) => {
    const { baseDomain } = core.config;
    const refused = (rule: string) => ({ available: false, rule, baseDomain });
    const parsed = subdomain.safeParse(input.subdomain);
    if (!parsed.success) return refused(parsed.error.issues[0]?.message ?? "subdomain_characters");
    const host = `${parsed.data}.${baseDomain}`;
    if (!domainUrl.safeParse(host).success) return refused("subdomain_too_long");
    if (core.config.mainHosts.includes(host)) return refused("subdomain_taken");
    const names = { subdomain: parsed.data, schemaName: schemaNameOf(parsed.data), host };
    if (await isNameTaken(platformReader(core.db), names)) return refused("subdomain_taken");
    return { available: true, rule: null, baseDomain };
  },
});
