import { createSignal, onCleanup } from "solid-js";

/** Seconds that run down to zero. */
export function createCountdown() {
  const [seconds, setSeconds] = createSignal(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  onCleanup(stop);
  return {
    seconds,
    start: (from: number) => {
      stop();
      const end = Date.now() + from * 1_000;
      setSeconds(Math.ceil(from));
      timer = setInterval(() => {
        const left = Math.max(0, Math.ceil((end - Date.now()) / 1_000));
        setSeconds(left);
        if (left === 0) stop();
      }, 250);
    },
  };
}
