import type { changePasswordInput, disableTwoFactorInput, enableTwoFactorInput } from "@pepro/contracts";
import { action, json, query, reload, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client } from "./client.ts";

/** Where the account is signed in, the last used first. */
export const ownSessions = query(() => client.sessions.list.query(), "own-sessions");

/** @throws PeproClientError `not_found` for one that has ended meanwhile */
export const endSession = action(async (id: string) => {
  await client.sessions.revoke.mutate({ id });
  return reload({ revalidate: ownSessions.key });
}, "endSession");

/** @returns how many there were. */
export const endOtherSessions = action(async () => {
  const answer = await client.sessions.revokeAll.mutate({ keepCurrent: true });
  return json(answer, { revalidate: ownSessions.key });
}, "endOtherSessions");

/** Every other session ends. @throws PeproClientError `password_incorrect`, `validation_failed`, `too_many_attempts` */
export async function changePassword(input: z.input<typeof changePasswordInput>): Promise<void> {
  await client.auth.changePassword.mutate(input);
  void revalidate(ownSessions.key);
}

/** Whether the account has an authenticator, since when, and how many recovery codes are left. */
export const twoFactorState = query(() => client.twoFactor.state.query(), "two-factor");

/** What an authenticator is set up with. */
export type TwoFactorSetup = Awaited<ReturnType<typeof beginTwoFactor>>;

/**
 * A new secret, which counts once a code has confirmed it. What is read here is shown once, and kept nowhere.
 * @throws PeproClientError `password_incorrect`, `too_many_attempts`
 */
export function beginTwoFactor(input: z.input<typeof enableTwoFactorInput>) {
  return client.twoFactor.enable.mutate(input);
}

/** Every other session ends. @returns the recovery codes. @throws PeproClientError `two_factor_invalid`, `too_many_attempts` */
export async function confirmTwoFactor(code: string): Promise<readonly string[]> {
  const { recoveryCodes } = await client.twoFactor.confirm.mutate({ code });
  void revalidate([twoFactorState.key, ownSessions.key]);
  return recoveryCodes;
}

/** @returns the recovery codes that replace those there were. @throws PeproClientError as `confirmTwoFactor` */
export async function renewRecoveryCodes(code: string): Promise<readonly string[]> {
  const { recoveryCodes } = await client.twoFactor.regenerateCodes.mutate({ code });
  void revalidate(twoFactorState.key);
  return recoveryCodes;
}

/** @throws PeproClientError `password_incorrect`, `two_factor_invalid`, `too_many_attempts` */
export const disableTwoFactor = action(async (input: z.input<typeof disableTwoFactorInput>) => {
  await client.twoFactor.disable.mutate(input);
  return reload({ revalidate: twoFactorState.key });
}, "disableTwoFactor");
