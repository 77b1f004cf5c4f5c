import { PeproError } from "@pepro/contracts";
import { addressKey } from "../attempts/address.ts";
import { LINK_RATE } from "../attempts/limits.ts";
import { takeOne } from "../attempts/take.ts";
import { requireGoodPassword } from "../passwords/policy.ts";
import { type AuthMeta, type AuthScope, hasUsers, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { readOwner } from "../users/owner.ts";
import { holdUser, putPasswordHash } from "../users/set-password.ts";
import { resetIdentifier } from "./issue.ts";
import { selectReset, takeReset } from "./queries.ts";

/**
 * Sets a password by the secret of a link, which serves once; a password that is refused leaves it good. Every session
 * and token of the user ends. An authenticator stays: the next sign-in asks for its code as ever.
 * @throws PeproError `reset_link_invalid`, `validation_failed`, `too_many_attempts`
 */
export async function useReset(
  services: AuthServices,
  scope: AuthScope,
  { token, newPassword }: { token: string; newPassword: string },
  meta: AuthMeta,
  writeEntry?: WriteEntry,
): Promise<void> {
  const invalid = () => new PeproError("reset_link_invalid", {});
  await takeOne(services, scope, `reset-link:${addressKey(meta.ipAddress)}`, LINK_RATE);
  if (!hasUsers(scope)) throw invalid();
  const store = storeOf(services.db, scope);
  const identifier = await resetIdentifier(token);
  const found = await store.first<{ user_id: string }>(selectReset(identifier, services.clock()));
  const owner = found && (await readOwner(store, found.user_id));
  if (!owner) throw invalid();
  await requireGoodPassword(scope, newPassword, owner.names);
  const hash = await services.passwords.hash(newPassword);
  await store.transaction(async (tx) => {
    const now = services.clock();
    // The user's row comes first, as wherever a new password ends links.
    await holdUser(tx, owner.id);
    if (!(await tx.first(takeReset(identifier, now)))) throw invalid();
    await putPasswordHash(tx, owner.id, hash, now);
    await writeEntry?.(tx, scope, { userId: owner.id, changes: { password: "reset" } });
  });
}
