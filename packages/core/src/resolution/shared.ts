import type { ResolvedTenant } from "./tenant.ts";

/** What many processes remember together of who answers where: a second level, between memory and the control plane. */
export type SharedDirectory = {
  /** What is known of a key; undefined where the shared memory is away, or must not be believed yet. */
  look(key: string): Promise<SharedLook | undefined>;
  /** Forgets keys, or everything, and what is being read at this moment will not be kept either. */
  forget(keys: readonly string[] | "all"): void;
};

export type SharedLook = {
  /** null: known to be nobody's. undefined: not known. */
  found: ResolvedTenant | null | undefined;
  /** Puts in what the control plane says, unless something was forgotten since the look. */
  keep(tenant: ResolvedTenant | undefined): void;
};
