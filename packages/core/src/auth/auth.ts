import type { ProfileChange, TokenPair, UserView } from "@pepro/contracts";
import type { Database, Tx } from "@pepro/db";
import type { Actor } from "../executor/actor.ts";
import type { Secrets } from "../secrets.ts";
import type { Credentials } from "./credentials/check.ts";
import { createLibrary } from "./library/instances.ts";
import { type Passwords, passwords as standardPasswords } from "./passwords/passwords.ts";
import { type AuthMeta, type AuthScope, storeOf } from "./scope.ts";
import type { AuthServices } from "./services.ts";
import { actorOfSession } from "./sessions/actor.ts";
import { type SignedIn, signIn } from "./sessions/sign-in.ts";
import { signOut } from "./sessions/sign-out.ts";
import { actorOfToken } from "./tokens/actor.ts";
import { createTokenKeys } from "./tokens/keys.ts";
import { logIn } from "./tokens/log-in.ts";
import { refresh } from "./tokens/refresh.ts";
import { revoke } from "./tokens/revoke.ts";
import { verify } from "./tokens/verify.ts";
import { insertUser, type NewUser } from "./users/insert.ts";
import { setPassword } from "./users/set-password.ts";
import { updateUser } from "./users/update.ts";
import { findUserView } from "./users/view.ts";

export type AuthDeps = {
  db: Database;
  secrets: Secrets;
  /** Life of an access token, in minutes. Default 60, as the old service had it. */
  accessMinutes?: number;
  /** Life of a refresh token, in hours. Default 24, as the old service had it. */
  refreshHours?: number;
  /** How passwords are hashed. Default: better-auth's scrypt. */
  passwords?: Passwords;
  clock?: () => Date;
};

/** Who is who, in a school or on the platform. What they may do is the executor's business. */
export type Auth = {
  passwords: Passwords;
  /**
   * Opens a browser session. The token goes into the cookie; only its hash is stored.
   * @throws PeproError `invalid_credentials` for a wrong password, an unknown and an inactive account alike
   */
  signIn(scope: AuthScope, credentials: Credentials, meta: AuthMeta): Promise<SignedIn>;
  /** Ends a session; one that is not there is no fault. */
  signOut(scope: AuthScope, sessionToken: string): Promise<void>;
  /** Who a session belongs to, in one query; undefined when it is absent, expired, or its user inactive. */
  actorOfSession(scope: AuthScope, sessionToken: string): Promise<Actor | undefined>;
  /**
   * Tokens of legacy clients. `scope` is the host's; a token made on the platform counts on every host, one made in a
   * school on that school's alone.
   */
  tokens: {
    /** @throws PeproError `invalid_credentials` */
    logIn(scope: AuthScope, credentials: Credentials, meta: AuthMeta): Promise<{ user: UserView; tokens: TokenPair }>;
    /**
     * Trades a refresh token for a new pair; of several at once, one wins. One that was used before revokes its family.
     * @throws PeproError `token_invalid`
     */
    refresh(scope: AuthScope, refreshToken: string): Promise<TokenPair>;
    /**
     * Whether an access or refresh token would be accepted now.
     * @throws PeproError `token_invalid`, with `tokenType` "refresh": the old service answers both alike
     */
    verify(scope: AuthScope, token: string): Promise<void>;
    /**
     * Signs out: the token's whole family is dead from now on, access tokens with it.
     * @throws PeproError `token_invalid`, also for another user's token
     */
    revoke(scope: AuthScope, refreshToken: string, userId: string): Promise<void>;
    /** @throws PeproError `token_invalid`, `user_not_found`, `user_inactive` */
    actorOf(scope: AuthScope, accessToken: string): Promise<Actor>;
  };
  /** A user as clients read it, with the profile or null; undefined when there is none. */
  userView(scope: AuthScope, userId: string): Promise<UserView | undefined>;
  /**
   * Inserts a user, and the account for the password if there is one, in a transaction open on the right scope.
   * @returns the id
   */
  insertUser(tx: Tx, user: NewUser): Promise<string>;
  /** Changes a user's own particulars. @throws PeproError `user_not_found` */
  updateUser(scope: AuthScope, userId: string, change: ProfileChange): Promise<UserView>;
  /**
   * Sets a password, whose strength the caller has checked, and ends every session and token of the user.
   * @throws PeproError `user_not_found`
   */
  setPassword(scope: AuthScope, userId: string, password: string): Promise<void>;
};

/** Makes the authentication services; nothing connects until they are used. */
export function createAuth(deps: AuthDeps): Auth {
  const passwords = deps.passwords ?? standardPasswords;
  const services: AuthServices = {
    db: deps.db,
    passwords,
    library: createLibrary({ db: deps.db, secrets: deps.secrets, passwords }),
    keys: createTokenKeys(deps.secrets),
    accessMs: (deps.accessMinutes ?? 60) * 60_000,
    refreshMs: (deps.refreshHours ?? 24) * 3_600_000,
    clock: deps.clock ?? (() => new Date()),
  };
  return {
    passwords,
    signIn: (scope, credentials, meta) => signIn(services, scope, credentials, meta),
    signOut: (scope, token) => signOut(services, scope, token),
    actorOfSession: (scope, token) => actorOfSession(services, scope, token),
    tokens: {
      logIn: (scope, credentials, meta) => logIn(services, scope, credentials, meta),
      refresh: (scope, token) => refresh(services, scope, token),
      verify: (scope, token) => verify(services, scope, token),
      revoke: (scope, token, userId) => revoke(services, scope, token, userId),
      actorOf: (scope, token) => actorOfToken(services, scope, token),
    },
    userView: (scope, userId) => findUserView(storeOf(services.db, scope), userId),
    insertUser,
    updateUser: (scope, userId, change) => updateUser(services, scope, userId, change),
    setPassword: (scope, userId, password) => setPassword(services, scope, userId, password),
  };
}
