import { LANGUAGES, type Language, passwordResetRequest } from "@pepro/contracts";
import * as z from "zod";
import { hasUsers, RESET_MINUTES, storeOf } from "../auth/index.ts";
import { defineUseCase, everyone } from "../executor/index.ts";
import { linkTo } from "../links.ts";
import { resetMessage } from "../mail/index.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { scopeOfHost } from "../sign-in/scope.ts";

/** Where a link for a new password leads, on every host. */
export const RESET_PATH = "/password-reset/new";

/**
 * Sends a link for a new password. Whether there is an account shows neither in the answer nor in its time: the database
 * does the same for every address, and the message is made after the answer.
 */
export const requestPasswordReset = defineUseCase({
  name: "auth.requestPasswordReset",
  permission: everyone,
  access: "write",
  on: "none",
  input: passwordResetRequest,
  output: z.void(),
  run: async ({ core, tenant, meta, note, writeEntryIn, afterCommit }, { email }) => {
    note({ target: { kind: "account", id: email } });
    const scope = scopeOfHost(tenant);
    await core.auth.password.takeResetRequest(scope, email, meta);
    if (!hasUsers(scope)) return;
    const { token, user } = await storeOf(core.db, scope).transaction(async (tx) => {
      const issued = await core.auth.password.issueReset(tx, email);
      writeEntryIn(tx, tenant);
      return issued;
    });
    afterCommit(() =>
      core.mail.post("password reset", async () => {
        if (!user) return undefined;
        const link = linkTo(core.config, tenant, RESET_PATH, { token });
        const place = tenant?.schoolName ?? "PeproScolaire";
        const { email: to, firstName } = user;
        return resetMessage({ to, firstName, place, link, minutes: RESET_MINUTES, language: languageOf(tenant) });
      }),
    );
  },
});

function languageOf(tenant: ResolvedTenant | undefined): Language {
  return LANGUAGES.find((language) => language === tenant?.settings.language) ?? "fr";
}
