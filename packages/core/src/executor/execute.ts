import { type ErrorCode, isPeproError, PeproError } from "@pepro/contracts";
import type { Statement, Tx } from "@pepro/db";
import type * as z from "zod";
import { auditEntryOf } from "../audit/entry.ts";
import { type AuditEntry, insertPlatformEntry, insertTenantEntry } from "../audit/queries.ts";
import type { Core } from "../core.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import type { Actor } from "./actor.ts";
import type { RequestMeta } from "./request.ts";
import type { AuditNote, Contexts, Place, UseCase } from "./use-case.ts";
import { parseInput } from "./validation.ts";

/** Who calls, from where, on which school's host. */
export type Call = { actor: Actor; tenant: ResolvedTenant | undefined; meta: RequestMeta; now?: Date };

/** Codes that mean somebody was turned away: such attempts are written down too. */
const REFUSALS: readonly ErrorCode[] = ["forbidden", "module_disabled", "invalid_credentials", "too_many_attempts"];

/** Checks a permission alone; a door uses it where an old client expects the refusal before anything else. */
export async function authorise(core: Core, useCase: UseCase, call: Call): Promise<void> {
  try {
    useCase.permission.check({ actor: call.actor, tenant: call.tenant });
  } catch (error) {
    if (useCase.access !== "read") await noteRefusal(core, useCase, call, {}, error);
    throw error;
  }
}

/**
 * The one way in: authorise → parse → transaction → run → audit.
 * @throws PeproError of the permission, the input or the use case; anything else is a fault of ours or of the database.
 */
export async function execute<Input extends z.ZodType, Output, On extends Place>(
  core: Core,
  useCase: UseCase<Input, Output, On>,
  call: Call,
  input: unknown,
): Promise<Output> {
  await authorise(core, useCase as unknown as UseCase, call);
  const parsed = parseInput(useCase.input, input);
  const note: AuditNote = {};
  const after: (() => void | Promise<void>)[] = [];
  const { actor, tenant, meta, now = new Date() } = call;
  const addNote = (more: AuditNote) => void Object.assign(note, more);
  const afterCommit = (work: () => void | Promise<void>) => void after.push(work);
  // Written out, not spread: this is on the way of every request.
  const run = (tx: Tx | undefined) =>
    useCase.run({ core, actor, tenant, meta, now, note: addNote, afterCommit, tx } as unknown as Contexts[On], parsed);
  const done = () => auditEntryOf(useCase.name, "done", call.actor, call.meta, { tenantId: call.tenant?.id, ...note });
  try {
    const output = await runOn(core, useCase, call, run, done);
    for (const work of after) await work();
    return output;
  } catch (error) {
    // Of what is composed, the part that was refused has noted it.
    if (useCase.access === "write") await noteRefusal(core, useCase as unknown as UseCase, call, note, error);
    throw error;
  }
}

/** Runs in the transaction the use case asks for; a write's entry goes in with it. */
function runOn<Output>(
  core: Core,
  { on, access }: Pick<UseCase, "on" | "access">,
  { tenant }: Call,
  run: (tx: Tx | undefined) => Promise<Output>,
  entry: () => AuditEntry,
): Promise<Output> {
  if (on === "none") return withoutTransaction(core, access, run, entry);
  if (on === "tenant" && !tenant) throw new PeproError("tenant_required", {});
  const where = on === "tenant" ? tenant : undefined;
  if (access === "read") return where ? core.db.readTenant(where, run) : core.db.readPlatform(run);
  const inside = (insert: (entry: AuditEntry) => Statement) => async (tx: Tx) => {
    const output = await run(tx);
    if (access === "write") await tx.query(insert(entry()));
    return output;
  };
  if (where) return core.db.withTenant(where, inside(insertTenantEntry));
  return core.db.withPlatform(inside(insertPlatformEntry));
}

async function withoutTransaction<Output>(
  core: Core,
  access: UseCase["access"],
  run: (tx: undefined) => Promise<Output>,
  entry: () => AuditEntry,
): Promise<Output> {
  const output = await run(undefined);
  if (access === "write") await core.db.queryPlatform(insertPlatformEntry(entry()));
  return output;
}

async function noteRefusal(core: Core, useCase: UseCase, call: Call, note: AuditNote, error: unknown): Promise<void> {
  if (!isPeproError(error) || !REFUSALS.includes(error.code)) return;
  const entry = auditEntryOf(useCase.name, "refused", call.actor, call.meta, { tenantId: call.tenant?.id, ...note });
  await core.db.queryPlatform(insertPlatformEntry(entry));
}
