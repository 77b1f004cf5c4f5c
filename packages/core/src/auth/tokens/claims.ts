import { PeproError } from "@pepro/contracts";
import { decodeJwt, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { newId } from "../../ids.ts";
import { type AuthScope, PLATFORM } from "../scope.ts";
import type { AuthServices } from "../services.ts";

export type TokenType = "access" | "refresh";

/** What a token says: whose it is, of which family, and, unless it is the platform's, of which school. */
export type Claims = {
  token_type: TokenType;
  user_id: string;
  /** The family. */
  sid: string;
  jti: string;
  tenant?: string;
};

const ALGORITHM = "HS256";
const REQUIRED = ["token_type", "user_id", "sid", "jti", "iat", "exp"];

export async function signToken(
  { keys }: AuthServices,
  home: AuthScope,
  claims: { type: TokenType; userId: string; familyId: string; tokenId?: string; issuedAt: Date; expiresAt: Date },
): Promise<string> {
  const tenant = home.kind === "tenant" ? { tenant: home.tenant.id } : {};
  return new SignJWT({ token_type: claims.type, user_id: claims.userId, sid: claims.familyId, ...tenant })
    .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
    .setJti(claims.tokenId ?? newId())
    .setIssuedAt(claims.issuedAt)
    .setExpirationTime(claims.expiresAt)
    .sign(await keys.of(home));
}

/**
 * Reads a token presented on a host.
 * @param expected the type it must be; undefined takes either
 * @returns its claims and its home: the host's school, or the platform
 * @throws PeproError `token_invalid`
 */
export async function readToken(
  { keys, clock }: AuthServices,
  host: AuthScope,
  token: string,
  expected?: TokenType,
): Promise<{ home: AuthScope; claims: Claims }> {
  const tokenType = expected ?? "refresh";
  try {
    const home = homeOf(decodeJwt(token), host);
    const { payload } = await jwtVerify<Claims>(token, await keys.of(home), {
      algorithms: [ALGORITHM],
      requiredClaims: REQUIRED,
      currentDate: clock(),
    });
    if (expected && payload.token_type !== expected)
      throw new PeproError("token_invalid", { tokenType, reason: "wrong_type" });
    return { home, claims: payload };
  } catch (error) {
    if (error instanceof PeproError) throw error;
    throw invalid(tokenType, error);
  }
}

/** Chooses the key only; the signature made with it then vouches for the claim that chose. */
function homeOf({ tenant }: JWTPayload, host: AuthScope): AuthScope {
  if (tenant === undefined) return PLATFORM;
  if (host.kind === "tenant" && tenant === host.tenant.id) return host;
  throw new Error("a token of another school");
}

export function invalid(tokenType: TokenType, cause?: unknown): PeproError {
  return new PeproError("token_invalid", { tokenType, reason: "invalid" }, { cause });
}
