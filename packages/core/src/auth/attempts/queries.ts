import { join, rawSql, type Statement, sql } from "@pepro/db";
import type { Rate } from "./limits.ts";

export type Counter = Rate & { key: string };

/**
 * Takes one attempt of each counter, in order, up to the first that has none left; those after it stay as they are.
 * `last_request` is when all that was taken is forgotten. One row: how many of the counters let it through.
 *
 * The order is the order of locks too: the narrowest counter comes first.
 */
export function takeInTurn(counters: readonly Counter[], now: number): Statement {
  const steps = counters.map(({ key, burst, everyMs }, index) => {
    const before = index === 0 ? sql`` : sql` where exists (select 1 from ${rawSql(`taken_${index - 1}`)})`;
    return sql`${rawSql(`taken_${index}`)} as (
      insert into rate_limits as r (key, count, last_request)
      select ${key}::text, 1, ${now + everyMs}::bigint${before}
      on conflict (key) do update set
        count = case when r.last_request <= ${now}::bigint then 1 else r.count + 1 end,
        last_request = greatest(r.last_request, ${now}::bigint) + ${everyMs}::bigint
      where greatest(r.last_request, ${now}::bigint) <= ${now + (burst - 1) * everyMs}::bigint
      returning 1
    )`;
  });
  const counts = counters.map((_, index) => rawSql(`(select count(*) from taken_${index})`));
  return sql`with ${join(steps, ", ")} select ${join(counts, " + ")} as passed`;
}

export function readCounter(key: string): Statement {
  return sql`select last_request from rate_limits where key = ${key}`;
}

/** Forgets what was counted against an account, gives its attempt back to the address, and knows it for later where `known` says so. */
export function forgive(
  { pair, address, account }: Record<"pair" | "address" | "account", Counter>,
  known: { key: string; until: number } | undefined,
  now: number,
): Statement {
  const end = known
    ? sql`insert into rate_limits as r (key, count, last_request)
        select ${known.key}::text, count(*), ${known.until}::bigint from account
        on conflict (key) do update set last_request = excluded.last_request`
    : sql`select count(*) from account`;
  return sql`with pair as (delete from rate_limits where key = ${pair.key} returning 1),
    address as (
      update rate_limits set last_request = last_request - ${address.everyMs}::bigint, count = greatest(count - 1, 0)
      where key = ${address.key} and last_request > ${now}::bigint and (select count(*) from pair) >= 0 returning 1
    ),
    account as (delete from rate_limits where key = ${account.key} and (select count(*) from address) >= 0 returning 1)
    ${end}`;
}
