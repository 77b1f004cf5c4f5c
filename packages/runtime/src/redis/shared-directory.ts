import { randomUUID } from "node:crypto";
import type { Log, ResolvedTenant, SharedDirectory, SharedLook } from "@pepro/core";
import { Redis } from "ioredis";
import { createSeal } from "./seal.ts";

export type SharedDirectoryOptions = {
  url: string;
  installationId: string;
  /** 32 bytes: what was not written by this installation is not believed. */
  key: Uint8Array;
  /** False for a command, which hears of no change: it only makes others forget. */
  isReader: boolean;
  log: Log;
};

export type OpenSharedDirectory = SharedDirectory & { close(): Promise<void> };

/** The form of an entry: raised when `ResolvedTenant` changes, so that programs of two releases keep apart. */
const FORM = 1;
/** Milliseconds a request waits for it, once: then it counts as away. */
const WAIT_MS = 50;
/** Milliseconds between two attempts to have it back. */
const RETRY_MS = 500;
/** Milliseconds that a process which starts waits for it. */
const START_MS = 300;
const KEPT_MS = { present: 3_600_000, absent: 60_000 };

/** Puts an entry in unless something was forgotten since its reader looked: the token is another then. */
const KEEP = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('set', KEYS[2], ARGV[2], 'px', ARGV[3]) end`;

/**
 * Redis as the second level of resolution. Nothing depends on it: while it is away, slow, empty or not to be believed, the
 * control plane is asked.
 *
 * Two tokens guard it. `epoch` is part of every entry: another one makes all of them unreadable. `turn` changes with
 * whatever is forgotten, and an entry goes in only where it is still the one that its reader saw before it read the
 * control plane. Who comes back after having been away begins with a new epoch: what it could not forget meanwhile
 * is read by nobody.
 */
export async function openSharedDirectory(options: SharedDirectoryOptions): Promise<OpenSharedDirectory> {
  const { isReader, log } = options;
  const seal = createSeal(options.key);
  const prefix = `{pepro:${options.installationId}}:${FORM}:`;
  const [epochKey, turnKey] = [`${prefix}epoch`, `${prefix}turn`];
  const entryKey = (key: string) => `${prefix}host:${key}`;
  const redis = new Redis(options.url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: WAIT_MS,
    retryStrategy: () => RETRY_MS,
  });
  let isUsable = false;
  let isTold = false;
  /** Another one after each loss: what was read before it is not written after it. */
  let connection = 0;

  let begun: () => void = () => {};
  const began = new Promise<void>((resolve) => {
    begun = resolve;
    setTimeout(resolve, START_MS).unref();
  });

  const lose = (error: unknown) => {
    begun();
    const wasUsable = isUsable;
    isUsable = false;
    connection += 1;
    if (!isTold) log.warn("redis is away", { reason: error instanceof Error ? error.message : String(error) });
    isTold = true;
    // It may have stopped without hanging up.
    if (wasUsable) redis.disconnect(true);
  };
  const renew = async () => {
    try {
      const token = randomUUID();
      if (isReader) await redis.mset(epochKey, token, turnKey, token);
      isUsable = true;
      begun();
      if (isTold) log.info("redis is back");
      isTold = false;
    } catch (error) {
      lose(error);
      redis.disconnect(true);
    }
  };
  redis.on("ready", () => void renew());
  redis.on("close", () => isUsable && lose("the connection was closed"));
  redis.on("error", (error) => lose(error));

  const look = async (key: string): Promise<SharedLook | undefined> => {
    if (!isUsable || !isReader) return undefined;
    const own = connection;
    try {
      const [epoch, turn, text] = await redis.mget(epochKey, turnKey, entryKey(key));
      // Somebody emptied it: whoever comes next finds tokens again.
      if (!epoch || !turn) return void renew();
      const found = text ? seal.open<ResolvedTenant | null>(`${epoch}\n${key}`, text) : undefined;
      const keep = (tenant: ResolvedTenant | undefined) => {
        if (!isUsable || own !== connection) return;
        const entry = seal.close(`${epoch}\n${key}`, tenant ?? null);
        const milliseconds = tenant ? KEPT_MS.present : KEPT_MS.absent;
        redis.eval(KEEP, 2, turnKey, entryKey(key), turn, entry, milliseconds).catch(lose);
      };
      return { found, keep };
    } catch (error) {
      if (own === connection) lose(error);
      return undefined;
    }
  };

  const forget = (keys: readonly string[] | "all") => {
    if (!isUsable) return;
    const token = randomUUID();
    const told = keys === "all" ? redis.mset(epochKey, token, turnKey, token) : forgetKeys(token, keys);
    Promise.resolve(told).catch(lose);
  };
  const forgetKeys = async (token: string, keys: readonly string[]) => {
    await Promise.all([redis.set(turnKey, token), keys.length > 0 && redis.del(...keys.map(entryKey))]);
  };

  redis.connect().catch(() => {});
  await began;

  return {
    look,
    forget,
    close: async () => {
      // What was told to be forgotten goes out before the connection ends.
      if (isUsable) await redis.quit().catch(() => {});
      redis.disconnect();
    },
  };
}
