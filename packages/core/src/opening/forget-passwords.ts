import type { Core } from "../core.ts";
import { forgetPasswords } from "./queries.ts";

/** How long a password waits to be fetched, in days. */
const KEPT_DAYS = 7;

/** Forgets passwords that nobody fetched in time: their schools' administrators get others. */
export async function forgetOldPasswords({ db }: Core): Promise<void> {
  await db.queryPlatform(forgetPasswords(KEPT_DAYS));
}
