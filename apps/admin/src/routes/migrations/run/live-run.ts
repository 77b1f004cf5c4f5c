import { fleetRunAfter } from "@pepro/contracts";
import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { type FleetRun, followRun, refreshRun } from "../../../data/fleet.ts";

/** Milliseconds between two readings of the schools that are shown, while they change. */
const REFRESH_MS = 1_000;

export type LiveRun = {
  run(): FleetRun;
  /** Whether the stream was cut and is being taken up again. */
  isCut(): boolean;
  /** Why it is not followed any more, where trying again by itself would not mend it. */
  error(): unknown;
  /** What an order answered: the run as it is from now on. */
  take(run: FleetRun): void;
  /** Follows it again. */
  follow(): void;
};

/** A run as it happens, from what was found of it. */
export function createLiveRun(found: () => FleetRun): LiveRun {
  const [run, setRun] = createSignal(found());
  const [isCut, setCut] = createSignal(false);
  const [error, setError] = createSignal<unknown>();
  let leave: () => void = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refreshSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      refreshRun();
    }, REFRESH_MS);
  };
  const follow = () => {
    leave();
    setError(undefined);
    setCut(false);
    const { state, isWorking } = run();
    if (state !== "running" && state !== "paused" && !isWorking) return;
    leave = followRun(run(), {
      onEvent: (event) => {
        setRun((known) => fleetRunAfter(known, event));
        refreshSoon();
      },
      onReconnecting: setCut,
      onEnd: () => {
        setCut(false);
        refreshRun();
      },
      onError: (cause) => setError(() => cause),
    });
  };
  const take = (next: FleetRun) => {
    setRun(next);
    follow();
  };

  // Another run, or news that came by another way.
  createEffect(
    on(
      found,
      (next) => {
        const known = run();
        if (next.id !== known.id || Number(next.lastEventId) > Number(known.lastEventId)) take(next);
        else setRun({ ...known, isWorking: next.isWorking });
      },
      { defer: true },
    ),
  );
  follow();
  onCleanup(() => {
    leave();
    clearTimeout(timer);
  });
  return { run, isCut, error, take, follow };
}
