import { ERROR_TABLE, PeproError } from "@pepro/contracts";
import { execute, type Place, type Subscription, subscribe, type UseCase } from "@pepro/core";
import { initTRPC, TRPCError, tracked } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import type * as z from "zod";
import { faultOf } from "../http/fault.ts";
import type { TrpcContext } from "./context.ts";
import { type ErrorShape, refusalShape, trpcErrorShape } from "./error.ts";

const t = initTRPC.context<TrpcContext>().create({
  // Stacks are for the log alone.
  isDev: false,
  sse: {
    ping: { enabled: true, intervalMs: 15_000 },
    // A client that hears nothing comes back; one that stays long must show again who it is.
    client: { reconnectAfterInactivityMs: 40_000 },
    maxDurationMs: 300_000,
  },
  errorFormatter: ({ error, ctx, path, shape }) => {
    // Refused before there was a context: whoever called tRPC words it.
    if (!ctx) return shape as ErrorShape;
    const { requestId } = ctx.call.meta;
    const isOwn = error.cause === undefined && error.code !== "INTERNAL_SERVER_ERROR";
    if (isOwn) return refusalShape(error, ctx.language, requestId, path);
    return trpcErrorShape(faultOf(error.cause ?? error, requestId, ctx.log), ctx.language, requestId);
  },
});

export const router = t.router;

/** Every error leaves as one of ours: what was not foreseen is logged and masked before tRPC sees its message. */
const procedure = t.procedure.use(async ({ ctx, next, getRawInput }) => {
  await getRawInput().catch(refuseBody);
  const result = await next();
  if (result.ok) return result;
  const fault = faultOf(result.error.cause ?? result.error, ctx.call.meta.requestId, ctx.log);
  const code = ERROR_TABLE[fault.code].trpc as TRPC_ERROR_CODE_KEY;
  throw new TRPCError({ code, message: fault.code, cause: fault });
});

/** Read before anything else, so that a body which is no JSON is not taken for a fault of ours. */
function refuseBody(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new TRPCError({ code: "BAD_REQUEST", cause: new PeproError("request_malformed", { reason }) });
}

/** The executor parses, after it has authorised; tRPC only needs the type. */
function typed<Input>() {
  return (value: unknown): Input => value as Input;
}

/** A use case that reads, as a procedure. */
export function queryOf<Input extends z.ZodType, Output, On extends Place>(useCase: UseCase<Input, Output, On>) {
  return procedure
    .input(typed<z.input<Input>>())
    .query(({ ctx, input }) => execute(ctx.core, useCase, ctx.call, input));
}

/** A use case that writes, as a procedure. */
export function mutationOf<Input extends z.ZodType, Output, On extends Place>(useCase: UseCase<Input, Output, On>) {
  return procedure
    .input(typed<z.input<Input>>())
    .mutation(({ ctx, input }) => execute(ctx.core, useCase, ctx.call, input));
}

/** A use case that goes on telling, as a subscription that resumes after the last event its client got. */
export function subscriptionOf<Input extends z.ZodType, Event>(subscription: Subscription<Input, Event>) {
  return procedure
    .input(typed<z.input<Input>>())
    .subscription(({ ctx, input, signal = new AbortController().signal }) =>
      withIds(subscribe(ctx.core, subscription, ctx.call, input, signal), subscription.idOf),
    );
}

async function* withIds<Event>(events: AsyncGenerator<Event, void, void>, idOf: (event: Event) => string) {
  for await (const event of events) yield tracked(idOf(event), event);
}

/** The bare procedure, for the few that must touch a cookie. */
export function procedureFor<Input>() {
  return procedure.input(typed<Input>());
}
