import type { signInInput, UserView, verifyTwoFactorInput } from "@pepro/contracts";
import {
  changePassword,
  currentSession,
  execute,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  verifyTwoFactor,
} from "@pepro/core";
import type * as z from "zod";
import { mutationOf, procedureFor, queryOf, router } from "./procedure.ts";

/** A session, or for an account with an authenticator the token that `verifyTwoFactor` takes with a code. */
export type SignInAnswer =
  | { user: UserView; twoFactor: null; expiresAt: string }
  | { user: null; twoFactor: string; expiresAt: string };

/** Browser sessions: the token lives in an httpOnly cookie of this host and is never in an answer. */
export const auth = router({
  session: queryOf(currentSession),
  signIn: procedureFor<z.input<typeof signInInput>>().mutation(async ({ ctx, input }): Promise<SignInAnswer> => {
    const answer = await execute(ctx.core, signIn, ctx.call, input);
    if (answer.challenge) {
      const { token, expiresAt } = answer.challenge;
      return { user: null, twoFactor: token, expiresAt: expiresAt.toISOString() };
    }
    ctx.session.write(answer.sessionToken, answer.expiresAt);
    return { user: answer.user, twoFactor: null, expiresAt: answer.expiresAt.toISOString() };
  }),
  verifyTwoFactor: procedureFor<z.input<typeof verifyTwoFactorInput>>().mutation(async ({ ctx, input }) => {
    const { user, sessionToken, expiresAt } = await execute(ctx.core, verifyTwoFactor, ctx.call, input);
    ctx.session.write(sessionToken, expiresAt);
    return { user, expiresAt: expiresAt.toISOString() };
  }),
  signOut: procedureFor<void>().mutation(async ({ ctx }) => {
    const sessionToken = ctx.session.token;
    if (sessionToken) await execute(ctx.core, signOut, ctx.call, { sessionToken });
    ctx.session.clear();
  }),
  changePassword: mutationOf(changePassword),
  requestPasswordReset: mutationOf(requestPasswordReset),
  resetPassword: mutationOf(resetPassword),
});
