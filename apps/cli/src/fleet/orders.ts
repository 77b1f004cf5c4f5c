import type { FleetRun } from "@pepro/contracts";
import {
  type Core,
  cancelFleetRun,
  execute,
  getFleetRun,
  getFleetStatus,
  pauseFleetRun,
  resumeFleetRun,
  retryFailedSchools,
} from "@pepro/core";
import type { Cli } from "../program/cli.ts";
import { UsageError } from "../program/usage-error.ts";
import type { Order } from "./flags.ts";

const NO_RUN = {
  fr: "Aucune migration n'est en cours ni en pause. Nommez-en une : --run <identifiant>",
  en: "No migration is running or paused. Name one: --run <id>",
};

/** Does what is asked of a run. @returns the run as it stands then */
export async function give(cli: Cli, core: Core, order: Order, named: string | undefined): Promise<FleetRun> {
  const id = named ?? (await meantBy(cli, core, order));
  switch (order) {
    case "pause":
      return execute(core, pauseFleetRun, cli.call, { id });
    case "resume":
      return execute(core, resumeFleetRun, cli.call, { id });
    case "retryFailed":
      return execute(core, retryFailedSchools, cli.call, { id });
    case "cancel":
      return execute(core, cancelFleetRun, cli.call, { id });
    case "watch":
      return (await execute(core, getFleetRun, cli.call, { id, pageSize: 1 })).run;
  }
}

/** The run that is not over yet; of what failed, the latest there was. @throws UsageError */
async function meantBy(cli: Cli, core: Core, order: Order): Promise<string> {
  const { active, latestRun } = await execute(core, getFleetStatus, cli.call, {});
  const meant = active ?? (order === "retryFailed" ? latestRun : null);
  if (!meant) throw new UsageError(NO_RUN);
  return meant.id;
}

/** What became of an order that is not followed to its end. */
export function orderText(cli: Cli, order: "pause" | "cancel", { id, isWorking }: FleetRun): string {
  const done = {
    pause: { fr: "La migration {id} est en pause.", en: "The migration {id} is paused." },
    cancel: { fr: "La migration {id} est annulée.", en: "The migration {id} is cancelled." },
  }[order];
  const ending = {
    fr: " Les établissements en cours se terminent.",
    en: " The schools under way are being finished.",
  };
  return cli.say(done, { id }) + (isWorking ? cli.say(ending) : "");
}
