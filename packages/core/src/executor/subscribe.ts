import type * as z from "zod";
import type { Core } from "../core.ts";
import { requireLive, watchLife } from "../resolution/live.ts";
import type { ResolvedTenant } from "../resolution/tenant.ts";
import type { Call } from "./execute.ts";
import type { Permission } from "./permission.ts";
import type { Subscription } from "./subscription.ts";
import { noteTrouble } from "./trouble.ts";
import { parseInput } from "./validation.ts";

/**
 * The one way to be told: authorise → parse → run, as `execute` does it. Both happen before anything is told. On a
 * school's host it ends, with the reason as its error, as soon as the school is no longer live.
 * @throws PeproError of the permission or the input
 */
export function subscribe<Input extends z.ZodType, Event>(
  core: Core,
  subscription: Subscription<Input, Event>,
  call: Call,
  input: unknown,
  signal: AbortSignal,
): AsyncGenerator<Event, void, void> {
  const { actor, tenant, meta } = call;
  authoriseStream(core, subscription.name, subscription.permission, call);
  const parsed = parseInput(subscription.input, input);
  const begin = (wanted: AbortSignal) =>
    whileWanted(subscription.run({ core, actor, tenant, meta, signal: wanted }, parsed), signal);
  return tenant ? whileLive(core, requireLive(core, tenant), signal, begin) : begin(signal);
}

/** A refusal is told at once; its entry follows. */
function authoriseStream(core: Core, name: string, permission: Permission, call: Call): void {
  try {
    permission.check({ actor: call.actor, tenant: call.tenant });
  } catch (error) {
    noteTrouble(core, { name, access: "read" }, call, {}, error).catch((unwritten: unknown) =>
      core.log.error("refusal not written into the audit trail", unwritten, { action: name }),
    );
    throw error;
  }
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

/** Nothing is told of a school that was closed meanwhile, and that it was is told last. */
async function* whileLive<Event>(
  core: Core,
  tenant: ResolvedTenant,
  signal: AbortSignal,
  begin: (wanted: AbortSignal) => AsyncGenerator<Event, void, void>,
): AsyncGenerator<Event, void, void> {
  const life = watchLife(core, tenant);
  try {
    for await (const event of begin(AbortSignal.any([signal, life.signal]))) {
      life.signal.throwIfAborted();
      yield event;
    }
    life.signal.throwIfAborted();
  } finally {
    life.stop();
  }
}
