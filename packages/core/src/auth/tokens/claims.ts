import { PeproError } from "@pepro/contracts";
import { decodeJwt, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { newId } from "../../ids.ts";
import { type AuthScope, PLATFORM } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { tokenLives } from "../sessions/policy.ts";
import { isCanonical } from "./canonical.ts";

export type TokenType = "access" | "refresh";

/** What a token says: whose it is, of which family, and where its owner is at home: in a school, or on the platform. */
export type Claims = {
  token_type: TokenType;
  user_id: string;
  /** The family. */
  sid: string;
  jti: string;
  /** Seconds since 1970. */
  iat: number;
} & ({ tenant: string; home?: undefined } | { home: typeof PLATFORM_HOME; tenant?: undefined });

/** Said and not left out: a token without a home is nobody's. */
const PLATFORM_HOME = "platform";

const ALGORITHM = "HS256";
const REQUIRED = ["token_type", "user_id", "sid", "jti", "iat", "exp"];

export async function signToken(
  { keys }: AuthServices,
  home: AuthScope,
  claims: { type: TokenType; userId: string; familyId: string; tokenId?: string; issuedAt: Date; expiresAt: Date },
): Promise<string> {
  const at = home.kind === "tenant" ? { tenant: home.tenant.id } : { home: PLATFORM_HOME };
  return new SignJWT({ token_type: claims.type, user_id: claims.userId, sid: claims.familyId, ...at })
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
  services: AuthServices,
  host: AuthScope,
  token: string,
  expected?: TokenType,
): Promise<{ home: AuthScope; claims: Claims }> {
  const { keys, clock } = services;
  const tokenType = expected ?? "refresh";
  try {
    if (!isCanonical(token)) throw new Error("a token in another spelling");
    const home = homeOf(decodeJwt(token), host);
    const { payload } = await jwtVerify<Claims>(token, await keys.of(home), {
      algorithms: [ALGORITHM],
      requiredClaims: REQUIRED,
      currentDate: clock(),
    });
    if (isTooOld(services, home, payload)) throw new Error("a token older than its school allows by now");
    if (expected && payload.token_type !== expected)
      throw new PeproError("token_invalid", { tokenType, reason: "wrong_type" });
    return { home, claims: payload };
  } catch (error) {
    if (error instanceof PeproError) throw error;
    throw invalid(tokenType, error);
  }
}

/** Chooses the key only; the signature made with it then vouches for the claim that chose. */
function homeOf({ home, tenant }: JWTPayload, host: AuthScope): AuthScope {
  if (home === PLATFORM_HOME && tenant === undefined) return PLATFORM;
  if (home === undefined && host.kind === "tenant" && tenant === host.tenant.id) return host;
  throw new Error("a token of another home");
}

/** A school that shortens its sessions means the tokens already out too. */
function isTooOld(services: AuthServices, home: AuthScope, { iat, token_type }: Claims): boolean {
  const { accessMs, refreshMs } = tokenLives(services, home);
  return services.clock().getTime() >= iat * 1_000 + (token_type === "access" ? accessMs : refreshMs);
}

export function invalid(tokenType: TokenType, cause?: unknown): PeproError {
  return new PeproError("token_invalid", { tokenType, reason: "invalid" }, { cause });
}
