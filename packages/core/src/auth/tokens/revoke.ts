import { type AuthScope, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { invalid, readToken } from "./claims.ts";
import { revokeFamily } from "./queries.ts";

/** A token already used still says which family is meant to end. */
export async function revoke(
  services: AuthServices,
  host: AuthScope,
  refreshToken: string,
  userId: string,
  writeEntry?: WriteEntry,
): Promise<void> {
  const { home, claims } = await readToken(services, host, refreshToken, "refresh");
  if (claims.user_id !== userId) throw invalid("refresh");
  await storeOf(services.db, home).transaction(async (tx) => {
    await tx.execute(revokeFamily(claims, services.clock()));
    await writeEntry?.(tx, home, { userId });
  });
}
