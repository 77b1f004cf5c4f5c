import type { OpeningCounts, OpeningJob, OpeningRowState } from "./opening.ts";
import type { OpeningEvent } from "./opening-events.ts";

/**
 * A job as it stands after one more event, so that who watches need not ask again. An event that the job knows already
 * changes nothing.
 */
export function openingJobAfter(job: OpeningJob, event: OpeningEvent): OpeningJob {
  if (event.jobId !== job.id || Number(event.id) <= Number(job.lastEventId)) return job;
  return changed({ ...job, lastEventId: event.id }, event);
}

function changed(job: OpeningJob, event: OpeningEvent): OpeningJob {
  switch (event.kind) {
    case "job.taken":
      return { ...moveAll(job, "running", "pending"), isWorking: true };
    case "job.paused":
      return { ...job, state: "paused" };
    case "job.resumed":
      return { ...moveAll(job, "failed", "pending"), state: "running", endedAt: null };
    case "job.cancelled":
      return { ...moveAll(job, "pending", "skipped"), state: "cancelled", endedAt: event.at };
    case "job.ended":
      return { ...job, state: event.state, endedAt: event.at, isWorking: false };
    case "row.started":
      return move(job, event.was, "running");
    case "row.done":
      return { ...move(job, event.was, "done"), passwords: job.passwords + 1 };
    case "row.present":
      return move(job, event.was, event.differences.length > 0 ? "different" : "present");
    case "row.failed":
      return move(job, event.was, "failed");
    default:
      return job;
  }
}

function move(job: OpeningJob, from: OpeningRowState, to: OpeningRowState): OpeningJob {
  return { ...job, counts: shifted(job.counts, from, to, 1) };
}

function moveAll(job: OpeningJob, from: OpeningRowState, to: OpeningRowState): OpeningJob {
  return { ...job, counts: shifted(job.counts, from, to, job.counts[from]) };
}

function shifted(counts: OpeningCounts, from: OpeningRowState, to: OpeningRowState, by: number): OpeningCounts {
  return from === to ? counts : { ...counts, [from]: counts[from] - by, [to]: counts[to] + by };
}
