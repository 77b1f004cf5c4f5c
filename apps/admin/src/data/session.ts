import type { signInInput, UserView } from "@pepro/contracts";
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

/** What stands between the password and the session of an account with an authenticator. */
export type Challenge = { token: string; expiresAt: string };

/**
 * Opens a session, or says what else is asked for: see second-step.ts.
 *
 * @throws PeproClientError `invalid_credentials`, `too_many_attempts`
 */
export async function signIn(credentials: Credentials): Promise<Challenge | undefined> {
  const { user, twoFactor, expiresAt } = await client.auth.signIn(credentials);
  if (!user) return { token: twoFactor, expiresAt };
  enter(user);
  return undefined;
}

/** Somebody is signed in: what was read before is dropped. */
export function enter(user: UserView): void {
  query.clear();
  query.set(currentSession.keyFor(), { user, impersonation: null });
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
