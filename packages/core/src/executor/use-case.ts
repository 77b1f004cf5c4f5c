import type { Tx, WritingTx } from "@pepro/db";
import type * as z from "zod";
import type { Core } from "../core.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import type { Actor, Proved } from "./actor.ts";
import type { Permission } from "./permission.ts";
import type { RequestMeta } from "./request.ts";

/** What an audit entry says beyond who and when. */
export type AuditNote = {
  /** Whom the work itself found out, where the door knew nobody: whoever signed in, or came by a link. */
  actor?: Proved;
  target?: { kind: string; id: string };
  /** The school concerned, when the use case runs on the platform. */
  tenantId?: string;
  /** Field by field: what it was and what it became. */
  changes?: Record<string, unknown>;
};

type Common = {
  core: Core;
  actor: Actor;
  meta: RequestMeta;
  now: Date;
  /** Completes the entry that the executor writes. */
  note(note: AuditNote): void;
  /** Runs once the transaction has committed. */
  afterCommit(work: () => void | Promise<void>): void;
};

export type Contexts = {
  /** One transaction on the shared tables. */
  platform: Common & { tenant: ResolvedTenant | undefined; tx: Tx };
  /** One transaction in the school's schema, under its role. */
  tenant: Common & { tenant: ResolvedTenant; tx: Tx };
  /** One transaction where the host's people are: its school's schema, or on the main host the shared tables. */
  host: Common & { tenant: ResolvedTenant | undefined; tx: Tx };
  /** The same where the actor's own account is: a super-admin's is on the platform, whatever host it visits. */
  account: Common & { tenant: ResolvedTenant | undefined; tx: Tx };
  /** No transaction: for what manages its own, or needs none. */
  none: Common & {
    tenant: ResolvedTenant | undefined;
    /**
     * Puts the entry into a transaction of the use case's own, its last one: a school's, or one on the shared tables.
     * Without this it is written once the use case has done its work.
     */
    writeEntryIn(tx: WritingTx, school?: ResolvedTenant): void;
  };
};

export type Place = keyof Contexts;

/**
 * One operation of the product. tRPC, REST, the CLI and jobs all run it through the executor, which authorises, parses,
 * opens the transaction, runs and audits.
 */
export type UseCase<Input extends z.ZodType = z.ZodType, Output = unknown, On extends Place = Place> = {
  readonly name: string;
  readonly permission: Permission;
  /** `composed` runs other use cases, each of which is audited itself. */
  readonly access: "read" | "write" | "composed";
  readonly on: On;
  readonly input: Input;
  readonly output: z.ZodType<Output>;
  run(context: Contexts[On], input: z.output<Input>): Promise<Output>;
};

/** Declares a use case; types flow from its schemas. */
export function defineUseCase<Input extends z.ZodType, Output, On extends Place>(
  useCase: UseCase<Input, Output, On>,
): UseCase<Input, Output, On> {
  return useCase;
}
