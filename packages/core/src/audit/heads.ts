import { type AuditLoss, auditComparison, auditStatement, isPeproError } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, execute, superAdmin } from "../executor/index.ts";
import { canonicalJson } from "./canonical.ts";
import { bytesOf, hexOf } from "./chain.ts";
import { lossOf, type Seen } from "./seen.ts";
import { openTrail, type Trail } from "./trail.ts";
import { listChains } from "./verify.ts";
import { readCheckpoint, readSeen, wasDeleted } from "./verify-queries.ts";

const FORM = "pepro audit heads 1";

export function seenView({ kind, chain }: Pick<Trail, "kind" | "chain">, { seq, hash, at }: Seen) {
  return { trail: kind, chain, seq, hash: hexOf(hash), at: at.toISOString() };
}

/** Where every chain is at, signed: kept elsewhere, it shows later what was cut off or made anew, by whomever. */
export const stateHeads = defineUseCase({
  name: "audit.heads",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: z.void(),
  output: auditStatement,
  run: async (context) => {
    const { core, now } = context;
    const heads = [];
    for (const chain of await execute(core, listChains, context, undefined)) {
      const trail = await openTrail(core, chain);
      const head = trail.isChained ? await readSeen(trail) : undefined;
      if (head) heads.push(seenView(trail, head));
    }
    const statement = { form: FORM, at: now.toISOString(), heads } as const;
    return { ...statement, signature: await core.signer.sign(canonicalJson(statement)) };
  },
});

/** What became of the heads of a statement; nothing is compared of one that is not ours, or was changed. */
export const compareHeads = defineUseCase({
  name: "audit.compare",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: auditStatement,
  output: auditComparison,
  run: async ({ core }, { signature, ...statement }) => {
    const isGenuine = await core.signer.verify(canonicalJson(statement), signature);
    const lost: AuditLoss[] = [];
    const platform = await openTrail(core, { trail: "platform" });
    for (const { trail: kind, chain, seq, hash, at } of isGenuine ? statement.heads : []) {
      const trail = await openTrail(core, { trail: kind, tenantId: chain }).catch(absent);
      if (!trail && (await wasDeleted(platform, chain))) continue;
      const seen = { seq, hash: bytesOf(hash), at: new Date(at) };
      const how = trail ? await lossOf(trail, seen, await readCheckpoint(trail)) : "cut";
      if (how) lost.push({ trail: kind, chain, seq, how });
    }
    return { isGenuine, at: statement.at, compared: isGenuine ? statement.heads.length : 0, lost };
  },
});

/** A school that is not there; what failed otherwise says nothing of its chain. */
function absent(error: unknown): undefined {
  if (!isPeproError(error, "not_found") && !isPeproError(error, "not_provisioned")) throw error;
}
