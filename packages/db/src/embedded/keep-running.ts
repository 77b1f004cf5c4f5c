import { withLock } from "./lock.ts";
import { processIdentity } from "./process.ts";
import { joinOrStart, type Provided, type Provision } from "./provide.ts";

export type Kept = {
  /** Of the server as it runs now. */
  pid(): number;
  /** Looks no more; waits for a start that is under way. */
  stop(): Promise<void>;
};

/** Milliseconds between two looks. Without `/proc` each one starts a `ps`. */
const LOOK_MS = 1_000;

/** Starts the server again when it ended and nobody had given it up: killed, or crashed. */
export function keepRunning(wanted: Provision, first: Pick<Provided, "pid" | "port">): Kept {
  const { layout, say } = wanted;
  let { pid } = first;
  let identity = processIdentity(pid);
  let isTold = false;
  let starting: Promise<void> | undefined;

  const startAgain = async () => {
    try {
      const provided = await withLock(layout.lock, say, () => joinOrStart(wanted));
      pid = provided.pid;
      identity = processIdentity(pid);
      isTold = false;
      if (provided.port !== first.port) say(`port ${first.port} is taken: restart what uses the database`);
    } catch (error) {
      if (!isTold) say(`cannot start PostgreSQL again: ${error instanceof Error ? error.message : String(error)}`);
      isTold = true;
    }
    starting = undefined;
  };
  const look = setInterval(() => {
    if (starting || (identity !== undefined && processIdentity(pid) === identity)) return;
    if (!isTold) say("PostgreSQL has ended by itself: starting it again");
    starting = startAgain();
  }, LOOK_MS);
  look.unref();
  return {
    pid: () => pid,
    stop: async () => {
      clearInterval(look);
      await starting;
    },
  };
}
