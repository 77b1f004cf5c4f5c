import type { AppRouter } from "@pepro/api";
import { TRPCClientError } from "@trpc/client";
import { isPeproError, type PeproClientError, peproErrorOf } from "../errors/index.ts";
import type { Settings } from "../options.ts";
import { backoff, pause } from "./backoff.ts";
import { connect, cutOff, jsonIn } from "./connect.ts";

export type Listener = {
  onConnecting(error: PeproClientError | null): void;
  onConnected(): void;
  onData(data: unknown, id: string | undefined): void;
};

/**
 * Follows a subscription through cut connections and restarts of the server, from the last event it has seen.
 *
 * @param urlFrom the address that continues after an event.
 * @returns when the server has nothing more to say, or the signal came.
 * @throws PeproClientError what trying again would not mend.
 */
export async function follow(
  settings: Settings,
  urlFrom: (lastEventId: string | undefined) => string,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  let lastEventId: string | undefined;
  let failures = 0;
  listener.onConnecting(null);
  for (;;) {
    try {
      for await (const { name, data, id } of connect(settings, urlFrom(lastEventId), signal)) {
        if (name === "return" || signal.aborted) return;
        if (name === "serialized-error") throw serializedError(data, settings);
        if (name === "connected") listener.onConnected();
        else failures = 0;
        if (name !== "message") continue;
        lastEventId = id ?? lastEventId;
        listener.onData(jsonIn(data, settings), id);
      }
      throw cutOff(settings);
    } catch (reason) {
      if (signal.aborted) return;
      const error = peproErrorOf(reason, settings.language());
      if (!isPassing(error)) throw error;
      failures += 1;
      listener.onConnecting(error);
      await pause(Math.max(backoff(failures), askedPause(error)), signal);
      if (signal.aborted) return;
    }
  }
}

/** Whether the same request may be answered in a moment. */
function isPassing(error: PeproClientError): boolean {
  if (isPeproError(error, "answer_unreadable")) return error.fields.status >= 500;
  return ["network", "timeout", "unavailable", "tenant_unavailable", "too_many_attempts"].includes(error.code);
}

/** Milliseconds the server asked to be left alone for. */
function askedPause({ fields }: PeproClientError): number {
  return "retryAfterSeconds" in fields ? fields.retryAfterSeconds * 1000 : 0;
}

function serializedError(data: string, settings: Settings): PeproClientError {
  return peproErrorOf(TRPCClientError.from<AppRouter>({ error: jsonIn(data, settings) }), settings.language());
}
