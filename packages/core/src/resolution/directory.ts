import type { SharedDirectory } from "./shared.ts";
import type { ResolvedTenant } from "./tenant.ts";

/** Finds the tenant of a key (a host, or `subdomain:<label>`), from memory where that can be trusted. */
export type Directory = {
  resolve(key: string): Promise<ResolvedTenant | undefined>;
  /** What memory holds of a key, without asking. */
  peek(key: string): ResolvedTenant | undefined;
  /** Forgets keys, or everything; what is being read at this moment will not be kept either. */
  invalidate(keys: readonly string[] | "all"): void;
  /** False while changes elsewhere cannot be heard: then nothing is answered from memory. */
  trust(trusted: boolean): void;
  readonly stats: { hits: number; misses: number; size: number };
};

export type DirectoryOptions = {
  load: (key: string) => Promise<ResolvedTenant | undefined>;
  /** Most entries kept; the least recently used goes first. Default 20 000. */
  max?: number;
  /** Most «no such tenant» entries kept, apart so that a flood of invented hosts evicts no school. Default 1 000. */
  maxAbsent?: number;
  /** What other processes have found out already. */
  shared?: SharedDirectory | undefined;
};

/** A bounded cache in front of the control plane, with negative entries and no window for a stale write-back. */
export function createDirectory(options: DirectoryOptions): Directory {
  const present = new Map<string, ResolvedTenant>();
  const absent = new Map<string, undefined>();
  const loading = new Map<string, Promise<ResolvedTenant | undefined>>();
  const stats = { hits: 0, misses: 0 };
  const most = options.max ?? 20_000;
  let generation = 0;
  let trusted = false;

  const keep = (key: string, tenant: ResolvedTenant | undefined) => {
    const [entries, max] = tenant ? [present, most] : [absent, options.maxAbsent ?? 1_000];
    (entries as Map<string, ResolvedTenant | undefined>).set(key, tenant);
    if (entries.size > max) entries.delete(entries.keys().next().value as string);
  };

  /** Of others only while changes can be heard: whoever is deaf asks the control plane. */
  const find = (key: string) => (trusted && options.shared ? findShared(options.shared, key) : options.load(key));
  const findShared = async (shared: SharedDirectory, key: string) => {
    const look = await shared.look(key);
    if (look?.found !== undefined) return look.found ?? undefined;
    const tenant = await options.load(key);
    look?.keep(tenant);
    return tenant;
  };

  const load = async (key: string) => {
    const before = generation;
    const tenant = await find(key);
    // A row read before an invalidation may be the old one: answer with it, never keep it.
    if (trusted && before === generation) keep(key, tenant);
    return tenant;
  };

  const remembered = (key: string) => {
    const known = present.get(key);
    if (!known) return undefined;
    stats.hits++;
    // Who was used last matters to nobody while there is room.
    if (present.size > most / 2) {
      present.delete(key);
      present.set(key, known);
    }
    return known;
  };

  return {
    peek: remembered,
    resolve: async (key) => {
      const known = remembered(key);
      if (known) return known;
      if (absent.has(key)) {
        stats.hits++;
        return undefined;
      }
      stats.misses++;
      const underWay = loading.get(key);
      if (underWay) return underWay;
      const fresh = load(key).finally(() => {
        if (loading.get(key) === fresh) loading.delete(key);
      });
      loading.set(key, fresh);
      return fresh;
    },
    invalidate: (keys) => {
      generation++;
      options.shared?.forget(keys);
      // Whoever asks from now on must not be answered by a read that began before the change.
      loading.clear();
      if (keys === "all") {
        present.clear();
        absent.clear();
      } else {
        for (const key of keys) {
          present.delete(key);
          absent.delete(key);
        }
      }
    },
    trust: (now) => {
      trusted = now;
      generation++;
      // What changed while nobody here could hear it may be known to nobody else.
      if (now) options.shared?.forget("all");
      loading.clear();
      present.clear();
      absent.clear();
    },
    get stats() {
      return { ...stats, size: present.size + absent.size };
    },
  };
}
