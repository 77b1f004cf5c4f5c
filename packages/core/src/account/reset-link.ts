import { emailAddress, PeproError } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { linkTo } from "../links.ts";
import { resolvedTenantOf } from "../resolution/index.ts";
import { scopeOfHost } from "../sign-in/scope.ts";
import { findTenant, platformReader } from "../tenants/index.ts";
import { RESET_PATH } from "./request-reset.ts";

/** A link for a new password, for an operator to hand over where no e-mail is sent. */
export const makeResetLink = defineUseCase({
  name: "auth.makeResetLink",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "none",
  input: z.object({
    /** Schema, subdomain, host or id; null for the platform's own people. */
    school: z.string().trim().min(1, { error: "blank" }).max(253).nullable(),
    email: emailAddress,
  }),
  output: z.object({ link: z.string(), expiresAt: z.iso.datetime() }),
  run: async ({ core, note }, { school, email }) => {
    const row = school === null ? undefined : await findTenant(platformReader(core.db), school.toLowerCase());
    if (school !== null && !row) throw new PeproError("not_found", { entity: "tenant", id: school });
    const tenant = row && resolvedTenantOf(row);
    const issued = await core.auth.password.issueReset(scopeOfHost(tenant), email);
    if (!issued) throw new PeproError("not_found", { entity: "user", id: email });
    note({ target: { kind: "user", id: issued.userId }, ...(tenant && { tenantId: tenant.id }) });
    const link = linkTo(core.config, tenant, RESET_PATH, { token: issued.token });
    return { link, expiresAt: issued.expiresAt.toISOString() };
  },
});
