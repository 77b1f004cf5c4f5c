import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { readSecretCheck } from "./queries.ts";

/**
 * Another secret would change the runtime login's password under the processes that serve, and void every token.
 * @throws PeproError `secret_mismatch`
 */
export async function refuseOtherSecret(tx: Tx, check: string | undefined): Promise<void> {
  const kept = check && (await readSecretCheck(tx));
  if (kept && kept !== check) throw new PeproError("secret_mismatch", {});
}
