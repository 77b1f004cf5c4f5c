// Works on a fleet run and kills itself at a chosen statement. Run by fleet-kill.test.ts, bundled.
import { execute, migrateTenants } from "@pepro/core";
import type { Statement } from "@pepro/db";
import { interceptPool } from "../harness/intercept.ts";
import { OPERATOR } from "../harness/platform.ts";
import { countSteps, type DyingOptions, openDying, type Steps } from "./support/steps.ts";

export type FleetChildOptions = DyingOptions & { concurrency: number };

const options = JSON.parse(process.argv[2] ?? "") as FleetChildOptions;
const { step, tell } = countSteps(options);

// Every batch of control rows is a step of its own, and how many schools a message holds is not decided by a clock.
const { core, close } = await openDying(options, {
  fleetTiming: { flushMs: 1, turnMs: Number.MAX_SAFE_INTEGER },
  maxOwnerConnections: options.concurrency + 1,
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
    owner: (id: string) => {
      const awaiting = new Map<string, ReturnType<Steps["step"]>>();
      return interceptPool(db.owner(id), {
        before: ({ text }) => void awaiting.set(text, step(`school: ${text}`)),
        answered: ({ text }) => awaiting.get(text)?.done(),
      });
    },
  },
};

await execute(dying, migrateTenants, OPERATOR, { concurrency: options.concurrency, canary: { count: 1 } });
await close();
tell();
