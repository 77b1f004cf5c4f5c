import type { ProfileChange, TokenPair, UserView } from "@pepro/contracts";
import type { Database, Tx, WritingTx } from "@pepro/db";
import type { Actor } from "../executor/actor.ts";
import type { Secrets } from "../secrets.ts";
import { actorOfKey } from "./api-keys/actor.ts";
import { countWrongKey } from "./api-keys/refused.ts";
import { takeAttempt } from "./attempts/take.ts";
import type { Credentials } from "./credentials/check.ts";
import { createLibrary } from "./library/instances.ts";
import { changePassword, requirePassword } from "./passwords/change.ts";
import { type Passwords, passwords as standardPasswords } from "./passwords/passwords.ts";
import { type PasswordOwner, requireGoodPassword } from "./passwords/policy.ts";
import { type IssuedReset, issueReset } from "./resets/issue.ts";
import { useReset } from "./resets/use.ts";
import { type AuthMeta, type AuthScope, storeOf, type WriteEntry } from "./scope.ts";
import { createSealer } from "./sealed.ts";
import type { AuthServices } from "./services.ts";
import { actorOfSession } from "./sessions/actor.ts";
import { beginSignIn, type SignedIn, type SignInAnswer, signIn } from "./sessions/sign-in.ts";
import { signOut } from "./sessions/sign-out.ts";
import { actorOfToken } from "./tokens/actor.ts";
import { createTokenKeys } from "./tokens/keys.ts";
import { logIn, type TokenCredentials } from "./tokens/log-in.ts";
import { refresh } from "./tokens/refresh.ts";
import { revoke } from "./tokens/revoke.ts";
import { verify } from "./tokens/verify.ts";
import { beginTwoFactor } from "./two-factor/begin.ts";
import { answerChallenge } from "./two-factor/challenge.ts";
import { withCode } from "./two-factor/with-code.ts";
import { insertUser, type NewUser } from "./users/insert.ts";
import { type UpdatedUser, updateUser } from "./users/update.ts";
import { findUserView } from "./users/view.ts";

export type AuthDeps = {
  db: Database;
  secrets: Secrets;
  /** Life of an access token, in minutes. Default 60, as the old service had it. */
  accessMinutes?: number;
  /** Life of a refresh token, in hours. Default 24, as the old service had it. */
  refreshHours?: number;
  /** How passwords are hashed. Default: better-auth's scrypt, which runs anywhere. */
  passwords?: Passwords;
  clock?: () => Date;
};

/**
 * Who is who, in a school or on the platform. What they may do is the executor's business. What counts attempts does so
 * in transactions of its own, which a refusal does not undo; the change itself is one more, and `writeEntry` puts its
 * audit entry into that.
 */
