import { isSameHash } from "./chain.ts";
import type { Trail } from "./trail.ts";
import { type Checkpoint, type Link, readHashAt } from "./verify-queries.ts";

/** A chain's last entry as it was once seen, and when that entry was made. */
export type Seen = Link & { at: Date };

/**
 * What became of an entry that was seen: undefined while it is where it was, or was removed by a pruning that may have
 * removed it. `cut`: it is gone; `rewritten`: another one is in its place.
 */
export async function lossOf(
  trail: Trail,
  seen: Seen,
  checkpoint: Checkpoint | undefined,
): Promise<"cut" | "rewritten" | undefined> {
  const hash = await readHashAt(trail, seen.seq);
  if (hash) return isSameHash(hash, seen.hash) ? undefined : "rewritten";
  if (!checkpoint || seen.seq > checkpoint.seq || seen.at >= checkpoint.before) return "cut";
  return seen.seq < checkpoint.seq || isSameHash(seen.hash, checkpoint.hash) ? undefined : "rewritten";
}
