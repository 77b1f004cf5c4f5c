import { type AuthScope, hasUsers, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { deleteSession } from "./queries.ts";
import { hashToken } from "./token-hash.ts";

/** Not by the library, which looks the session up first and takes a failed look-up for a session that is gone. */
export async function signOut({ db }: AuthServices, scope: AuthScope, sessionToken: string): Promise<void> {
  if (!hasUsers(scope)) return;
  await storeOf(db, scope).execute(deleteSession(await hashToken(sessionToken)));
}
