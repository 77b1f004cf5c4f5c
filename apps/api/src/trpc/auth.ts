import type { signInInput } from "@pepro/contracts";
import { currentSession, execute, signIn, signOut } from "@pepro/core";
import type * as z from "zod";
import { procedureFor, queryOf, router } from "./procedure.ts";

/** Browser sessions: the token lives in an httpOnly cookie of this host and is never in an answer. */
export const auth = router({
  session: queryOf(currentSession),
  signIn: procedureFor<z.input<typeof signInInput>>().mutation(async ({ ctx, input }) => {
    const { user, sessionToken, expiresAt } = await execute(ctx.core, signIn, ctx.call, input);
    ctx.session.write(sessionToken, expiresAt);
    return { user, expiresAt: expiresAt.toISOString() };
  }),
  signOut: procedureFor<void>().mutation(async ({ ctx }) => {
    const sessionToken = ctx.session.token;
    if (sessionToken) await execute(ctx.core, signOut, ctx.call, { sessionToken });
    ctx.session.clear();
  }),
});
