import { type OpeningEvent, type OpeningJob, type OpeningRow, openingJobAfter } from "@pepro/contracts";
import { type Core, execute, getOpening, subscribe, watchOpening } from "@pepro/core";
import { createProgress } from "../output/progress.ts";
import type { Cli } from "../program/cli.ts";
import { endText, presentText } from "./texts.ts";

type Show = { event(event: OpeningEvent, job: OpeningJob): void; end(): void };

/**
 * Shows what happens in a job, until nobody works on it any more: a bar on a terminal, a line a school elsewhere, with
 * `--json` an event a line.
 * @returns the job as it stands then, and its rows
 */
export async function follow(
  cli: Cli,
  core: Core,
  begun: OpeningJob,
): Promise<{ job: OpeningJob; rows: OpeningRow[] }> {
  const cutOff = new AbortController();
  const working = core.openings.settled(begun.id);
  // A job that this process cannot go on with is nobody's: it would be watched for ever.
  working.catch(() => cutOff.abort());
  const signal = AbortSignal.any([cli.world.interruption, cutOff.signal]);
  const show = cli.json ? jsonLines(cli) : lines(cli, await thereAlready(cli, core, begun));
  let job = begun;
  try {
    const input = { id: begun.id, lastEventId: begun.lastEventId, until: "idle" as const };
    for await (const event of subscribe(core, watchOpening, cli.call, input, signal)) {
      job = openingJobAfter(job, event);
      show.event(event, job);
    }
    await working;
  } finally {
    show.end();
  }
  return wholeJob(cli, core, begun.id);
}

const LARGEST_PAGE = 200;

/** A job with every one of its rows. */
async function wholeJob(cli: Cli, core: Core, id: string) {
  const rows: OpeningRow[] = [];
  for (let page = 1; ; page++) {
    const found = await execute(core, getOpening, cli.call, { id, page, pageSize: LARGEST_PAGE });
    rows.push(...found.rows.items);
    if (rows.length >= found.rows.count || found.rows.items.length === 0) return { job: found.job, rows };
  }
}

async function thereAlready(cli: Cli, core: Core, { id }: OpeningJob): Promise<string[]> {
  const input = { id, state: ["present" as const, "different" as const], pageSize: LARGEST_PAGE };
  const { rows } = await execute(core, getOpening, cli.call, input);
  return rows.items.map(({ subdomain, differences }) =>
    cli.say({ fr: "{name} : {text}", en: "{name}: {text}" }, { name: subdomain, text: presentText(cli, differences) }),
  );
}

function jsonLines(cli: Cli): Show {
  return { event: (event) => cli.world.stdout.write(`${JSON.stringify(event)}\n`), end: () => {} };
}

function lines(cli: Cli, there: readonly string[]): Show {
  const progress = createProgress(cli.world.stdout);
  for (const line of there) progress.note(line);
  return {
    event: (event, { counts, rows }) => {
      const text = endText(cli, event);
      const ended = rows - counts.pending - counts.running;
      if (text !== undefined) progress.step(ended, rows, text, event.kind !== "row.done");
    },
    end: progress.end,
  };
}
