import type { WriteEntry } from "../auth/index.ts";
import type { Contexts } from "../executor/index.ts";
import { endStaysWith } from "../impersonation/end-with-account.ts";
import { accountEntry } from "../sign-in/entry.ts";

/** Ends the stays that hang on an account whose sessions end, then puts the entry of the change into its transaction. */
export function entryEndingStays(context: Contexts["none"]): WriteEntry {
  const writeEntry = accountEntry(context);
  return async (tx, home, change) => {
    if (change.userId !== undefined) await endStaysWith(context, tx, home, change.userId);
    await writeEntry(tx, home, change);
  };
}
