import { type AuditEntry, auditEntryOf } from "../audit/entry.ts";
import { insertPlatformEntry } from "../audit/queries.ts";
import type { Core } from "../core.ts";
import type { Call } from "./execute.ts";
import { isWithinMeasure } from "./measure.ts";
import { outcomeOf, reasonOf } from "./outcome.ts";
import type { AuditNote, UseCase } from "./use-case.ts";

/**
 * Writes down a refusal, or a failure of ours, outside the transaction that was rolled back. Of reads it is refusals of
 * those who are somebody: what nobody may look at is asked for by every visitor.
 */
export async function noteTrouble(
  core: Core,
  { name, access }: Pick<UseCase, "name" | "access">,
  call: Call,
  note: AuditNote,
  error: unknown,
): Promise<void> {
  const outcome = outcomeOf(error);
  if (!outcome) return;
  if (access === "read" && (outcome === "failed" || call.actor.kind === "anonymous")) return;
  if (outcome === "refused") {
    if (await isWithinMeasure(core, access, call, error))
      await core.db.queryPlatform(insertPlatformEntry(entryOf(name, outcome, call, note)));
    return;
  }
  const failed = { ...note, changes: { ...note.changes, failure: reasonOf(error) } };
  try {
    await core.db.queryPlatform(insertPlatformEntry(entryOf(name, outcome, call, failed)));
  } catch (unwritten) {
    // Whoever called is to hear of the failure itself.
    core.log.error("failure not written into the audit trail", unwritten, { action: name });
  }
}

export function entryOf(action: string, outcome: AuditEntry["outcome"], call: Call, note: AuditNote): AuditEntry {
  const at = call.now ?? new Date();
  return auditEntryOf({ action, outcome, at }, call, { tenantId: call.tenant?.id, ...note });
}
