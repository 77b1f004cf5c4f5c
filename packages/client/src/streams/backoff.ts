const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Milliseconds before the next attempt: doubled each time, and half of it by chance, so that a restarted server is not
 * met by all its clients at once.
 *
 * @param failures in a row, from 1
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return longest / 2 + (longest / 2) * random();
}

/** Waits, or less when the signal comes first. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener("abort", over);
  });
}
