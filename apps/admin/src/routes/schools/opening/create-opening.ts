import { isPeproError } from "@pepro/client";
import {
  type ProvisioningEvent,
  type ProvisioningRun,
  type ProvisioningState,
  provisioningRunOf,
} from "@pepro/contracts";
import { batch, createMemo, createSignal, onCleanup } from "solid-js";
import {
  type Credentials,
  followProvisioning,
  forgetProvisioning,
  type NamedAdmin,
  provision,
  readProvisioning,
} from "../../../data/provisioning.ts";

/** Milliseconds without a first step after which trying again is offered: whoever began may have died before it. */
const SILENCE_MS = 15_000;

/** `waiting`: nobody has begun yet. */
export type Phase = "waiting" | "running" | "done" | "failed";

export type Opening = {
  phase(): Phase;
  /** The run that is shown, the latest one; undefined before its first step. */
  run(): ProvisioningRun | undefined;
  /** Why it could not be begun or followed; what fails in a step is told by the run. */
  error(): unknown;
  /** Whether news of it are not coming in at the moment. */
  isCut(): boolean;
  /** Whether it is said to be under way though no step of it was ever seen. */
  isSilent(): boolean;
  /** What the first administrator comes in with, once the call that began it was answered. In memory alone. */
  credentials(): Credentials | undefined;
  /** Whether that answer may still come. */
  isAwaitingCredentials(): boolean;
  /** Whether it was awaited here and did not come: nobody knows the password. */
  isAnswerLost(): boolean;
  /** Begins, or goes on where an earlier run ended. */
  start(admin?: NamedAdmin): void;
};

/**
 * One school's opening, followed from wherever it stands: by the stream of its steps, and by the answer of the call that
 * began it, whichever comes first. Either may fail without the other.
 *
 * @param found how it stands when the page is shown.
 */
export function createOpening(id: string, found: ProvisioningState): Opening {
  const [standing, setStanding] = createSignal(found);
  const [events, setEvents] = createSignal<readonly ProvisioningEvent[]>([]);
  const [isStarting, setStarting] = createSignal(false);
  const [isFollowing, setFollowing] = createSignal(false);
  const [isCut, setCut] = createSignal(false);
  const [isSilent, setSilent] = createSignal(false);
  const [error, setError] = createSignal<unknown>();
  const [credentials, setCredentials] = createSignal<Credentials>();
  const [isAwaitingCredentials, setAwaitingCredentials] = createSignal(false);
  const [isAnswerLost, setAnswerLost] = createSignal(false);
  let endStream: () => void = () => undefined;
  let isGone = false;

  // What is read anew at the end mostly says the same: what is shown of it stays, and with it the focus.
  const run = createMemo(
    () => provisioningRunOf(events()) ?? (isStarting() ? undefined : standing().run) ?? undefined,
    undefined,
    { equals: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  const phase = createMemo((): Phase => {
    const state = run()?.state;
    if (state === "done" || standing().state === "ready") return "done";
    if (state === "running" || isStarting() || isFollowing()) return "running";
    return state || standing().state !== "created" ? "failed" : "waiting";
  });

  const stop = () =>
    batch(() => {
      endStream();
      endStream = () => undefined;
      setFollowing(false);
      setCut(false);
      setSilent(false);
    });
  const follow = (afterRun?: string) => {
    stop();
    const silence = setTimeout(() => setSilent(events().length === 0), SILENCE_MS);
    const unsubscribe = followProvisioning(
      { id, ...(afterRun && { afterRun }) },
      {
        onEvent: (event) => {
          setSilent(false);
          setEvents((known) => [...known, event]);
        },
        onReconnecting: setCut,
        onEnd: () => {
          stop();
          void settle();
        },
        onError: (cause) =>
          batch(() => {
            stop();
            setError(() => cause);
          }),
      },
    );
    endStream = () => {
      clearTimeout(silence);
      unsubscribe();
    };
    setFollowing(true);
  };
  /** Reads how it stands now: the stream may have ended early, or have told nothing at all. */
  const settle = async () => {
    try {
      const now = await readProvisioning(id);
      if (isGone || (now.run?.state === "running" && isFollowing())) return;
      stop();
      batch(() => {
        setStanding(now);
        setEvents([]);
        setStarting(false);
      });
      forgetProvisioning(id);
    } catch (cause) {
      if (!isGone && phase() !== "done") setError(() => cause);
    }
  };

  const start = async (admin?: NamedAdmin) => {
    if ((phase() === "running" && !isSilent()) || phase() === "done") return;
    const before = run()?.run;
    batch(() => {
      setError(undefined);
      setEvents([]);
      setStarting(true);
      setAwaitingCredentials(true);
      setAnswerLost(false);
    });
    follow(before);
    try {
      setCredentials(await provision({ id, ...(admin && { admin }) }));
      await settle();
    } catch (cause) {
      setAnswerLost(!isToldByTheRun(cause));
      // Steps that are coming in say more than a call that was cut off or took too long.
      if (isOfTheWay(cause) && run()) return;
      await settle();
      if (!isToldByTheRun(cause)) setError(() => cause);
      if (run()?.state !== "running") stop();
    } finally {
      batch(() => {
        setStarting(false);
        setAwaitingCredentials(false);
      });
    }
  };

  onCleanup(() => {
    isGone = true;
    stop();
  });
  if (found.state === "provisioning" && found.run?.state !== "interrupted") follow();
  return {
    phase,
    run,
    error,
    isCut,
    isSilent,
    credentials,
    isAwaitingCredentials,
    isAnswerLost,
    start: (admin) => void start(admin),
  };
}

function isToldByTheRun(cause: unknown): boolean {
  return isPeproError(cause, "provisioning_failed") || isPeproError(cause, "already_provisioned");
}

/** What happened to the answer says nothing of the work. A gateway that gives up waiting says that nobody is there. */
function isOfTheWay(cause: unknown): boolean {
  return (["network", "timeout", "answer_unreadable", "unavailable"] as const).some((code) =>
    isPeproError(cause, code),
  );
}
