import { createSignal, onCleanup } from "solid-js";

/** Seconds that run down to zero. @param onEnd called when they have, unless they were stopped. */
export function createCountdown(onEnd?: () => void) {
  const [seconds, setSeconds] = createSignal(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    setSeconds(0);
  };
  onCleanup(() => clearInterval(timer));
  return {
    seconds,
    start: (from: number) => {
      clearInterval(timer);
      const end = Date.now() + from * 1_000;
      setSeconds(Math.ceil(from));
      timer = setInterval(() => {
        const left = Math.max(0, Math.ceil((end - Date.now()) / 1_000));
        setSeconds(left);
        if (left > 0) return;
        clearInterval(timer);
        onEnd?.();
      }, 250);
    },
    stop,
  };
}
