import { createEffect, createSignal, on, onCleanup } from "solid-js";

/** Work that the server does behind its answers, and tells of in events with growing ids. */
type Told = { id: string; lastEventId: string; state: string; isWorking: boolean };

type Listener<Event> = {
  onEvent: (event: Event) => void;
  onReconnecting: (isCut: boolean) => void;
  onEnd: () => void;
  onError: (error: unknown) => void;
};

export type LiveOptions<Work extends Told, Event> = {
  found: () => Work;
  /** Follows it from what is known. @returns ends it. */
  follow: (work: Work, listener: Listener<Event>) => () => void;
  /** The work as it stands after one more event. */
  after: (work: Work, event: Event) => Work;
  /** Asks anew for what is shown beside it; at most once a second while it changes, and at the end. */
  refresh: () => void;
};

export type Live<Work> = {
  work(): Work;
  /** Whether the stream was cut and is being taken up again. */
  isCut(): boolean;
  /** Why it is not followed any more, where trying again by itself would not mend it. */
  error(): unknown;
  /** What an order answered: the work as it is from now on. */
  take(work: Work): void;
  /** Follows it again. */
  follow(): void;
};

const REFRESH_MS = 1_000;

/** Work as it happens, from what was found of it. */
export function createLive<Work extends Told, Event>(options: LiveOptions<Work, Event>): Live<Work> {
  const [work, setWork] = createSignal(options.found());
  const [isCut, setCut] = createSignal(false);
  const [error, setError] = createSignal<unknown>();
  let leave: () => void = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refreshSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      options.refresh();
    }, REFRESH_MS);
  };
  const follow = () => {
    leave();
    setError(undefined);
    setCut(false);
    const { state, isWorking } = work();
    if (state !== "running" && state !== "paused" && !isWorking) return;
    leave = options.follow(work(), {
      onEvent: (event) => {
        setWork((known) => options.after(known, event));
        refreshSoon();
      },
      onReconnecting: setCut,
      onEnd: () => {
        setCut(false);
        options.refresh();
      },
      onError: (cause) => setError(() => cause),
    });
  };
  const take = (next: Work) => {
    setWork(() => next);
    follow();
  };

  // Another one, or news that came by another way.
  createEffect(
    on(
      options.found,
      (next) => {
        const known = work();
        if (next.id !== known.id || Number(next.lastEventId) > Number(known.lastEventId)) take(next);
        else setWork(() => ({ ...known, isWorking: next.isWorking }));
      },
      { defer: true },
    ),
  );
  follow();
  onCleanup(() => {
    leave();
    clearTimeout(timer);
  });
  return { work, isCut, error, take, follow };
}
