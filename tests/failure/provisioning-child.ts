// Provisions one school and kills itself at a chosen step. Run by provisioning-kill.test.ts, bundled.
import { writeSync } from "node:fs";
import { execute, type MigrationBundle, provisionTenant } from "@pepro/core";
import type { WritingTx } from "@pepro/db";
import { openCore, SILENT_LOG } from "@pepro/runtime";
import { interceptPool } from "../harness/intercept.ts";
import { BASE_DOMAIN, OPERATOR, SECRET } from "../harness/platform.ts";

export type ChildOptions = {
  databaseUrl: string;
  dataDir: string;
  tenantId: string;
  applicationName: string;
  migrations: MigrationBundle;
  /** The step at which to die, counted from 0, and whether it gets as far as the wire; undefined: count the steps. */
  dieAt: number | undefined;
  /** before: of the step nothing leaves; sent: it has left; done: it was answered. */
  moment: "before" | "sent" | "done";
};

const options = JSON.parse(process.argv[2] ?? "") as ChildOptions;
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

async function counted<T>(name: string, task: () => Promise<T>): Promise<T> {
  const { done } = step(name);
  const result = await task();
  done();
  return result;
}

function countedTx(tx: WritingTx): WritingTx {
  return {
    query: (statement) => counted(`control: ${statement.text}`, () => tx.query(statement)),
    first: (statement) => counted(`control: ${statement.text}`, () => tx.first(statement)),
    execute: (statement) => counted(`control: ${statement.text}`, () => tx.execute(statement)),
    atCommit: (statement) => tx.atCommit(statement),
  };
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
});

const { db, storage } = core;
const dying = {
  ...core,
  db: {
    ...db,
    withPlatform: async <T>(work: (tx: WritingTx) => Promise<T>) => {
      let commit: { done(): void } | undefined;
      const result = await db.withPlatform(async (tx) => {
        const worked = await work(countedTx(tx));
        commit = step("control: commit");
        return worked;
      });
      commit?.done();
      return result;
    },
    owner: (id: string) => {
      const awaiting: { done(): void }[] = [];
      return interceptPool(db.owner(id), {
        before: ({ text }) => void awaiting.push(step(`cluster: ${text}`)),
        answered: () => awaiting.shift()?.done(),
      });
    },
  },
  storage: { ...storage, ensureArea: (id: string) => counted("storage", () => storage.ensureArea(id)) },
};

await execute(dying, provisionTenant, OPERATOR, { id: options.tenantId });
await close();
writeSync(1, JSON.stringify(steps));
