import type { TokenPair } from "@pepro/contracts";
import type { AuthScope } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { tokenLives } from "../sessions/policy.ts";
import { signToken } from "./claims.ts";
import type { Issue } from "./queries.ts";

/** Signs the access and refresh tokens of one issue. */
export async function signPair(
  services: AuthServices,
  home: AuthScope,
  owner: { userId: string; familyId: string },
  { tokenId, now, expiresAt }: Issue,
): Promise<TokenPair> {
  const accessEnds = new Date(now.getTime() + tokenLives(services, home).accessMs);
  const [access, refresh] = await Promise.all([
    signToken(services, home, { ...owner, type: "access", issuedAt: now, expiresAt: accessEnds }),
    signToken(services, home, { ...owner, type: "refresh", tokenId, issuedAt: now, expiresAt }),
  ]);
  return { access, refresh };
}
