/** A limit in time that can be moved, joined to the caller's own signal. */
export type Deadline = {
  signal: AbortSignal;
  /** Whether the time, not the caller, ended it. */
  readonly isPast: boolean;
  /** From now on; undefined for no limit. */
  restart(ms: number | undefined): void;
  end(): void;
};

export function deadline(ms: number, outer: AbortSignal | null | undefined): Deadline {
  const controller = new AbortController();
  let isPast = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => controller.abort(outer?.reason);
  const restart = (limit: number | undefined) => {
    clearTimeout(timer);
    if (limit === undefined || controller.signal.aborted) return;
    timer = setTimeout(() => {
      isPast = true;
      controller.abort();
    }, limit);
  };
  if (outer?.aborted) stop();
  outer?.addEventListener("abort", stop);
  restart(ms);
  return {
    signal: controller.signal,
    get isPast() {
      return isPast;
    },
    restart,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", stop);
    },
  };
}
