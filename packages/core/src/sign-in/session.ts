import { impersonationView, PeproError, signInInput, userView, verifyTwoFactorInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";
import { impersonationOf, ownImpersonation } from "../impersonation/own.ts";
import { accountEntry } from "./entry.ts";
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
  run: (context, credentials) => {
    const { core, tenant, meta, note } = context;
    note({ target: { kind: "account", id: credentials.email } });
    return core.auth.beginSignIn(scopeOfHost(tenant), credentials, meta, accountEntry(context));
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
  run: (context, { twoFactor, code }) => {
    const { core, tenant, meta } = context;
    return core.auth.twoFactor.answer(scopeOfHost(tenant), { token: twoFactor, code }, meta, accountEntry(context));
  },
});

export const signOut = defineUseCase({
  name: "auth.signOut",
  permission: everyone,
  access: "write",
  on: "none",
  input: z.object({ sessionToken: z.string() }),
  output: z.void(),
  run: async (context, { sessionToken }) => {
    const { core, actor, tenant, now, afterCommit } = context;
    const impersonation = await ownImpersonation(core, actor, tenant);
    await core.auth.signOut(scopeOfHost(tenant), sessionToken, accountEntry(context));
    if (impersonation) afterCommit(() => impersonation.noteEnd(now));
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
