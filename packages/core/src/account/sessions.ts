import { PeproError, sessionView } from "@pepro/contracts";
import * as z from "zod";
import { endSession, endSessions, listSessions } from "../auth/index.ts";
import { defineUseCase, ownAccount, signedIn } from "../executor/index.ts";
import { endStaysWith, noteEnd, stayOf } from "../impersonation/end-with-account.ts";
import { personOf } from "../sign-in/person.ts";
import { scopeOfActor } from "../sign-in/scope.ts";

/** Where the account is signed in: browsers, and clients that hold tokens. */
export const listOwnSessions = defineUseCase({
  name: "sessions.list",
  permission: ownAccount(signedIn),
  access: "read",
  on: "account",
  input: z.void(),
  output: z.array(sessionView),
  run: ({ actor, tenant, tx, now }) => {
    const { userId, sessionId } = personOf(actor);
    return listSessions(tx, scopeOfActor(actor, tenant), userId, sessionId, now);
  },
});

/** Ends one of them, on whatever device it is. */
export const revokeSession = defineUseCase({
  name: "sessions.revoke",
  permission: ownAccount(signedIn),
  access: "write",
  on: "account",
  input: z.object({ id: z.uuid() }),
  output: z.object({ wasCurrent: z.boolean() }),
  run: async ({ core, actor, tenant, tx, now, note, afterCommit }, { id }) => {
    const { userId, sessionId } = personOf(actor);
    note({ target: { kind: "session", id } });
    const stay = await stayOf(tx, scopeOfActor(actor, tenant), id);
    if (stay) afterCommit(() => noteEnd(core, stay, actor, now));
    if (!(await endSession(tx, userId, id, now))) throw new PeproError("not_found", { entity: "session", id });
    return { wasCurrent: id === sessionId };
  },
});

/** Signs out everywhere: of every other device, or of this one too. Stays in schools, and in this account, end with it. */
export const revokeSessions = defineUseCase({
  name: "sessions.revokeAll",
  permission: ownAccount(signedIn),
  access: "write",
  on: "account",
  input: z.object({ keepCurrent: z.boolean().default(true) }),
  output: z.object({ ended: z.int() }),
  run: async (context, { keepCurrent }) => {
    const { actor, tenant, tx, now, note } = context;
    const { userId, sessionId } = personOf(actor);
    const ended = await endSessions(tx, userId, keepCurrent ? sessionId : null, now);
    await endStaysWith(context, tx, scopeOfActor(actor, tenant), userId);
    note({ target: { kind: "user", id: userId }, changes: { sessionsEnded: ended } });
    return { ended };
  },
});
