import { impersonationView, PeproError, signInInput, userView, verifyTwoFactorInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";
import { endOwnImpersonation, impersonationOf } from "../impersonation/own.ts";
import { scopeOfActor, scopeOfHost } from "./scope.ts";

const openedSession = z.object({ user: userView, sessionToken: z.string(), expiresAt: z.date() });

/**
 * Opens a browser session; the door puts its token into a cookie and never shows it. An account with an authenticator
 * gets a challenge instead, to be answered with a code.
 */
export const signIn = defineUseCase({
  name: "auth.signIn",
  permission: everyone,
  access: "write",
  on: "none",
  input: signInInput,
  output: z.union([
    openedSession.extend({ challenge: z.undefined().optional() }),
    z.object({ challenge: z.object({ token: z.string(), expiresAt: z.date() }) }),
  ]),
  run: async ({ core, tenant, meta, note }, credentials) => {
    note({ target: { kind: "account", id: credentials.email } });
    const answer = await core.auth.beginSignIn(scopeOfHost(tenant), credentials, meta);
    if (answer.challenge) note({ changes: { waitsFor: "two-factor" } });
    else note({ target: { kind: "user", id: answer.user.id } });
    return answer;
  },
});

/** The second step of a sign-in: a code of the authenticator, or a recovery code. */
export const verifyTwoFactor = defineUseCase({
  name: "auth.verifyTwoFactor",
  permission: everyone,
  access: "write",
  on: "none",
  input: verifyTwoFactorInput,
  output: openedSession,
  run: async ({ core, tenant, meta, note }, { twoFactor, code }) => {
    const session = await core.auth.twoFactor.answer(scopeOfHost(tenant), { token: twoFactor, code }, meta);
    note({ target: { kind: "user", id: session.user.id } });
    return session;
  },
});

export const signOut = defineUseCase({
  name: "auth.signOut",
  permission: everyone,
  access: "write",
  on: "none",
  input: z.object({ sessionToken: z.string() }),
  output: z.void(),
  run: async ({ core, actor, tenant, now }, { sessionToken }) => {
    await endOwnImpersonation(core, actor, tenant, now);
    await core.auth.signOut(scopeOfHost(tenant), sessionToken);
  },
});

/** Who is signed in on this host, and who really is behind it; null for nobody. */
export const currentSession = defineUseCase({
  name: "auth.session",
  permission: everyone,
  access: "read",
  on: "none",
  input: z.void(),
  output: z.object({ user: userView, impersonation: impersonationView.nullable() }).nullable(),
  run: async ({ core, actor, tenant }) => {
    if (actor.kind !== "member" && actor.kind !== "superadmin") return null;
    const user = await core.auth.userView(scopeOfActor(actor, tenant), actor.userId);
    if (!user) throw new PeproError("user_not_found", {});
    return { user, impersonation: await impersonationOf(core, actor, tenant) };
  },
});
