import type { TokenPair } from "@pepro/contracts";
import { newId } from "../../ids.ts";
import { type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { invalid, readToken } from "./claims.ts";
import { signPair } from "./pair.ts";
import { revokeReused, rotate } from "./queries.ts";

/**
 * A token that comes back is in two hands, and nothing tells which is the thief's: the family ends (RFC 9700, 4.14.2).
 * That goes for the losers of a race too.
 */
export async function refresh(services: AuthServices, host: AuthScope, refreshToken: string): Promise<TokenPair> {
  const { home, claims } = await readToken(services, host, refreshToken, "refresh");
  const store = storeOf(services.db, home);
  const now = services.clock();
  const issue = { tokenId: newId(), now, expiresAt: new Date(now.getTime() + services.refreshMs) };

  const issued = await store.first(rotate(claims, issue));
  if (!issued) {
    await store.execute(revokeReused(claims, now));
    throw invalid("refresh");
  }
  return signPair(services, home, { userId: claims.user_id, familyId: claims.sid }, issue);
}
