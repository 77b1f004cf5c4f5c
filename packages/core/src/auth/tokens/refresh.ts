import type { TokenPair } from "@pepro/contracts";
import { newId } from "../../ids.ts";
import { type AuthScope, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { tokenLives } from "../sessions/policy.ts";
import { invalid, readToken } from "./claims.ts";
import { signPair } from "./pair.ts";
import { revokeReused, rotate } from "./queries.ts";

/** Milliseconds in which a used token that comes back is taken for a client racing itself, in two tabs for instance. */
const RACE_MS = 10_000;

/**
 * A used token is refused. One that comes back later is in two hands, and nothing tells which is the thief's: its family
 * ends (RFC 9700, 4.14.2), which has an entry beside that of the refusal. The losers of a race are refused and end
 * nothing.
 */
export async function refresh(
  services: AuthServices,
  host: AuthScope,
  refreshToken: string,
  writeEntry?: WriteEntry,
): Promise<TokenPair> {
  const { home, claims } = await readToken(services, host, refreshToken, "refresh");
  const store = storeOf(services.db, home);
  const now = services.clock();
  const issue = { tokenId: newId(), now, expiresAt: new Date(now.getTime() + tokenLives(services, home).refreshMs) };
  const owner = { userId: claims.user_id, familyId: claims.sid };
  const pair = await signPair(services, home, owner, issue);

  const isIssued = await store.transaction(async (tx) => {
    if (!(await tx.first(rotate(claims, issue)))) return false;
    await writeEntry?.(tx, home, { userId: owner.userId });
    return true;
  });
  if (!isIssued) {
    await store.transaction(async (tx) => {
      const ended = await tx.execute(revokeReused(claims, now, new Date(now.getTime() - RACE_MS)));
      if (ended > 0)
        await writeEntry?.(tx, home, {
          userId: owner.userId,
          changes: { reused: "all tokens ended" },
          isDoubtful: true,
        });
    });
    throw invalid("refresh");
  }
  return pair;
}
