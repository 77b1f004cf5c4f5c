import {
  AUDIT_KEPT_DAYS,
  PeproError,
  type PruneAuditOutput,
  pruneAuditInput,
  pruneAuditOutput,
} from "@pepro/contracts";
import { transaction, type WritingTx } from "@pepro/db";
import type { Core } from "../core.ts";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { anchorHeads, carryAnchors } from "./anchor.ts";
import { genesisOf, hexOf, PLATFORM_CHAIN } from "./chain.ts";
import { auditEntryOf } from "./entry.ts";
import {
  insertCheckpoint,
  lockPruning,
  ownerOpening,
  readLastBefore,
  removeThrough,
  removeUnchained,
} from "./prune-queries.ts";
import { insertPlatformEntry, insertTenantEntry } from "./queries.ts";
import { openTrail, type Trail } from "./trail.ts";
import { verifyChain } from "./verify.ts";
import { type Link, readCheckpoint } from "./verify-queries.ts";

const DAY_MS = 86_400_000;

/**
 * Removes a chain's entries from before a moment and leaves a checkpoint behind which it goes on. A broken chain is left
 * as it is: what broke it must not go unseen.
 *
 * Only the owner may remove entries, so this runs in a transaction of the owner's and writes its own entry there, into
 * the very chain it shortens: a checkpoint that no such entry vouches for is a break.
 */
export const pruneAudit = defineUseCase({
  name: "audit.prune",
  permission: superAdmin,
  access: "composed",
  on: "none",
  input: pruneAuditInput,
  output: pruneAuditOutput,
  run: async (context, input) => {
    const { core, actor, meta, now } = context;
    const before = new Date(input.before);
    refuseRecent(before, now, input.force);
    const trail = await openTrail(core, input);
    const { broken } = await verifyChain(core, trail, now);
    if (broken) throw new PeproError("audit_broken", { chain: trail.chain, kind: broken.kind, seq: broken.seq });
    const checkpoint = await readCheckpoint(trail);
    const start: Link = checkpoint ?? { seq: 0, hash: await genesisOf(trail.chain) };
    const { kind, chain } = trail;
    if (!trail.isChained) return { trail: kind, chain, removed: 0, checkpoint: null };

    if (chain === PLATFORM_CHAIN) await carryAnchors(core, context, before);
    const pruned = await asOwner(core, trail, async (tx): Promise<PruneAuditOutput> => {
      await tx.query(lockPruning(trail));
      const last = await readLastBefore(tx, trail, before);
      const entries = last ? await removeThrough(tx, trail, last.seq) : 0;
      const unchained = await removeUnchained(tx, trail, before, entries > 0);
      if (entries + unchained === 0) return { trail: kind, chain, removed: 0, checkpoint: null };
      const through = last ?? start;
      await tx.query(insertCheckpoint(chain, through, { entries, unchained, before }));
      const point = { seq: through.seq, digest: hexOf(through.hash) };
      const changes = { before: before.toISOString(), removed: entries + unchained, through: point };
      const target = { kind: "trail", id: kind };
      const ending = { action: pruneAudit.name, outcome: "done", at: now } as const;
      const entry = auditEntryOf(
        ending,
        { actor, meta },
        { target, changes, ...(input.tenantId && { tenantId: chain }) },
      );
      tx.atCommit(kind === "school" ? insertTenantEntry(entry, chain) : insertPlatformEntry(entry));
      return {
        trail: kind,
        chain,
        removed: entries + unchained,
        checkpoint: { seq: through.seq, hash: point.digest },
      };
    });
    if (pruned.removed > 0) await anchorHeads(core, context, [trail]);
    return pruned;
  },
});

function refuseRecent(before: Date, now: Date, force: boolean): void {
  const keptDays = force ? AUDIT_KEPT_DAYS.always : AUDIT_KEPT_DAYS.unlessForced;
  if (before.getTime() > now.getTime() - keptDays * DAY_MS) throw new PeproError("audit_too_recent", { keptDays });
}

function asOwner<T>(core: Core, { place }: Trail, work: (tx: WritingTx) => Promise<T>): Promise<T> {
  const clusterId = place?.clusterId ?? core.installation.controlClusterId;
  return transaction(core.db.owner(clusterId), ownerOpening(place?.schema ?? "public"), work);
}
