import { type ProvisioningEvent, provisioningEvent, runStateOf, watchProvisioningInput } from "@pepro/contracts";
import { defineSubscription, orKey, superAdmin } from "../executor/index.ts";
import { readEnd, readEventBefore, readLatestStart } from "./event-queries.ts";
import { closing, look } from "./look.ts";
import { LAST_WORD_MS } from "./state.ts";

/** Milliseconds between two looks where nothing was heard: no process tells of its own death. */
const LOOK_MS = 2_000;

/**
 * A school's provisioning as it happens: first what the latest run has done already, then each step as it is written.
 * Ends with the run; where there is none yet, waits for one. No database connection is held between two looks.
 */
export const watchProvisioning = defineSubscription({
  name: "tenants.provisioning",
  permission: orKey(superAdmin, "tenants:read"),
  input: watchProvisioningInput,
  event: provisioningEvent,
  idOf: ({ id }) => id,
  run: async function* ({ core, signal }, { id, lastEventId, afterRun }) {
    const [from] = lastEventId?.split("-") ?? [];
    let last: ProvisioningEvent | undefined = from ? await readEventBefore(core.db, id, from) : undefined;
    let after = from ?? (await (afterRun ? readEnd(core.db, id, afterRun) : readLatestStart(core.db, id)));
    // Its end was shown, though it was never written.
    if (last && lastEventId?.endsWith("-end")) last = closing(last, "interrupted");
    // Until when the last word of a run is waited for.
    let until: number | undefined;
    const ear = core.provisioning.listen(id);
    try {
      while (!signal.aborted) {
        const seen = await look(core, id, { after, last });
        for (const event of seen.events) {
          if (last && last.run !== event.run && runStateOf(last) === "running") yield closing(last, "interrupted");
          yield event;
          last = event;
          after = event.id;
        }
        if (last ? runStateOf(last) !== "running" : seen.state === "ready") return;
        const isOverdue = until !== undefined && performance.now() >= until;
        if (seen.end && (isOverdue || seen.end.state === "interrupted")) {
          yield seen.end;
          return;
        }
        until = seen.end ? (until ?? performance.now() + LAST_WORD_MS) : undefined;
        await ear.heard(until === undefined ? LOOK_MS : Math.max(1, until - performance.now()), signal);
      }
    } finally {
      ear.close();
    }
  },
});
