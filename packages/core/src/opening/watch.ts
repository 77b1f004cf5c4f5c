import { type OpeningEvent, openingEvent, PeproError, watchOpeningInput } from "@pepro/contracts";
import { defineSubscription, orKey, superAdmin } from "../executor/index.ts";
import { type NewsRow, readNews } from "./watch-queries.ts";

/** Milliseconds between two looks where nothing was heard: no process tells of its own death. */
const LOOK_MS = 1_000;
/** Events read at once. */
const MOST = 500;

/**
 * A job as it happens: first what has been told of it already, or what came after the last event its client got, then
 * each event as it is written. No database connection is held between two looks.
 * @throws PeproError `not_found`
 */
export const watchOpening = defineSubscription({
  name: "opening.watch",
  permission: orKey(superAdmin, "tenants:read"),
  input: watchOpeningInput,
  event: openingEvent,
  idOf: ({ id }: OpeningEvent) => id,
  run: async function* ({ core, signal }, { id, lastEventId, until }) {
    let after = lastEventId ?? "0";
    const ear = core.openings.listen(id);
    try {
      while (!signal.aborted) {
        const [news] = await core.db.queryPlatform<NewsRow>(readNews(id, after, MOST));
        if (!news) throw new PeproError("not_found", { entity: "openingJob", id });
        for (const event of news.events) {
          yield event;
          after = event.id;
        }
        if (news.events.length === MOST) continue;
        const isOver = until === "idle" ? news.state !== "running" : !["running", "paused"].includes(news.state);
        if (isOver && !news.isWorking) return;
        await ear.heard(LOOK_MS, signal);
      }
    } finally {
      ear.close();
    }
  },
});
