import type { Core } from "@pepro/core";
import type { Statement, WritingTx } from "@pepro/db";
import { interceptPool } from "../../harness/intercept.ts";
import type { Steps } from "./steps.ts";

/** What is written behind everybody's back comes when it comes, and no step is counted by it. */
const BESIDE = /provisioning_events/;

/** The same core, of which every statement to the control plane and to the cluster, every commit and every file is a step. */
export function dyingCore(core: Core, { step }: Steps): Core {
  const counted = async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const { done } = step(name);
    const result = await task();
    done();
    return result;
  };
  const control = <T>({ text }: Statement, task: () => Promise<T>): Promise<T> =>
    BESIDE.test(text) ? task() : counted(`control: ${text.replace(/\s+/g, " ")}`, task);
  const countedTx = (tx: WritingTx): WritingTx => ({
    query: (statement) => control(statement, () => tx.query(statement)),
    first: (statement) => control(statement, () => tx.first(statement)),
    execute: (statement) => control(statement, () => tx.execute(statement)),
    atCommit: (statement) => tx.atCommit(statement),
  });
  const { db, storage } = core;
  return {
    ...core,
    db: {
      ...db,
      queryPlatform: (statement) => control(statement, () => db.queryPlatform(statement)),
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
      owner: (id) => {
        const awaiting: { done(): void }[] = [];
        return interceptPool(db.owner(id), {
          before: ({ text }) => void awaiting.push(step(`cluster: ${text}`)),
          answered: () => awaiting.shift()?.done(),
        });
      },
    },
    storage: { ...storage, ensureArea: (id) => counted("storage", () => storage.ensureArea(id)) },
  };
}
