import { isPeproError } from "@pepro/client";
import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { createCountdown } from "../navigation/countdown.ts";
import { isUnloaded } from "../navigation/outdated.ts";

/** Seconds before the next try where the server names none. */
const PAUSE = 5;

/** Seconds that the tries after the first ones wait at least, so that a long outage is not made longer by asking. */
const PATIENCE = [0, 0, 5, 10, 20, 30];

/** Seconds after which trying again may help; undefined where waiting mends nothing. */
export function pauseAfter(error: unknown): number | undefined {
  if (isUnloaded(error)) return PAUSE;
  if (!isPeproError(error)) return undefined;
  if ("retryAfterSeconds" in error.fields) return error.fields.retryAfterSeconds;
  return error.code === "network" || error.code === "timeout" ? PAUSE : undefined;
}

export type AutoRetry = {
  /** Whether it tries by itself. */
  isOn(): boolean;
  /** Until the next try; 0 while one is under way. */
  seconds(): number;
  /** Tries now. */
  go(): void;
  /** Whether what `go` began has not ended yet. */
  isBusy(): boolean;
};

/**
 * Tries again by itself what failed for the moment: not before the server asks for it, with more patience each time, at
 * once when the network is back, and never in a tab that nobody sees.
 *
 * @param error the latest one; a new object means that another try failed.
 */
export function createAutoRetry(error: () => unknown, retry: () => unknown): AutoRetry {
  const [isBusy, setBusy] = createSignal(false);
  let tries = 0;
  let isDue = false;
  const go = async () => {
    if (isBusy()) return;
    isDue = false;
    wait.stop();
    setBusy(true);
    try {
      await retry();
    } finally {
      setBusy(false);
    }
  };
  const wait = createCountdown(() => {
    if (document.visibilityState === "hidden") isDue = true;
    else void go();
  });
  const isOn = () => pauseAfter(error()) !== undefined;
  const onVisible = () => isDue && document.visibilityState === "visible" && void go();
  const onOnline = () => isOn() && void go();

  createEffect(
    on(error, (cause) => {
      const pause = pauseAfter(cause);
      if (pause === undefined) return wait.stop();
      wait.start(Math.max(pause, 1, PATIENCE[Math.min(tries, PATIENCE.length - 1)] ?? 0));
      tries += 1;
    }),
  );
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("online", onOnline);
  onCleanup(() => {
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("online", onOnline);
  });
  return { isOn, seconds: wait.seconds, go: () => void go(), isBusy };
}
