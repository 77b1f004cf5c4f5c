import { PeproError, sessionView } from "@pepro/contracts";
import * as z from "zod";
import { endSession, endSessions, listSessions } from "../auth/index.ts";
import { defineUseCase, ownIdentity, signedIn } from "../executor/index.ts";
import { personOf } from "../sign-in/person.ts";
import { scopeOfActor } from "../sign-in/scope.ts";

/** Where the account is signed in: browsers, and clients that hold tokens. */
export const listOwnSessions = defineUseCase({
  name: "sessions.list",
  permission: ownIdentity(signedIn),
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
  permission: ownIdentity(signedIn),
  access: "write",
  on: "account",
  input: z.object({ id: z.uuid() }),
  output: z.object({ wasCurrent: z.boolean() }),
  run: async ({ actor, tx, now, note }, { id }) => {
    const { userId, sessionId } = personOf(actor);
    note({ target: { kind: "session", id } });
    if (!(await endSession(tx, userId, id, now))) throw new PeproError("not_found", { entity: "session", id });
    return { wasCurrent: id === sessionId };
  },
});

/** Signs out everywhere: of every other device, or of this one too. */
export const revokeSessions = defineUseCase({
  name: "sessions.revokeAll",
  permission: ownIdentity(signedIn),
  access: "write",
  on: "account",
  input: z.object({ keepCurrent: z.boolean().default(true) }),
  output: z.object({ ended: z.int() }),
  run: async ({ actor, tx, now, note }, { keepCurrent }) => {
    const { userId, sessionId } = personOf(actor);
    const ended = await endSessions(tx, userId, keepCurrent ? sessionId : null, now);
    note({ target: { kind: "user", id: userId }, changes: { sessionsEnded: ended } });
    return { ended };
  },
});
