import {
  activateSuperAdmin,
  addSuperAdmin,
  deactivateSuperAdmin,
  endMemberSessions,
  endOneImpersonation,
  execute,
  listImpersonations,
  listMembers,
  listSuperAdmins,
  resetMemberTwoFactor,
  resetSuperAdminTwoFactor,
  startImpersonation,
  stopImpersonation,
} from "@pepro/core";
import { mutationOf, procedureFor, queryOf, router } from "./procedure.ts";

/** The platform's own people. */
export const superAdmins = router({
  list: queryOf(listSuperAdmins),
  create: mutationOf(addSuperAdmin),
  activate: mutationOf(activateSuperAdmin),
  deactivate: mutationOf(deactivateSuperAdmin),
  resetTwoFactor: mutationOf(resetSuperAdminTwoFactor),
});

/** A school's users, for super-admins. */
export const members = router({
  list: queryOf(listMembers),
  endSessions: mutationOf(endMemberSessions),
  resetTwoFactor: mutationOf(resetMemberTwoFactor),
});

/** Super-admins in a school as one of its users. */
export const impersonation = router({
  start: mutationOf(startImpersonation),
  list: queryOf(listImpersonations),
  end: mutationOf(endOneImpersonation),
  /** From within, on the school's host. */
  stop: procedureFor<void>().mutation(async ({ ctx }) => {
    const answer = await execute(ctx.core, stopImpersonation, ctx.call, undefined);
    ctx.session.clear();
    return answer;
  }),
});
