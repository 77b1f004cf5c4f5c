// Works on a fleet run and kills itself at a chosen statement. Run by fleet-kill.test.ts, bundled.
import { writeSync } from "node:fs";
import { execute, type MigrationBundle, migrateTenants } from "@pepro/core";
import type { Statement } from "@pepro/db";
import { openCore, SILENT_LOG } from "@pepro/runtime";
import { interceptPool } from "../harness/intercept.ts";
import { BASE_DOMAIN, OPERATOR, SECRET } from "../harness/platform.ts";

export type FleetChildOptions = {
  databaseUrl: string;
  dataDir: string;
  applicationName: string;
  migrations: MigrationBundle;
  concurrency: number;
  /** The statement at which to die, counted from 0; undefined: count them. */
  dieAt: number | undefined;
  /** before: it does not leave; sent: it has left; done: it was answered. */
  moment: "before" | "sent" | "done";
};

const options = JSON.parse(process.argv[2] ?? "") as FleetChildOptions;
const steps: string[] = [];

const die = () => process.kill(process.pid, "SIGKILL");

function step(name: string): { done(): void } {
  const isLast = steps.length === options.dieAt;
  steps.push(name);
  if (isLast && options.moment === "before") die();
  // The driver writes what was asked for in one turn of the event loop at the end of it.
  if (isLast && options.moment === "sent") setImmediate(() => setImmediate(die));
  return { done: () => void (isLast && die()) };
}

const { core, close } = await openCore({
  configuration: { baseDomain: BASE_DOMAIN, mainHosts: [], dataDir: options.dataDir, runtimeDatabaseUrl: undefined },
  ownerUrl: options.databaseUrl,
  secret: SECRET,
  migrations: options.migrations,
  log: SILENT_LOG,
  applicationName: options.applicationName,
  listening: false,
  prepare: false,
  // Every batch of control rows is a step of its own.
  fleetTiming: { flushMs: 1 },
});

const { db } = core;
const dying = {
  ...core,
  db: {
    ...db,
    queryPlatform: async <T>(statement: Statement) => {
      const { done } = step(`control: ${statement.text.replace(/\s+/g, " ")}`);
      const rows = await db.queryPlatform<T>(statement);
      done();
      return rows;
    },
    owner: (id: string) =>
      interceptPool(db.owner(id), {
        before: (statement) => void awaiting.push(step(`school: ${statement.text}`)),
        answered: () => awaiting.shift()?.done(),
      }),
  },
};
const awaiting: { done(): void }[] = [];

await execute(dying, migrateTenants, OPERATOR, { concurrency: options.concurrency, canary: { count: 1 } });
await close();
writeSync(1, JSON.stringify(steps));
