import type { MemberRole, UserType } from "@pepro/contracts";
import type { Actor } from "../../executor/actor.ts";
import type { AuthScope } from "../scope.ts";

/** A school's user acts as its member, one of the platform as a super-admin. `sessionId`: the session, or token family. */
export function actorOf(
  scope: AuthScope,
  user: { id: string; email: string; user_type: UserType },
  sessionId: string,
): Actor {
  const who = { userId: user.id, email: user.email, sessionId };
  // The tables' own checks hold: a school has no super-admin, the platform nobody else.
  return scope.kind === "platform"
    ? { kind: "superadmin", ...who }
    : { kind: "member", tenantId: scope.tenant.id, role: user.user_type as MemberRole, ...who };
}
