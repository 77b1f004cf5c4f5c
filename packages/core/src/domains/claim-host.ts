import type { Tx } from "@pepro/db";
import { newId } from "../ids.ts";
import { insertHost, type NewHost } from "./queries.ts";

/** Gives a host to a school; undefined when any school has it, or had it. A racer waits for the other's end. */
export async function claimHost(
  tx: Tx,
  host: Pick<NewHost, "tenantId" | "host" | "kind"> & { isPrimary?: boolean },
): Promise<string | undefined> {
  const id = newId();
  return (await insertHost(tx, { isPrimary: false, ...host, id })) ? id : undefined;
}
