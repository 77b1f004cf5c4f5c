import type { signInInput } from "@pepro/contracts";
import { query, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client, urgent } from "./client.ts";

export type Credentials = z.input<typeof signInInput>;

/** Who is signed in; null for nobody. */
export const currentSession = query(() => urgent.auth.session(), "session");

/**
 * Asks anew for all that is shown, and for who is signed in.
 *
 * @throws PeproClientError when not even that is answered.
 */
export async function askAnew(): Promise<void> {
  await revalidate();
  await currentSession();
}

/** Opens a session. @throws PeproClientError `invalid_credentials`, `too_many_attempts`, `user_inactive` */
export async function signIn(credentials: Credentials): Promise<void> {
  const { user } = await client.auth.signIn(credentials);
  query.clear();
  query.set(currentSession.keyFor(), { user });
}

/** Nobody is signed in any more: what was read for whoever was is dropped. */
export function forgetSession(): void {
  query.clear();
  query.set(currentSession.keyFor(), null);
}

/** Ends the session; the shell hears of it and leaves. */
export function signOut(): Promise<void> {
  return client.auth.signOut();
}
