import type { TenantView } from "@pepro/contracts";
import type { Core } from "@pepro/core";
import { sql, type Tx } from "@pepro/db";
import { measure, type Result } from "./ratio.ts";

const QUERY = sql`select id, full_name from users where lower(username) = ${"admin"}`;
const read = (tx: Tx) => tx.first(QUERY);

/**
 * Milliseconds a transaction of one query on a school's users, under its role and search path, against the same
 * transaction on the platform's users under the login itself: one after the other.
 */
export async function measureRole(core: Core, school: TenantView, rounds: number, times: number): Promise<Result> {
  const target = await core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  const each = async (transaction: () => Promise<unknown>) => {
    const started = performance.now();
    for (let time = 0; time < times; time++) await transaction();
    return (performance.now() - started) / times;
  };
  return measure(
    {
      name: "a tenant transaction, with role and search path ÷ without",
      target: undefined,
      unit: "ms",
      ours: () => each(() => core.db.withTenant(target.tenant, read)),
      theirs: () => each(() => core.db.withPlatform(read)),
    },
    rounds,
  );
}
