import type { MemberRole } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import type { AuthScope, WriteEntry } from "../auth/index.ts";
import type { Actor, Proved } from "../executor/actor.ts";
import type { Contexts } from "../executor/index.ts";
import { type NamedRow, selectNamed } from "./queries.ts";

/**
 * Puts the entry of what is done to an account into the transaction that does it, in the trail of where the account is.
 * Who the door did not know, and has shown to be the account's owner, is the entry's actor.
 */
export function accountEntry({ actor, note, writeEntryIn }: Contexts["none"]): WriteEntry {
  return async (tx, home, { userId, changes, isDoubtful = false }) => {
    note({ ...(userId !== undefined && { target: { kind: "user", id: userId } }), ...(changes && { changes }) });
    if (userId !== undefined && !isDoubtful && !isKnownAs(actor, userId)) await noteOwner(tx, home, userId, note);
    writeEntryIn(tx, home.kind === "tenant" ? home.tenant : undefined);
  };
}

function isKnownAs(actor: Actor, userId: string): boolean {
  return "userId" in actor && actor.userId === userId;
}

async function noteOwner(tx: Tx, home: AuthScope, userId: string, note: Contexts["none"]["note"]): Promise<void> {
  const row = await tx.first<NamedRow>(selectNamed(userId));
  if (row) note({ actor: provedOf(home, { userId, email: row.email }, row.user_type as MemberRole) });
}

function provedOf(home: AuthScope, who: { userId: string; email: string }, role: MemberRole): Proved {
  return home.kind === "platform"
    ? { kind: "superadmin", ...who }
    : { kind: "member", tenantId: home.tenant.id, role, ...who };
}
