import { TRPCClientError, type TRPCLink } from "@trpc/client";
import type { AnyRouter } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import type { Settings } from "../options.ts";
import { follow } from "./follow.ts";

/**
 * Subscriptions over server-sent events. By `fetch`, not the browser's EventSource: that one hides why it was refused,
 * gives up at a gateway's 502, and sends neither a token nor a language.
 */
export function streamLink<Router extends AnyRouter>(settings: Settings): TRPCLink<Router> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const stop = new AbortController();
        const onAbort = () => stop.abort();
        op.signal?.addEventListener("abort", onAbort);
        if (op.signal?.aborted) stop.abort();
        const urlFrom = (lastEventId: string | undefined) => {
          const input = lastEventId === undefined ? op.input : { ...(op.input as object | undefined), lastEventId };
          const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
          return `${settings.endpoint}/${op.path}${query}`;
        };
        const tell: typeof observer.next = (envelope) => {
          try {
            observer.next(envelope);
          } catch (error) {
            // A listener's fault is its own, as with events: it is reported, and the stream goes on.
            queueMicrotask(() => {
              throw error;
            });
          }
        };
        const state = (name: "connecting" | "pending" | "idle", error: unknown = null) =>
          tell({ result: { type: "state", state: name, error } as never });
        const listener = {
          onConnecting: (error: unknown) => state("connecting", error),
          onConnected: () => {
            tell({ result: { type: "started" } });
            state("pending");
          },
          // A tracked event is told with its id, as tRPC's own link does.
          onData: (data: unknown, id: string | undefined) =>
            tell({ result: id === undefined ? { data } : { id, data: { id, data } } }),
        };
        follow(settings, urlFrom, listener, stop.signal)
          .then(() => {
            tell({ result: { type: "stopped" } });
            state("idle");
            observer.complete();
          })
          .catch((error: Error) => observer.error(TRPCClientError.from(error)))
          .finally(() => op.signal?.removeEventListener("abort", onAbort));
        return () => {
          observer.complete();
          onAbort();
        };
      });
}
