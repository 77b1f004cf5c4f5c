import { tokenPair, userView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone, signedIn } from "../executor/index.ts";
import { accountEntry } from "./entry.ts";
import { scopeOfActor, scopeOfHost } from "./scope.ts";

/**
 * Login of the legacy clients: the address must be written as it is stored, as they always had to. Whatever is wrong
 * with the texts themselves, they are refused like any other wrong credentials. `code` is for accounts with an
 * authenticator: these clients know no second step.
 */
export const logIn = defineUseCase({
  name: "auth.logIn",
  permission: everyone,
  access: "write",
  on: "none",
  input: z.object({ email: z.string(), password: z.string(), code: z.string().optional() }),
  output: z.object({ user: userView, tokens: tokenPair }),
  run: (context, credentials) => {
    const { core, tenant, meta, note } = context;
    note({ target: { kind: "account", id: credentials.email } });
    const exact = { ...credentials, exactEmail: true };
    return core.auth.tokens.logIn(scopeOfHost(tenant), exact, meta, accountEntry(context));
  },
});

export const refreshTokens = defineUseCase({
  name: "auth.refresh",
  permission: everyone,
  access: "write",
  on: "none",
  input: z.object({ refresh: z.string() }),
  output: tokenPair,
  run: (context, { refresh }) => {
    const { core, tenant } = context;
    return core.auth.tokens.refresh(scopeOfHost(tenant), refresh, accountEntry(context));
  },
});

export const verifyToken = defineUseCase({
  name: "auth.verify",
  permission: everyone,
  access: "read",
  on: "none",
  input: z.object({ token: z.string() }),
  output: z.void(),
  run: ({ core, tenant }, { token }) => core.auth.tokens.verify(scopeOfHost(tenant), token),
});

export const logOut = defineUseCase({
  name: "auth.logOut",
  permission: signedIn,
  access: "write",
  on: "none",
  input: z.object({ refresh: z.string().optional() }),
  output: z.void(),
  run: async (context, { refresh }) => {
    const { core, actor, tenant } = context;
    if (!refresh || (actor.kind !== "member" && actor.kind !== "superadmin")) return;
    await core.auth.tokens.revoke(scopeOfActor(actor, tenant), refresh, actor.userId, accountEntry(context));
  },
});
