import { type ErrorCode, isPeproError } from "@pepro/contracts";
import { addressKey } from "../auth/attempts/address.ts";
import { KEY_RATE } from "../auth/attempts/limits.ts";
import { takeOne } from "../auth/attempts/take.ts";
import { PLATFORM } from "../auth/scope.ts";
import type { Core } from "../core.ts";
import type { Call } from "./execute.ts";
import type { UseCase } from "./use-case.ts";

/** Refusals that come of an attempt which was counted before it was made: there are no more of them than attempts. */
const COUNTED_BEFORE: readonly ErrorCode[] = [
  ...(["invalid_credentials", "user_inactive", "two_factor_required", "two_factor_invalid"] as const),
  ...(["password_incorrect", "reset_link_invalid", "api_key_invalid"] as const),
];

/**
 * Whether a refusal gets its entry: anybody can be refused as often as they like, and a trail is no place to fill a disk
 * from. Of nobody's they are counted by address, of reads by whoever reads; every refused write of somebody's is written.
 */
export async function isWithinMeasure(
  { db }: Core,
  access: UseCase["access"],
  { actor, meta, now = new Date() }: Call,
  error: unknown,
): Promise<boolean> {
  const isNobodys = actor.kind === "anonymous";
  if (!isNobodys && access !== "read") return true;
  if (isPeproError(error) && COUNTED_BEFORE.includes(error.code)) return true;
  const who = "userId" in actor ? actor.userId : "keyId" in actor ? actor.keyId : addressKey(meta.ipAddress);
  try {
    await takeOne({ db, clock: () => now }, PLATFORM, `refusal:${who}`, KEY_RATE);
    return true;
  } catch (full) {
    if (isPeproError(full, "too_many_attempts")) return false;
    throw full;
  }
}
