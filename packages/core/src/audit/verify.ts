import { type AuditChainState, auditChainState, auditTrailInput } from "@pepro/contracts";
import * as z from "zod";
import type { Core } from "../core.ts";
import { defineUseCase, hostAdmin, orKey, superAdmin } from "../executor/index.ts";
import { lostAnchor } from "./anchor.ts";
import { hexOf, PLATFORM_CHAIN } from "./chain.ts";
import { requireReadable } from "./readable.ts";
import { openTrail, type Trail } from "./trail.ts";
import {
  type Checkpoint,
  type Link,
  mustHaveChain,
  mustHaveOwnChain,
  readPlatformChains,
  readSchoolsWithTrail,
  readUnchained,
} from "./verify-queries.ts";
import { type Break, type Walked, walkChain } from "./walk.ts";

/** Whether a chain holds, from its beginning or its newest checkpoint to its head; where it first does not. */
export const verifyAudit = defineUseCase({
  name: "audit.verify",
  permission: orKey(hostAdmin, "audit:read"),
  access: "read",
  on: "none",
  input: auditTrailInput,
  output: auditChainState,
  run: async (context, input) => {
    requireReadable(context, input);
    const trail = await openTrail(context.core, input);
    return verifyChain(context.core, trail, context.now);
  },
});

/** What there is to verify: every chain of the platform's trail, then each school's own. */
export const listChains = defineUseCase({
  name: "audit.chains",
  permission: orKey(superAdmin, "audit:read"),
  access: "read",
  on: "none",
  input: z.void(),
  output: z.array(auditTrailInput),
  run: async ({ core }) => {
    const platform = await openTrail(core, { trail: "platform" });
    const chains = await readPlatformChains(platform);
    const schools = await readSchoolsWithTrail(platform);
    return [
      ...chains.map((chain) => ({ trail: "platform" as const, ...(chain !== PLATFORM_CHAIN && { tenantId: chain }) })),
      ...schools.map((tenantId) => ({ trail: "school" as const, tenantId })),
    ];
  },
});

export async function verifyChain(core: Core, trail: Trail, now: Date): Promise<AuditChainState> {
  const { chain } = trail;
  const walked: Walked = trail.isChained
    ? await walkChain(trail, now)
    : { entries: 0, first: undefined, checkpoint: undefined, head: undefined, broken: undefined };
  const { entries, first, checkpoint, head } = walked;
  const unchained = await readUnchained(trail, first?.id);
  const broken =
    walked.broken ??
    strayOf(unchained.stray) ??
    (await lostChain(trail, walked)) ??
    (await lostAnchor(core, trail, checkpoint));
  return {
    trail: trail.kind,
    chain,
    state: broken ? "broken" : entries > 0 ? "ok" : "empty",
    entries,
    unchained: unchained.count,
    since: first?.at.toISOString() ?? null,
    checkpoint: checkpoint ? checkpointView(checkpoint) : null,
    head: head ? linkView(head) : null,
    broken: broken ?? null,
  };
}

function strayOf(id: number | null): Break | undefined {
  return id === null ? undefined : { kind: "unchained", seq: null, id };
}

/** A chain of which nothing at all is left, not even its head. */
async function lostChain(trail: Trail, { entries }: Walked): Promise<Break | undefined> {
  if (trail.kind === "school" || entries > 0) return undefined;
  const isLost = trail.chain === PLATFORM_CHAIN ? await mustHaveOwnChain(trail) : await mustHaveChain(trail);
  return isLost ? { kind: "missing", seq: 1, id: null } : undefined;
}

function linkView({ seq, hash }: Link) {
  return { seq, hash: hexOf(hash) };
}

function checkpointView(checkpoint: Checkpoint) {
  const { before, entries, unchained } = checkpoint;
  return { ...linkView(checkpoint), before: before.toISOString(), removed: entries + unchained };
}
