import { PeproError, signInInput, userView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";
import { scopeOfActor, scopeOfHost } from "./scope.ts";

/** Opens a browser session; the door puts its token into a cookie and never shows it. */
export const signIn = defineUseCase({
  name: "auth.signIn",
  permission: everyone,
  access: "write",
  on: "none",
  input: signInInput,
  output: z.object({ user: userView, sessionToken: z.string(), expiresAt: z.date() }),
  run: async ({ core, tenant, meta, note }, credentials) => {
    note({ target: { kind: "account", id: credentials.email } });
    const session = await core.auth.signIn(scopeOfHost(tenant), credentials, meta);
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
  run: ({ core, tenant }, { sessionToken }) => core.auth.signOut(scopeOfHost(tenant), sessionToken),
});

/** Who is signed in on this host; null for nobody. */
export const currentSession = defineUseCase({
  name: "auth.session",
  permission: everyone,
  access: "read",
  on: "none",
  input: z.void(),
  output: z.object({ user: userView }).nullable(),
  run: async ({ core, actor, tenant }) => {
    if (actor.kind !== "member" && actor.kind !== "superadmin") return null;
    const user = await core.auth.userView(scopeOfActor(actor, tenant), actor.userId);
    if (!user) throw new PeproError("user_not_found", {});
    return { user };
  },
});
