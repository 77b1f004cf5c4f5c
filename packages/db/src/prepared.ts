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
 * The school in which a statement is prepared decides on its parameters' types. Where a column has another type, the next
 * school's operators do not fit them: datatype_mismatch, undefined or ambiguous function, cannot_coerce.
 */
const OTHER_TYPES = ["42804", "42883", "42725", "42846"];

/** Or its values do not: invalid text, out of range, invalid or overflowing date. Often the value itself is wrong. */
const OTHER_VALUES = ["22P02", "22003", "22007", "22008"];

/**
 * Whether a prepared form of a statement does not hold everywhere: its parameters or columns have other types in this
 * school than in the one it was prepared for, or a pooler between us and the server lost it.
 */
export function isStale(error: unknown): boolean {
  if (!isDatabaseError(error)) return false;
  const { code, routine } = error as { code: string; routine?: string };
  if (code === "26000" || code === "42P05" || OTHER_TYPES.includes(code)) return true;
  return code === "0A000" && routine === "RevalidateCachedQuery";
}

/** Whether a statement may have failed only because it was prepared: its transaction is to be run again with none. */
export function mayBeStale(error: unknown): boolean {
  return isStale(error) || (isDatabaseError(error) && OTHER_VALUES.includes(error.code));
}
