import { PeproError } from "@pepro/contracts";
import type { AuthContext, User } from "better-auth";
import type { Passwords } from "../passwords/passwords.ts";
import { type AuthScope, hasUsers, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { replaceHash } from "./queries.ts";

export type Credentials = {
  email: string;
  password: string;
  /** Compare the address as stored, byte for byte, as the old service did. Otherwise its case is ignored. */
  exactEmail?: boolean;
};

/**
 * The id of the user these credentials belong to. An outdated hash is replaced on the way.
 * @throws PeproError `invalid_credentials`, after the work of one hash of today's, whatever the ground
 */
export async function checkCredentials(
  { db, library, passwords, clock }: AuthServices,
  scope: AuthScope,
  credentials: Credentials,
): Promise<string> {
  if (!hasUsers(scope)) {
    await passwords.hash(credentials.password);
    throw refused();
  }
  const found = await library.use(scope, (context) => verified(context, passwords, credentials));
  const { userId, hash, replacement } = found;
  if (replacement !== undefined) await storeOf(db, scope).execute(replaceHash(userId, hash, replacement, clock()));
  return userId;
}

/**
 * An outdated hash is checked while today's is made, which is the longer work: right or wrong, such an account then takes
 * as long as any other, and as an address that is nobody's.
 */
async function verified(context: AuthContext, passwords: Passwords, { email, password, exactEmail }: Credentials) {
  const user = await find(context, email);
  const addressed = user !== undefined && (!exactEmail || user.email === email);
  if (!addressed || !user.hash) {
    await passwords.hash(password);
    throw refused();
  }
  const { hash } = user;
  const [right, replacement] = await Promise.all([
    passwords.verify(hash, password),
    passwords.isOutdated(hash) ? passwords.hash(password) : undefined,
  ]);
  if (!right || !user.isActive) throw refused();
  return { userId: user.id, hash, replacement };
}

async function find({ internalAdapter }: AuthContext, email: string) {
  // PostgreSQL takes no text with a null character, so no account has such an address.
  const found = email.includes("\u0000")
    ? null
    : await internalAdapter.findUserByEmail(email, { includeAccounts: true });
  if (!found) return undefined;
  const user = found.user as User & { isActive: boolean };
  const account = found.accounts.find(
    ({ providerId, accountId }) => providerId === "credential" && accountId === user.id,
  );
  return { id: user.id, email: user.email, isActive: user.isActive, hash: account?.password };
}

export function refused(): PeproError {
  return new PeproError("invalid_credentials", {});
}
