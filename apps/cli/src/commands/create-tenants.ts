import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { OpeningCheck, OpeningJob, OpeningRow } from "@pepro/contracts";
import { type Core, checkOpening, execute, startOpening, takeOpeningPasswords } from "@pepro/core";
import { follow } from "../opening/follow.ts";
import { openResultFile, type ResultFile } from "../opening/result-file.ts";
import { faultText, jobText, planText } from "../opening/texts.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand, type Result } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";
import { wholeNumber } from "../program/values.ts";

type Flags = { check?: boolean; concurrency?: string; result?: string };

/** Exit codes where the file has a fault, where a school is there with other values, and where not every school is open. */
const [FAULTY, DIFFERENT, FAILED] = [2, 5, 7];

/** A connection of the runtime login for each school at a time, and as many for what is written beside them. */
const CONNECTIONS_EACH = 2;

const UNREADABLE = { fr: "{file} ne peut être lu : {reason}", en: "{file} cannot be read: {reason}" };

export const createTenantsCommand = defineCommand<Flags>({
  name: "create-tenants",
  summary: {
    fr: "ouvrir tous les établissements d'un fichier CSV",
    en: "open every school of a CSV file",
  },
  argument: {
    field: "csv",
    name: { fr: "<fichier>", en: "<file>" },
    text: { fr: "fichier CSV, un établissement par ligne", en: "CSV file, a school a line" },
  },
  options: [
    {
      flags: "--check",
      text: { fr: "vérifier le fichier, sans rien ouvrir", en: "check the file, opening nothing" },
    },
    {
      flags: "--concurrency <n>",
      text: { fr: "établissements à la fois, 8 au plus (4 sinon)", en: "schools at a time, 8 at most (4 otherwise)" },
    },
    {
      flags: "--result <file>",
      text: {
        fr: "où écrire ce qu'il en est de chacun, et les mots de passe (à côté du fichier sinon)",
        en: "where to write what became of each, and the passwords (beside the file otherwise)",
      },
    },
  ],
  run: async (cli, flags, file) => {
    const csv = textOf(file);
    const input = { csv, fileName: basename(file), concurrency: wholeNumber(flags.concurrency) };
    cli.check(startOpening, input);
    const most = Number(input.concurrency ?? 4);
    const core = await cli.core({
      maxOwnerConnections: most + 1,
      maxConnections: most * CONNECTIONS_EACH + 2,
      openings: { maxConcurrency: most },
    });
    const plan = await execute(core, checkOpening, cli.call, { csv });
    if (plan.faults.length > 0) return faulty(cli, plan);
    if (flags.check) return { data: plan, text: planText(cli, plan) };
    const result = openResultFile(file, flags.result);
    const opened = await openAll(cli, core, input).catch((error) => {
      result.discard();
      throw error;
    });
    return told(cli, core, opened, result, file);
  },
});

type Opened = { job: OpeningJob; rows: OpeningRow[] };

async function openAll(cli: Cli, core: Core, input: object): Promise<Opened> {
  const opened = await follow(cli, core, await execute(core, startOpening, cli.call, input));
  // Its passwords wait for whoever goes on with it.
  cli.world.interruption.throwIfAborted();
  return opened;
}

async function told(cli: Cli, core: Core, { job, rows }: Opened, result: ResultFile, file: string): Promise<Result> {
  const { admins } = await execute(core, takeOpeningPasswords, cli.call, { id: job.id });
  result.write(cli, rows, admins);
  const where = {
    fr: "Le détail est dans {file}, avec {count} : ce fichier est à remettre puis à effacer.",
    en: "The details are in {file}, with {count}: hand them over, then erase this file.",
  };
  const passwords = cli.formats.plural(
    admins.length,
    { fr: "mot de passe", en: "password" },
    { fr: "mots de passe", en: "passwords" },
  );
  const text = [jobText(cli, job, file), cli.say(where, { file: result.path, count: passwords })].join("\n");
  const { failed, different } = job.counts;
  const exitCode = job.state !== "done" || failed > 0 ? FAILED : different > 0 ? DIFFERENT : 0;
  // Passwords are in the file alone: lines like these end up in logs.
  return { data: { kind: "result", job, rows, resultFile: result.path }, isLine: true, text, exitCode };
}

function faulty(cli: Cli, plan: OpeningCheck): Result {
  const { faults } = plan;
  const count = cli.formats.plural(faults.length, { fr: "faute", en: "fault" }, { fr: "fautes", en: "faults" });
  const nothing = { fr: "{count} : rien n'a été ouvert.", en: "{count}: nothing was opened." };
  const text = [...faults.map((fault) => faultText(cli, fault)), cli.say(nothing, { count })].join("\n");
  return { data: plan, text, exitCode: FAULTY };
}

function textOf(file: string): string {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw new UsageError(UNREADABLE, { file, reason: error instanceof Error ? error.message : String(error) });
  }
}
