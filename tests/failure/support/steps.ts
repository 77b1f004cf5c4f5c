import { writeSync } from "node:fs";
import type { MigrationBundle } from "@pepro/core";
import { type OpenCore, type OpenOptions, openCore, SILENT_LOG } from "@pepro/runtime";
import { BASE_DOMAIN, SECRET } from "../../harness/platform.ts";

/** What a process is told that is to die at a chosen step. */
export type DyingOptions = {
  databaseUrl: string;
  dataDir: string;
  applicationName: string;
  migrations: MigrationBundle;
  /** The step at which to die, counted from 0; undefined: count the steps. */
  dieAt: number | undefined;
  /** before: of the step nothing leaves; sent: it has left; done: it was answered. */
  moment: "before" | "sent" | "done";
};

export type Steps = {
  /** A step begins; `done` tells that it was answered. */
  step(name: string): { done(): void };
  /** Tells whoever started this process which steps there were. */
  tell(): void;
};

export function countSteps({ dieAt, moment }: Pick<DyingOptions, "dieAt" | "moment">): Steps {
  const steps: string[] = [];
  const die = () => process.kill(process.pid, "SIGKILL");
  return {
    step: (name) => {
      const isLast = steps.length === dieAt;
      steps.push(name);
      if (isLast && moment === "before") die();
      // The driver writes what was asked for in one turn of the event loop at the end of it.
      if (isLast && moment === "sent") setImmediate(() => setImmediate(die));
      return { done: () => void (isLast && die()) };
    },
    tell: () => {
      // What is written in batches takes a step more or less: who had none left to die at dies at the end.
      if (dieAt !== undefined) die();
      writeSync(1, JSON.stringify(steps));
    },
  };
}

export function openDying(options: DyingOptions, more: Partial<OpenOptions> = {}): Promise<OpenCore> {
  return openCore({
    configuration: { baseDomain: BASE_DOMAIN, mainHosts: [], dataDir: options.dataDir, runtimeDatabaseUrl: undefined },
    ownerUrl: options.databaseUrl,
    secret: SECRET,
    migrations: options.migrations,
    log: SILENT_LOG,
    applicationName: options.applicationName,
    listening: false,
    prepare: false,
    ...more,
  });
}
