import {
  confirmOwnTwoFactor,
  disableTwoFactor,
  enableTwoFactor,
  execute,
  getTwoFactor,
  listOwnSessions,
  regenerateRecoveryCodes,
  revokeSession,
  revokeSessions,
} from "@pepro/core";
import { mutationOf, procedureFor, queryOf, router } from "./procedure.ts";

/** Where the account is signed in. */
export const sessions = router({
  list: queryOf(listOwnSessions),
  revoke: procedureFor<{ id: string }>().mutation(async ({ ctx, input }) => {
    const answer = await execute(ctx.core, revokeSession, ctx.call, input);
    if (answer.wasCurrent) ctx.session.clear();
    return answer;
  }),
  revokeAll: procedureFor<{ keepCurrent?: boolean }>().mutation(async ({ ctx, input }) => {
    const answer = await execute(ctx.core, revokeSessions, ctx.call, input);
    if (input?.keepCurrent === false) ctx.session.clear();
    return answer;
  }),
});

/** The account's own authenticator. */
export const twoFactor = router({
  state: queryOf(getTwoFactor),
  enable: mutationOf(enableTwoFactor),
  confirm: mutationOf(confirmOwnTwoFactor),
  disable: mutationOf(disableTwoFactor),
  regenerateCodes: mutationOf(regenerateRecoveryCodes),
});
