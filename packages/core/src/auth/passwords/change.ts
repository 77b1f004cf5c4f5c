import { PeproError } from "@pepro/contracts";
import { takeAttempt } from "../attempts/take.ts";
import { type AuthMeta, type AuthScope, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { type Owner, readOwner } from "../users/owner.ts";
import { putPasswordHash } from "../users/set-password.ts";
import { requireGoodPassword } from "./policy.ts";

/** Whose password changes, and which session of theirs goes on. */
export type Changing = { userId: string; sessionId: string };

/**
 * Changes a password for somebody who knows the current one; other sessions, tokens and reset links end.
 * @throws PeproError `password_incorrect`, `validation_failed`, `too_many_attempts`, `user_not_found`
 */
export async function changePassword(
  services: AuthServices,
  scope: AuthScope,
  { userId, sessionId }: Changing,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  meta: AuthMeta,
  writeEntry?: WriteEntry,
): Promise<void> {
  const owner = await requirePassword(services, scope, userId, currentPassword, meta);
  if (newPassword === currentPassword)
    throw new PeproError("validation_failed", { issues: [{ path: ["newPassword"], rule: "password_same" }] });
  await requireGoodPassword(scope, newPassword, owner.names);
  const hash = await services.passwords.hash(newPassword);
  const store = storeOf(services.db, scope);
  await store.transaction(async (tx) => {
    await putPasswordHash(tx, userId, hash, services.clock(), sessionId);
    await writeEntry?.(tx, scope, { userId, changes: { password: "changed" } });
  });
}

/**
 * Asks for the password again, before what a borrowed screen must not be enough for.
 * @throws PeproError `password_incorrect`, `too_many_attempts`, `user_not_found`
 */
export async function requirePassword(
  services: AuthServices,
  scope: AuthScope,
  userId: string,
  password: string,
  meta: AuthMeta,
): Promise<Owner> {
  const attempt = await takeAttempt(services, scope, "password-change", userId, meta);
  const owner = await readOwner(storeOf(services.db, scope), userId);
  if (!owner) throw new PeproError("user_not_found", {});
  const { passwords } = services;
  const right = await passwords.verify(owner.hash ?? "", password);
  if (!right) throw new PeproError("password_incorrect", {});
  await attempt.succeeded(false);
  return owner;
}
