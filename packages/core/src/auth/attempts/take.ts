import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { type AuthMeta, type AuthScope, hasUsers, PLATFORM, type Store, scopeName, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { hashToken } from "../sessions/token-hash.ts";
import { addressKey } from "./address.ts";
import { KNOWN_MS, type Purpose, RATES, type Rate } from "./limits.ts";
import { type Counter, forgive, readCounter, takeInTurn } from "./queries.ts";

type Counters = Record<"pair" | "address" | "account", Counter>;

/**
 * One attempt that was let through; `succeeded` takes it off the counters again. `isWhole`: nothing more is asked, so the
 * account knows this address from now on. `tx`: the transaction in which it succeeded, so that they end together.
 */
export type Attempt = { succeeded(isWhole: boolean, tx?: Tx): Promise<void> };

/**
 * Lets an attempt on an account through, or refuses it: counted before the work, so that of many at once exactly so many
 * get to it.
 * @param account an e-mail address or an id, known here or not
 * @throws PeproError `too_many_attempts`
 */
export async function takeAttempt(
  { db, clock }: Pick<AuthServices, "db" | "clock">,
  scope: AuthScope,
  purpose: Purpose,
  account: string,
  meta: AuthMeta,
): Promise<Attempt> {
  const { store, prefix } = placeOf(db, scope);
  const now = clock().getTime();
  const who = await hashToken(account.trim().toLowerCase());
  const where = addressKey(meta.ipAddress);
  const rates = RATES[purpose];
  const counters: Counters = {
    pair: { key: `${prefix}${purpose}:${who}:${where}`, ...rates.pair },
    address: { key: `${prefix}${purpose}:*:${where}`, ...rates.address },
    account: { key: `${prefix}${purpose}:${who}:*`, ...rates.account },
  };
  const known = `${prefix}known:${who}:${where}`;
  const refused = await firstRefused(store, [counters.pair, counters.address, counters.account], now);
  if (refused === counters.account && (await isAhead(store, known, now))) return attemptOn(store, counters, known, now);
  if (refused) throw await tooMany(store, refused, now);
  return attemptOn(store, counters, known, now);
}

/** The same for what has one counter alone. @throws PeproError `too_many_attempts` */
export async function takeOne(
  { db, clock }: Pick<AuthServices, "db" | "clock">,
  scope: AuthScope,
  name: string,
  rate: Rate,
): Promise<void> {
  const { store, prefix } = placeOf(db, scope);
  const now = clock().getTime();
  const counter = { key: `${prefix}${name}`, ...rate };
  if (await firstRefused(store, [counter], now)) throw await tooMany(store, counter, now);
}

/** A school that is not opened yet has no tables: the platform counts for it. */
function placeOf(db: AuthServices["db"], scope: AuthScope): { store: Store; prefix: string } {
  if (hasUsers(scope)) return { store: storeOf(db, scope), prefix: "" };
  return { store: storeOf(db, PLATFORM), prefix: `${scopeName(scope)}/` };
}

function attemptOn(store: Store, counters: Counters, known: string, now: number): Attempt {
  return {
    succeeded: async (isWhole, tx = store) => {
      await tx.execute(forgive(counters, isWhole ? { key: known, until: now + KNOWN_MS } : undefined, now));
    },
  };
}

async function firstRefused(store: Store, counters: readonly Counter[], now: number): Promise<Counter | undefined> {
  const row = await store.first<{ passed: number }>(takeInTurn(counters, now));
  return counters[row?.passed ?? 0];
}

async function isAhead(store: Store, key: string, now: number): Promise<boolean> {
  return ((await store.first<{ last_request: number }>(readCounter(key)))?.last_request ?? 0) > now;
}

async function tooMany(store: Store, { key, burst, everyMs }: Counter, now: number): Promise<PeproError> {
  const until = (await store.first<{ last_request: number }>(readCounter(key)))?.last_request ?? now;
  const waitMs = until - (burst - 1) * everyMs - now;
  return new PeproError("too_many_attempts", { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) });
}
