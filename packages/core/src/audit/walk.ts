import { AUDIT_KEPT_DAYS, type AuditBreak } from "@pepro/contracts";
import { genesisOf, hashAfter, hexOf, isSameHash } from "./chain.ts";
import { payloadText } from "./payload.ts";
import { type AuditRow, entryOf } from "./rows.ts";
import type { Trail } from "./trail.ts";
import { type Checkpoint, type Link, readCheckpoint, readHashesAround, readHead, readLinks } from "./verify-queries.ts";

export type Break = { kind: AuditBreak; seq: number | null; id: number | null };

export type Walked = {
  entries: number;
  first: { id: number; at: Date } | undefined;
  checkpoint: Checkpoint | undefined;
  head: Link | undefined;
  broken: Break | undefined;
};

const DAY_MS = 86_400_000;

const PAGE = 1_000;

/** Places before and after one within which an entry that does not belong there is looked for. */
const REACH = 200;

/** What entries are compared with as they go by. */
type Position = Link & { id: number | undefined };

/**
 * Follows a chain from its beginning, or its newest checkpoint, to its head, and stops at the first broken link. It
 * holds one page in memory and no transaction: entries that are added meanwhile are followed too.
 */
export async function walkChain(trail: Trail, now: Date): Promise<Walked> {
  const checkpoint = await readCheckpoint(trail);
  const start: Link = checkpoint ?? { seq: 0, hash: await genesisOf(trail.chain) };
  let at: Position = { ...start, id: undefined };
  let entries = 0;
  let first: Walked["first"];
  let isVouched = checkpoint === undefined;
  let head: Link | undefined;
  const ended = (broken?: Break): Walked => ({ entries, first, checkpoint, head, broken });

  for (;;) {
    const rows = await readLinks(trail, at.id === undefined ? undefined : { seq: at.seq, id: at.id }, PAGE);
    const broken = await firstBreak(trail, at, rows);
    first ??= rows[0] && { id: rows[0].id, at: rows[0].at };
    if (broken) return ended(broken);
    entries += rows.length;
    isVouched ||= checkpoint !== undefined && rows.some((row) => isPruneTo(row, checkpoint, now));
    const last = rows.at(-1);
    if (last) at = { seq: last.seq ?? 0, hash: last.hash ?? start.hash, id: last.id };
    if (rows.length > 0) continue;
    head = await readHead(trail);
    // An entry and the head's move are committed as one: what the head is ahead by can be read by now.
    if (!head || head.seq <= at.seq || (await readLinks(trail, idOf(at), 1)).length === 0) break;
  }
  const isAtEnd = head ? head.seq === at.seq && isSameHash(head.hash, at.hash) : at.id === undefined && !checkpoint;
  if (!isAtEnd) return ended({ kind: "head_mismatch", seq: at.seq, id: at.id ?? null });
  // Pruning stops at the first entry that is younger, so that nothing older is left.
  const isWhole = !checkpoint || !first || first.at >= checkpoint.before;
  return ended(isVouched && isWhole ? undefined : { kind: "checkpoint_unvouched", seq: start.seq, id: null });
}

function idOf({ seq, id }: Position): { seq: number; id: number } | undefined {
  return id === undefined ? undefined : { seq, id };
}

/** Each entry is hashed behind the stored hash of the one before, so that a page's are all hashed at once. */
async function firstBreak(trail: Trail, start: Position, rows: readonly AuditRow[]): Promise<Break | undefined> {
  const before = (index: number): Position => {
    const row = rows[index - 1];
    return row ? { seq: row.seq ?? 0, hash: row.hash ?? start.hash, id: row.id } : start;
  };
  const holds = await Promise.all(rows.map((row, index) => follows(trail, row, before(index).hash)));
  for (const [index, row] of rows.entries()) {
    const { seq, id } = before(index);
    const found = row.seq ?? 0;
    if (found <= seq) return { kind: "duplicate", seq: found, id: row.id };
    if (found > seq + 1) return { kind: "missing", seq: seq + 1, id: null };
    if (!holds[index]) {
      const isMoved = await followsAnother(trail, row);
      return { kind: isMoved ? "reordered" : "edited", seq: found, id: row.id };
    }
    if (id !== undefined && row.id < id) return { kind: "reordered", seq: found, id: row.id };
  }
  return undefined;
}

/** Moments are stored to the millisecond: a finer one was not written by us. */
async function follows({ kind }: Trail, row: AuditRow, previous: Uint8Array): Promise<boolean> {
  if (!row.hash || row.micros % 1_000 !== 0) return false;
  return isSameHash(row.hash, await hashAfter(previous, payloadText(entryOf(row), kind === "school")));
}

async function followsAnother(trail: Trail, row: AuditRow): Promise<boolean> {
  const hashes = await readHashesAround(trail, row.seq ?? 0, REACH);
  const found = await Promise.all(hashes.map((hash) => follows(trail, row, hash)));
  return found.includes(true);
}

type Pruned = { before?: unknown; through?: { seq?: unknown; digest?: unknown } };

/** Whether an entry tells of the pruning that left a checkpoint, and that it kept what must be kept. */
function isPruneTo(row: AuditRow, { seq, hash, before }: Checkpoint, now: Date): boolean {
  if (row.action !== "audit.prune" || row.outcome !== "done") return false;
  const told: Pruned = row.changes ?? {};
  const isSame =
    told.through?.seq === seq && told.through.digest === hexOf(hash) && told.before === before.toISOString();
  const at = Math.min(row.at.getTime(), now.getTime());
  return isSame && before.getTime() <= at - AUDIT_KEPT_DAYS.always * DAY_MS;
}
