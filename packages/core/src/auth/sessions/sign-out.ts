import { type AuthScope, hasUsers, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { deleteSession } from "./queries.ts";
import { hashToken } from "./token-hash.ts";

/** Not by the library, which looks the session up first and takes a failed look-up for a session that is gone. */
export async function signOut(
  { db }: AuthServices,
  scope: AuthScope,
  sessionToken: string,
  writeEntry?: WriteEntry,
): Promise<void> {
  if (!hasUsers(scope)) return;
  const tokenHash = await hashToken(sessionToken);
  await storeOf(db, scope).transaction(async (tx) => {
    const ended = await tx.first<{ user_id: string }>(deleteSession(tokenHash));
    // A session that is none of this school's is no business of its trail.
    if (ended) await writeEntry?.(tx, scope, { userId: ended.user_id });
  });
}
