import { type FleetEvent, type FleetRun, fleetRunAfter } from "@pepro/contracts";
import { type Core, execute, getFleetRun, subscribe, watchFleetRun } from "@pepro/core";
import { createProgress } from "../output/progress.ts";
import type { Cli } from "../program/cli.ts";
import { endText, noteText } from "./texts.ts";

export type Followed = {
  run: FleetRun;
  /** Schools that were looked at and had nothing left to do. */
  current: number;
};

type Show = { event(event: FleetEvent, run: FleetRun): void; end(): void };

/**
 * Shows what happens in a run, until nobody works on it any more or, through pauses, to its end: a bar on a terminal, an
 * event a line in JSON elsewhere, or a line a school where that is asked for.
 */
export async function follow(
  cli: Cli,
  core: Core,
  begun: FleetRun,
  until: "idle" | "ended" = "idle",
): Promise<Followed> {
  const cutOff = new AbortController();
  const working = core.fleet.settled(begun.id);
  // A run that this process cannot go on with is nobody's: it would be watched for ever.
  working.catch(() => cutOff.abort());
  const signal = AbortSignal.any([cli.world.interruption, cutOff.signal]);
  const show = cli.json ? jsonLines(cli) : lines(cli);
  const input = { id: begun.id, lastEventId: begun.lastEventId, until };
  let run = begun;
  let current = 0;
  try {
    for await (const event of subscribe(core, watchFleetRun, cli.call, input, signal)) {
      run = fleetRunAfter(run, event);
      if (event.kind === "school.skipped" && event.reason === "current") current++;
      show.event(event, run);
    }
    await working;
  } finally {
    show.end();
  }
  const { run: ended } = await execute(core, getFleetRun, cli.call, { id: begun.id, pageSize: 1 });
  return { run: ended, current };
}

function jsonLines(cli: Cli): Show {
  return { event: (event) => cli.world.stdout.write(`${JSON.stringify(event)}\n`), end: () => {} };
}

function lines(cli: Cli): Show {
  const progress = createProgress(cli.world.stdout);
  return {
    event: (event, run) => {
      const { done, failed, skipped } = run.counts;
      const ended = endText(cli, event);
      const note = ended === undefined ? noteText(cli, event, run.waves.length) : undefined;
      if (ended !== undefined)
        progress.step(done + failed + skipped, run.schools, ended, event.kind === "school.failed");
      if (note !== undefined) progress.note(note);
    },
    end: progress.end,
  };
}
