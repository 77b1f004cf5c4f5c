import type * as z from "zod";
import type { Core } from "../core.ts";
import type { Call } from "./execute.ts";
import type { Subscription } from "./subscription.ts";
import { parseInput } from "./validation.ts";

/**
 * The one way to be told: authorise → parse → run, as `execute` does it. Both happen before anything is told.
 * @throws PeproError of the permission or the input
 */
export function subscribe<Input extends z.ZodType, Event>(
  core: Core,
  subscription: Subscription<Input, Event>,
  { actor, tenant, meta }: Call,
  input: unknown,
  signal: AbortSignal,
): AsyncGenerator<Event, void, void> {
  subscription.permission.check({ actor, tenant });
  const parsed = parseInput(subscription.input, input);
  return whileWanted(subscription.run({ core, actor, tenant, meta, signal }, parsed), signal);
}

/** What fails after everybody left, because the process is stopping for instance, is told to nobody. */
async function* whileWanted<Event>(
  events: AsyncGenerator<Event, void, void>,
  signal: AbortSignal,
): AsyncGenerator<Event, void, void> {
  try {
    yield* events;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
