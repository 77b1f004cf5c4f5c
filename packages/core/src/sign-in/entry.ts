import type { WriteEntry } from "../auth/index.ts";
import type { Contexts } from "../executor/index.ts";

/** Puts the entry of what is done to an account into the transaction that does it, in the trail of where the account is. */
export function accountEntry({ note, writeEntryIn }: Contexts["none"]): WriteEntry {
  return (tx, home, { userId, changes }) => {
    note({ ...(userId !== undefined && { target: { kind: "user", id: userId } }), ...(changes && { changes }) });
    writeEntryIn(tx, home.kind === "tenant" ? home.tenant : undefined);
  };
}
