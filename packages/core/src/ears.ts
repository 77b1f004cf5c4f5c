/** Somebody who waits for news of one thing. */
export type Ear = {
  /** Resolves when there may be news since the last time it was asked, when the time is up, or when nobody waits any more. */
  heard(ms: number, signal?: AbortSignal): Promise<void>;
  close(): void;
};

/** Who waits for news of what, in this process. */
export type Ears = {
  listen(key: string): Ear;
  /** Something was written about one thing, or may have been about any. */
  wake(key: string | "all"): void;
};

export function createEars(): Ears {
  const wakers = new Map<string, Set<() => void>>();
  return {
    listen: (key) => {
      const own = wakers.get(key) ?? new Set();
      wakers.set(key, own);
      const { ear, wake } = createEar();
      own.add(wake);
      const close = () => {
        own.delete(wake);
        if (own.size === 0 && wakers.get(key) === own) wakers.delete(key);
      };
      return { ...ear, close };
    },
    wake: (key) => {
      const woken = key === "all" ? [...wakers.values()] : [wakers.get(key) ?? []];
      for (const some of woken) for (const wake of some) wake();
    },
  };
}

/** News that comes while nobody waits is kept for the next who does: none is missed between a look and a wait. */
function createEar(): { ear: Pick<Ear, "heard">; wake: () => void } {
  let isNews = false;
  let stopWaiting: () => void = () => {};
  const heard = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        isNews = false;
        stopWaiting = () => {};
        resolve();
      };
      const timer = setTimeout(stop, ms);
      stopWaiting = stop;
      signal?.addEventListener("abort", stop);
      if (isNews || signal?.aborted) stop();
    });
  const wake = () => {
    isNews = true;
    stopWaiting();
  };
  return { ear: { heard }, wake };
}
