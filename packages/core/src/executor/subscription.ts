import type * as z from "zod";
import type { Core } from "../core.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import type { Actor } from "./actor.ts";
import type { Permission } from "./permission.ts";
import type { RequestMeta } from "./request.ts";

export type SubscriptionContext = {
  core: Core;
  actor: Actor;
  tenant: ResolvedTenant | undefined;
  meta: RequestMeta;
  /** Aborts when nobody listens any more. */
  signal: AbortSignal;
};

/**
 * A use case that goes on telling. It has no transaction: whatever it reads it reads in passing, and between two events
 * it holds nothing. It reads only, so no audit entry is written.
 */
export type Subscription<Input extends z.ZodType = z.ZodType, Event = unknown> = {
  readonly name: string;
  readonly permission: Permission;
  readonly input: Input;
  readonly event: z.ZodType<Event>;
  /** By which a client that lost its connection goes on. */
  idOf(event: Event): string;
  run(context: SubscriptionContext, input: z.output<Input>): AsyncGenerator<Event, void, void>;
};

/** Declares a subscription; types flow from its schemas. */
export function defineSubscription<Input extends z.ZodType, Event>(
  subscription: Subscription<Input, Event>,
): Subscription<Input, Event> {
  return subscription;
}
