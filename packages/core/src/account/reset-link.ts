import { emailAddress, PeproError } from "@pepro/contracts";
import * as z from "zod";
import { hasUsers, storeOf } from "../auth/index.ts";
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
  run: async ({ core, note, writeEntryIn }, { school, email }) => {
    const row = school === null ? undefined : await findTenant(platformReader(core.db), school.toLowerCase());
    if (school !== null && !row) throw new PeproError("not_found", { entity: "tenant", id: school });
    const tenant = row && resolvedTenantOf(row);
    const unknown = () => new PeproError("not_found", { entity: "user", id: email });
    const scope = scopeOfHost(tenant);
    if (!hasUsers(scope)) throw unknown();
    const issued = await storeOf(core.db, scope).transaction(async (tx) => {
      const { token, expiresAt, user } = await core.auth.password.issueReset(tx, email);
      if (!user) throw unknown();
      note({ target: { kind: "user", id: user.id }, ...(tenant && { tenantId: tenant.id }) });
      writeEntryIn(tx, tenant);
      return { token, expiresAt };
    });
    const link = linkTo(core.config, tenant, RESET_PATH, { token: issued.token });
    return { link, expiresAt: issued.expiresAt.toISOString() };
  },
});