export type Auth = {
  passwords: Passwords;
  /**
   * Opens a browser session. The token goes into the cookie; only its hash is stored.
   * @throws PeproError `invalid_credentials` for a wrong password, an unknown and an inactive account alike,
   * `too_many_attempts`, `two_factor_required` for an account with an authenticator
   */
  signIn(scope: AuthScope, credentials: Credentials, meta: AuthMeta): Promise<SignedIn>;
  /** The same, or for an account with an authenticator a challenge that `twoFactor.answer` takes. */
  beginSignIn(
    scope: AuthScope,
    credentials: Credentials,
    meta: AuthMeta,
    writeEntry?: WriteEntry,
  ): Promise<SignInAnswer>;
  /** Who an API key is on this host. @throws PeproError `api_key_invalid` */
  actorOfKey(scope: AuthScope, secret: string): Promise<Actor>;
  /** Counts a key that opened nothing. @throws PeproError `too_many_attempts` */
  countWrongKey(scope: AuthScope, meta: AuthMeta): Promise<void>;
  twoFactor: {
    /** Ends the sign-in that a challenge began. @throws PeproError `sign_in_expired`, `two_factor_invalid`, `too_many_attempts` */
    answer(
      scope: AuthScope,
      given: { token: string; code: string },
      meta: AuthMeta,
      writeEntry?: WriteEntry,
    ): Promise<SignedIn>;
    /**
     * A new secret for an authenticator, which counts once a code has confirmed it.
     * @throws PeproError `forbidden` while one is in use
     */
    begin(scope: AuthScope, tx: Tx, user: { id: string; email: string }): Promise<{ uri: string; secret: string }>;
    /**
     * Does `work` in the transaction that takes a code or recovery code.
     * @throws PeproError `two_factor_invalid`, `too_many_attempts`
     */
    withCode<T>(
      scope: AuthScope,
      given: { userId: string; code: string },
      meta: AuthMeta,
      work: (tx: WritingTx) => Promise<T>,
    ): Promise<T>;
  };
  /** Ends a session; one that is not there is no fault. */
  signOut(scope: AuthScope, sessionToken: string, writeEntry?: WriteEntry): Promise<void>;
  /** Who a session belongs to, in one query; undefined when it is absent, expired, or its user inactive. */
  actorOfSession(scope: AuthScope, sessionToken: string): Promise<Actor | undefined>;
  /**
   * Tokens of legacy clients. `scope` is the host's; a token made on the platform counts on every host, one made in a
   * school on that school's alone.
   */
  tokens: {
    /** @throws PeproError `invalid_credentials`, `too_many_attempts`, `two_factor_required`, `two_factor_invalid` */
    logIn(
      scope: AuthScope,
      credentials: TokenCredentials,
      meta: AuthMeta,
      writeEntry?: WriteEntry,
    ): Promise<{ user: UserView; tokens: TokenPair }>;
    /**
     * Trades a refresh token for a new pair; of several at once, one wins. One that was used before revokes its family.
     * @throws PeproError `token_invalid`
     */
    refresh(scope: AuthScope, refreshToken: string, writeEntry?: WriteEntry): Promise<TokenPair>;
    /**
     * Whether an access or refresh token would be accepted now.
     * @throws PeproError `token_invalid`, with `tokenType` "refresh": the old service answers both alike
     */
    verify(scope: AuthScope, token: string): Promise<void>;
    /**
     * Signs out: the token's whole family is dead from now on, access tokens with it.
     * @throws PeproError `token_invalid`, also for another user's token
     */
    revoke(scope: AuthScope, refreshToken: string, userId: string, writeEntry?: WriteEntry): Promise<void>;
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
  /** Changes a user's own particulars, in a transaction open on the right scope. @throws PeproError `user_not_found` */
  updateUser(tx: Tx, userId: string, change: ProfileChange): Promise<UpdatedUser>;
  /** Passwords as their owners change them. */
  password: {
    /** @throws PeproError `password_incorrect`, `validation_failed`, `too_many_attempts`, `user_not_found` */
    change(
      scope: AuthScope,
      who: { userId: string; sessionId: string },
      given: { currentPassword: string; newPassword: string },
      meta: AuthMeta,
      writeEntry?: WriteEntry,
    ): Promise<void>;
    /** Asks for it again. @throws PeproError `password_incorrect`, `too_many_attempts`, `user_not_found` */
    require(scope: AuthScope, userId: string, password: string, meta: AuthMeta): Promise<void>;
    /** Whether a new one would be taken. @param path where it is in the input. @throws PeproError `validation_failed` */
    requireGood(scope: AuthScope, password: string, owner: PasswordOwner, path?: string): Promise<void>;
    /** Counts a request for a link, whether there is an account or not. @throws PeproError `too_many_attempts` */
    takeResetRequest(scope: AuthScope, email: string, meta: AuthMeta): Promise<void>;
    /** A one-use secret for a new password, 30 minutes, in a transaction open on the right scope. */
    issueReset(tx: Tx, email: string): Promise<IssuedReset>;
    /** @throws PeproError `reset_link_invalid`, `validation_failed`, `too_many_attempts` */
    reset(
      scope: AuthScope,
      given: { token: string; newPassword: string },
      meta: AuthMeta,
      writeEntry?: WriteEntry,
    ): Promise<void>;
  };
};

/** Makes the authentication services; nothing connects until they are used. */
export function createAuth(deps: AuthDeps): Auth {
  const passwords = deps.passwords ?? standardPasswords;
  const services: AuthServices = {
    db: deps.db,
    passwords,
    library: createLibrary({ db: deps.db, secrets: deps.secrets, passwords }),
    keys: createTokenKeys(deps.secrets),
    sealer: createSealer(deps.secrets, "two-factor"),
    accessMs: (deps.accessMinutes ?? 60) * 60_000,
    refreshMs: (deps.refreshHours ?? 24) * 3_600_000,
    clock: deps.clock ?? (() => new Date()),
  };
  return {
    passwords,
    signIn: (scope, credentials, meta) => signIn(services, scope, credentials, meta),
    beginSignIn: (scope, credentials, meta, writeEntry) => beginSignIn(services, scope, credentials, meta, writeEntry),
    signOut: (scope, token, writeEntry) => signOut(services, scope, token, writeEntry),
    actorOfSession: (scope, token) => actorOfSession(services, scope, token),
    actorOfKey: (scope, secret) => actorOfKey(services, scope, secret),
    countWrongKey: (scope, meta) => countWrongKey(services, scope, meta),
    twoFactor: {
      answer: (scope, given, meta, writeEntry) => answerChallenge(services, scope, given, meta, writeEntry),
      begin: (scope, tx, user) => beginTwoFactor(services, scope, tx, user),
      withCode: (scope, given, meta, work) => withCode(services, scope, given, meta, work),
    },
    password: {
      change: (scope, who, given, meta, writeEntry) => changePassword(services, scope, who, given, meta, writeEntry),
      require: async (scope, userId, password, meta) =>
        void (await requirePassword(services, scope, userId, password, meta)),
      requireGood: requireGoodPassword,
      takeResetRequest: async (scope, email, meta) =>
        void (await takeAttempt(services, scope, "password-reset", email, meta)),
      issueReset: (tx, email) => issueReset(services, tx, email),
      reset: (scope, given, meta, writeEntry) => useReset(services, scope, given, meta, writeEntry),
    },
    tokens: {
      logIn: (scope, credentials, meta, writeEntry) => logIn(services, scope, credentials, meta, writeEntry),
      refresh: (scope, token, writeEntry) => refresh(services, scope, token, writeEntry),
      verify: (scope, token) => verify(services, scope, token),
      revoke: (scope, token, userId, writeEntry) => revoke(services, scope, token, userId, writeEntry),
      actorOf: (scope, token) => actorOfToken(services, scope, token),
    },
    userView: (scope, userId) => findUserView(storeOf(services.db, scope), userId),
    insertUser,
    updateUser: (tx, userId, change) => updateUser(services, tx, userId, change),
  };
}
