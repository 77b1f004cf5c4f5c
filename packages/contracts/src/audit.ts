import * as z from "zod";
import { tenantId } from "./tenants.ts";

export const AUDIT_TRAILS = ["platform", "school"] as const;
export const AUDIT_OUTCOMES = ["done", "refused", "failed"] as const;
export const AUDIT_FORMATS = ["csv", "jsonl"] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/**
 * How a chain can be broken. `unchained`: an entry in no chain that was added after the chain began; `head_mismatch`: the
 * newest entries are gone, or were added past the chain; `checkpoint_unvouched`: older entries were removed by somebody
 * other than `pepro audit prune`; `anchor_lost`: what an anchor in the platform's chain saw is gone, or another one is there.
 */
export const AUDIT_BREAKS = [
  "edited",
  "missing",
  "reordered",
  "duplicate",
  "unchained",
  "head_mismatch",
  "checkpoint_unvouched",
  "anchor_lost",
] as const;
export type AuditBreak = (typeof AUDIT_BREAKS)[number];

const trailFields = {
  /** The platform's trail, or one school's own. */
  trail: z.enum(AUDIT_TRAILS).default("platform"),
  /** In the platform's trail what concerns this school; the school whose own trail it is. */
  tenantId: tenantId.optional(),
};

const text = z.string().trim().min(1).max(500);

const filterFields = {
  ...trailFields,
  /** Part of the name of who acted or really acted, or an id. */
  actor: text.optional(),
  /** An action, or the noun of several: `tenants` is all of `tenants.…`. */
  action: text.optional(),
  /** `kind:id`, a kind or an id. */
  target: text.optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  /** Entries before this moment; itself not included. */
  to: z.iso.datetime({ offset: true }).optional(),
};

type TrailFields = { trail: (typeof AUDIT_TRAILS)[number]; tenantId?: string | undefined };

/** A school's own trail is some school's. */
const namesItsSchool = ({ trail, tenantId: id }: TrailFields) => trail === "platform" || id !== undefined;
const UNNAMED = { error: "required", path: ["tenantId"] };

export const auditTrailInput = z.object(trailFields).refine(namesItsSchool, UNNAMED);
export type AuditTrailInput = z.infer<typeof auditTrailInput>;

export const auditFilter = z.object(filterFields).refine(namesItsSchool, UNNAMED);
export type AuditFilter = z.infer<typeof auditFilter>;

export const listAuditInput = z
  .object({
    ...filterFields,
    /** `next` of the page before. */
    cursor: z
      .string()
      .regex(/^\d{1,17}\.\d{1,18}$/, { error: "cursor_invalid" })
      .optional(),
    limit: z.int().min(1).max(200).default(50),
  })
  .refine(namesItsSchool, UNNAMED);
export type ListAuditInput = z.infer<typeof listAuditInput>;

export const auditEntryView = z.object({
  /** Unique in its trail. */
  id: z.int(),
  /** The school's id, or the nil UUID for what concerns none. */
  chain: z.uuid(),
  /** Place in the chain; null in an entry from before there were chains. */
  seq: z.int().nullable(),
  hash: z.string().nullable(),
  at: z.iso.datetime(),
  action: z.string(),
  outcome: z.enum(AUDIT_OUTCOMES),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), label: z.string() }),
  /** Who really acted, where somebody acted in the actor's place. */
  realActor: z.object({ id: z.string().nullable(), label: z.string() }).nullable(),
  tenantId: z.string().nullable(),
  target: z.object({ kind: z.string(), id: z.string() }).nullable(),
  /** By field, `{from, to}` where something was changed; secrets are `***`. */
  changes: z.record(z.string(), z.unknown()).nullable(),
  requestId: z.string().nullable(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const auditPage = z.object({ entries: z.array(auditEntryView), next: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPage>;

/** Where a chain is at: compare it with a later look at the same chain, kept elsewhere, to know of a rewritten one. */
const auditPoint = z.object({ seq: z.int(), hash: z.string() });

export const auditChainState = z.object({
  trail: z.enum(AUDIT_TRAILS),
  chain: z.uuid(),
  state: z.enum(["ok", "broken", "empty"]),
  /** Entries that were verified. */
  entries: z.int(),
  /** Entries from before there were chains: nothing vouches for them. */
  unchained: z.int(),
  /** The moment of the first entry that was verified. */
  since: z.iso.datetime().nullable(),
  /** Where the chain goes on after older entries were removed, and how many were. */
  checkpoint: auditPoint.extend({ before: z.iso.datetime(), removed: z.int() }).nullable(),
  head: auditPoint.nullable(),
  /** The first broken link; `id` is the entry's own, where there is one. */
  broken: z.object({ kind: z.enum(AUDIT_BREAKS), seq: z.int().nullable(), id: z.int().nullable() }).nullable(),
});
export type AuditChainState = z.infer<typeof auditChainState>;

/** The last entry of a chain as it was seen once, with its moment. */
export const auditSeen = auditPoint.extend({ trail: z.enum(AUDIT_TRAILS), chain: z.uuid(), at: z.iso.datetime() });

/** Where every chain was at, signed by the installation. */
export const auditStatement = z.strictObject({
  form: z.literal("pepro audit heads 1"),
  at: z.iso.datetime(),
  heads: z.array(z.strictObject({ ...auditSeen.shape, hash: z.string().regex(/^[0-9a-f]{64}$/) })),
  /** HMAC-SHA-256 of the canonical JSON of all the rest. */
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditStatement = z.infer<typeof auditStatement>;

/** An entry of a statement that is gone, or in whose place is another one. */
const auditLoss = z.object({
  trail: z.enum(AUDIT_TRAILS),
  chain: z.uuid(),
  seq: z.int(),
  how: z.enum(["cut", "rewritten"]),
});
export type AuditLoss = z.infer<typeof auditLoss>;

export const auditComparison = z.object({
  /** False: the statement was changed, or is of another installation, and nothing was compared. */
  isGenuine: z.boolean(),
  at: z.iso.datetime(),
  compared: z.int(),
  lost: z.array(auditLoss),
});
export type AuditComparison = z.infer<typeof auditComparison>;

/** Days that entries are kept in any case, and without `force`. */
export const AUDIT_KEPT_DAYS = { always: 180, unlessForced: 365 } as const;

export const pruneAuditInput = z
  .object({ ...trailFields, before: z.iso.datetime({ offset: true }), force: z.boolean().default(false) })
  .refine(namesItsSchool, UNNAMED);

export const pruneAuditOutput = z.object({
  trail: z.enum(AUDIT_TRAILS),
  chain: z.uuid(),
  removed: z.int(),
  checkpoint: auditPoint.nullable(),
});
export type PruneAuditOutput = z.infer<typeof pruneAuditOutput>;
