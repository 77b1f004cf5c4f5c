import type { Database } from "@pepro/db";
import { touchTenant } from "./queries.ts";

/** Notes that a school was used; written in the background, at most once a minute a school. */
export type AccessLog = { touch(tenantId: string): void; settled(): Promise<void> };

const MINUTE = 60_000;

export function createAccessLog(db: Database, onError: (error: unknown) => void): AccessLog {
  const writtenAt = new Map<string, number>();
  const writing = new Set<Promise<unknown>>();
  return {
    touch: (tenantId) => {
      const now = Date.now();
      if (now - (writtenAt.get(tenantId) ?? 0) < MINUTE) return;
      writtenAt.delete(tenantId);
      writtenAt.set(tenantId, now);
      if (writtenAt.size > 10_000) writtenAt.delete(writtenAt.keys().next().value as string);
      const written = touchTenant(db, tenantId)
        .catch(onError)
        .finally(() => writing.delete(written));
      writing.add(written);
    },
    settled: async () => {
      await Promise.all(writing);
    },
  };
}
