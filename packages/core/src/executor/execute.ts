import { PeproError } from "@pepro/contracts";
import { SQLSTATE, sqlstateOf, type Tx, type WritingTx } from "@pepro/db";
import type * as z from "zod";
import { CHAINED_SINCE } from "../audit/chain.ts";
import type { AuditEntry } from "../audit/entry.ts";
import { insertPlatformEntry, insertTenantEntry, insertUnchainedEntry } from "../audit/queries.ts";
import type { Core } from "../core.ts";
import { requireLive } from "../resolution/live.ts";
import type { ResolvedTenant } from "../resolution/tenant.ts";
import type { Actor } from "./actor.ts";
import type { RequestMeta } from "./request.ts";
import { entryOf, noteTrouble } from "./trouble.ts";
import type { AuditNote, Contexts, Place, UseCase } from "./use-case.ts";
import { parseInput } from "./validation.ts";

/** Who calls, from where, on which school's host. */
export type Call = { actor: Actor; tenant: ResolvedTenant | undefined; meta: RequestMeta; now?: Date };

/** Checks a permission alone; a door uses it where an old client expects the refusal before anything else. */
export async function authorise(core: Core, useCase: UseCase, call: Call): Promise<void> {
  try {
    useCase.permission.check({ actor: call.actor, tenant: call.tenant });
  } catch (error) {
    await noteTrouble(core, useCase, call, {}, error);
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
  const entry: Entry = { make: () => entryOf(useCase.name, "done", call, note), isWritten: false };
  const writeEntryIn = (tx: WritingTx, school?: ResolvedTenant) => void writeAtCommit(tx, entry, school);
  // Written out, not spread: this is on the way of every request.
  const run = (tx: Tx | undefined) => {
    const context = { core, actor, tenant, meta, now, note: addNote, afterCommit, writeEntryIn, tx };
    return useCase.run(context as unknown as Contexts[On], parsed);
  };
  let output: Output;
  try {
    output = await runOn(core, useCase, call, run, entry);
  } catch (error) {
    // Of what is composed, the part that was refused has noted it.
    if (useCase.access !== "composed") await noteTrouble(core, useCase as unknown as UseCase, call, note, error);
    throw error;
  }
  for (const work of after) await work();
  return output;
}

/** The entry of a write, made when it is known what was done. `school`: in whose trail it was put. */
type Entry = { make(): AuditEntry; isWritten: boolean; school?: ResolvedTenant };

/** Runs in the transaction the use case asks for; a write's entry goes in with it, at its commit. */
function runOn<Output>(
  core: Core,
  { on, access }: Pick<UseCase, "on" | "access">,
  call: Call,
  run: (tx: Tx | undefined) => Promise<Output>,
  entry: Entry,
): Promise<Output> {
  if (on === "none") return withoutTransaction(core, access, run, entry);
  const where = placeOf(core, on, call);
  if (access === "read") return where ? core.db.readTenant(where, run) : core.db.readPlatform(run);
  const work = async (tx: WritingTx) => {
    const output = await run(tx);
    if (access === "write") writeAtCommit(tx, entry, where);
    return output;
  };
  return where ? knowingTables(core, entry, () => core.db.withTenant(where, work)) : core.db.withPlatform(work);
}

/** The school whose schema a transaction is for; undefined for the shared tables. */
function placeOf(core: Core, on: Place, { actor, tenant }: Call): ResolvedTenant | undefined {
  if (on === "tenant") return requireLive(core, tenant);
  if (on === "platform" || (on === "account" && actor.kind !== "member")) return undefined;
  return tenant && requireLive(core, tenant);
}

/** Until its tables are migrated a school's entries are in no chain. */
function writeAtCommit(tx: WritingTx, entry: Entry, school: ResolvedTenant | undefined): void {
  entry.isWritten = true;
  if (school) entry.school = school;
  if (!school) tx.atCommit(insertPlatformEntry(entry.make()));
  else if (isChained(school)) tx.atCommit(insertTenantEntry(entry.make(), school.id));
  else tx.atCommit(insertUnchainedEntry(entry.make()));
}

function isChained({ schemaVersion }: ResolvedTenant): boolean {
  return schemaVersion >= CHAINED_SINCE;
}

/**
 * Once a school's tables are migrated they refuse an entry in no chain: what this process remembers of the school was
 * old, and is forgotten.
 */
async function knowingTables<Output>(core: Core, entry: Entry, work: () => Promise<Output>): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    const isKnown = !entry.school || isChained(entry.school);
    if (isKnown || sqlstateOf(error) !== SQLSTATE.checkViolation) throw error;
    core.resolver.directory.invalidate("all");
    throw new PeproError("tenant_unavailable", { retryAfterSeconds: 1 }, { cause: error });
  }
}

/** For what manages its own transactions: its entry is written in one of them, or once it has done its work. */
async function withoutTransaction<Output>(
  core: Core,
  access: UseCase["access"],
  run: (tx: undefined) => Promise<Output>,
  entry: Entry,
): Promise<Output> {
  const output = await knowingTables(core, entry, () => run(undefined));
  if (access === "write" && !entry.isWritten) await core.db.queryPlatform(insertPlatformEntry(entry.make()));
  return output;
}
