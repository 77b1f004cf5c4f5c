import { isDatabaseError } from "./sqlstate.ts";

/** Which statements the connections of one pool keep prepared: parsing and planning cost more than all the rest of a read. */
export type Prepared = {
  /** Whether a statement of this text is to be prepared. */
  takes(text: string): boolean;
  /** Never again: a prepared form of it did not hold. */
  giveUp(text: string): void;
};

/** Most texts: each may be kept by every connection, with a plan of some 20 kB. */
const MOST = 200;

export function createPrepared(most = MOST): Prepared {
  const texts = new Map<string, boolean>();
  return {
    takes: (text) => {
      const known = texts.get(text);
      if (known !== undefined || texts.size >= most) return known ?? false;
      texts.set(text, true);
      return true;
    },
    giveUp: (text) => void texts.set(text, false),
  };
}

/**
 * Whether a statement failed only because it was prepared: its columns have other types in this school than in the one
 * it was prepared for, or a pooler between us and the server lost it. The transaction is to be run again.
 */
export function isStale(error: unknown): boolean {
  if (!isDatabaseError(error)) return false;
  const { code, routine } = error as { code: string; routine?: string };
  return code === "26000" || code === "42P05" || (code === "0A000" && routine === "RevalidateCachedQuery");
}
