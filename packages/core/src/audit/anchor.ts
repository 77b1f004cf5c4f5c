import { auditSeen } from "@pepro/contracts";
import * as z from "zod";
import type { Core } from "../core.ts";
import { type Call, defineUseCase, execute, superAdmin } from "../executor/index.ts";
import { readAnchor, readAnchorsBefore, readUnanchored } from "./anchor-queries.ts";
import { isSameHash, PLATFORM_CHAIN } from "./chain.ts";
import { seenView } from "./heads.ts";
import { lossOf } from "./seen.ts";
import { openTrail, type Trail } from "./trail.ts";
import { type Checkpoint, readCheckpoint, readSeen } from "./verify-queries.ts";
import type { Break } from "./walk.ts";

/** As many heads as an entry's list holds without being cut. */
const MOST_HEADS = 100;

/** Writes into the platform's own chain where other chains are at: what is cut off or replaced there shows here. */
export const anchorAudit = defineUseCase({
  name: "audit.anchor",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: z.array(auditSeen).min(1).max(MOST_HEADS),
  output: z.void(),
  run: async ({ note }, heads) => {
    // A field called `hash` would be masked.
    const digests = heads.map(({ hash: digest, ...head }) => ({ ...head, digest }));
    note({ target: { kind: "trail", id: "heads" }, changes: { heads: digests } });
  },
});

/**
 * Anchors the heads of these chains that moved since their last anchor. One that lost what that anchor saw has no other:
 * it would vouch for what was put in its place.
 */
export async function anchorHeads(core: Core, call: Call, trails: readonly Trail[]): Promise<void> {
  const moved: z.input<typeof auditSeen>[] = [];
  for (const trail of trails.filter(isAnchored)) {
    const head = await readSeen(trail);
    const last = await readAnchor(core, trail);
    const isKnown = head && last && head.seq === last.seq && isSameHash(head.hash, last.hash);
    if (!head || isKnown || (last && (await lossOf(trail, last, await readCheckpoint(trail))))) continue;
    moved.push(seenView(trail, head));
  }
  await writeAnchors(core, call, moved);
}

/** The platform's chains that moved since their last anchor, whether or not anybody uses the schools they are about. */
export async function unanchoredOfPlatform(core: Core): Promise<Trail[]> {
  const chains = await readUnanchored(core);
  return Promise.all(chains.map((tenantId) => openTrail(core, { trail: "platform", tenantId })));
}

/** Repeats what only anchors from before a moment saw, as they saw it: those are about to be removed. */
export async function carryAnchors(core: Core, call: Call, before: Date): Promise<void> {
  await writeAnchors(core, call, await readAnchorsBefore(core, before));
}

async function writeAnchors(core: Core, call: Call, heads: readonly z.input<typeof auditSeen>[]): Promise<void> {
  for (let from = 0; from < heads.length; from += MOST_HEADS)
    await execute(core, anchorAudit, call, heads.slice(from, from + MOST_HEADS));
}

/** What anchors saw of a chain that is no longer in it. */
export async function lostAnchor(core: Core, trail: Trail, checkpoint: Checkpoint | undefined): Promise<Break | null> {
  if (!isAnchored(trail)) return null;
  // The last before a checkpoint tells whether a pruning removed what it was not to.
  const anchors = [await readAnchor(core, trail), checkpoint && (await readAnchor(core, trail, checkpoint.seq))];
  for (const anchor of anchors)
    if (anchor && (await lossOf(trail, anchor, checkpoint))) return { kind: "anchor_lost", seq: anchor.seq, id: null };
  return null;
}

/** The platform's own chain holds the anchors: one of itself would go with what it tells of. */
function isAnchored({ chain, isChained }: Trail): boolean {
  return isChained && chain !== PLATFORM_CHAIN;
}
