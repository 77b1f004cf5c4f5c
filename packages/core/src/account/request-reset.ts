import { LANGUAGES, type Language, passwordResetRequest } from "@pepro/contracts";
import * as z from "zod";
import { RESET_MINUTES } from "../auth/index.ts";
import { defineUseCase, everyone } from "../executor/index.ts";
import { linkTo } from "../links.ts";
import { resetMessage } from "../mail/index.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { scopeOfHost } from "../sign-in/scope.ts";

/** Where a link for a new password leads, on every host. */
export const RESET_PATH = "/password-reset/new";

/**
 * Sends a link for a new password. Whether there is an account shows neither in the answer nor in its time: everything
 * that depends on it happens after the answer.
 */
export const requestPasswordReset = defineUseCase({
  name: "auth.requestPasswordReset",
  permission: everyone,
  access: "write",
  on: "none",
  input: passwordResetRequest,
  output: z.void(),
  run: async ({ core, tenant, meta, note, afterCommit }, { email }) => {
    note({ target: { kind: "account", id: email } });
    const scope = scopeOfHost(tenant);
    await core.auth.password.takeResetRequest(scope, email, meta);
    afterCommit(() =>
      core.mail.post("password reset", async () => {
        const issued = core.mail.isConfigured ? await core.auth.password.issueReset(scope, email) : undefined;
        if (!issued) return undefined;
        const link = linkTo(core.config, tenant, RESET_PATH, { token: issued.token });
        const place = tenant?.schoolName ?? "PeproScolaire";
        const { firstName } = issued;
        return resetMessage({
          to: issued.email,
          firstName,
          place,
          link,
          minutes: RESET_MINUTES,
          language: languageOf(tenant),
        });
      }),
    );
  },
});

function languageOf(tenant: ResolvedTenant | undefined): Language {
  return LANGUAGES.find((language) => language === tenant?.settings.language) ?? "fr";
}
