import { runWithAdapter } from "@better-auth/core/context";
import type { Database } from "@pepro/db";
import type { AuthContext } from "better-auth";
import { betterAuth } from "better-auth/minimal";
import type { Secrets } from "../../secrets.ts";
import { createLru } from "../lru.ts";
import type { Passwords } from "../passwords/passwords.ts";
import { type AuthScope, scopeName, storeOf } from "../scope.ts";
import { policyOf } from "../sessions/policy.ts";
import { createStorage } from "./adapter.ts";
import { instanceOptions } from "./options.ts";

/** better-auth, one instance per scope: a secret or a table shared by two schools would let one into the other. */
export type Library = {
  /** Runs `work` with the instance of a scope, and with its tables whatever instance the caller runs within. */
  use<T>(scope: AuthScope, work: (context: AuthContext) => Promise<T>): Promise<T>;
};

/** An instance takes about 170 kB. */
const INSTANCES_KEPT = 500;

export function createLibrary(deps: { db: Database; secrets: Secrets; passwords: Passwords; kept?: number }): Library {
  const instances = createLru<{ fingerprint: string; context: Promise<AuthContext> }>(deps.kept ?? INSTANCES_KEPT);

  const build = async (scope: AuthScope): Promise<AuthContext> => {
    const policy = policyOf(scope);
    const instance = betterAuth(
      instanceOptions({
        secret: await deps.secrets.deriveText(`auth:${scopeName(scope)}`),
        storage: createStorage(storeOf(deps.db, scope)),
        passwords: deps.passwords,
        sessionSeconds: policy.sessionMinutes * 60,
        passwordMinLength: policy.passwordMinLength,
      }),
    );
    return (await instance.$context) as unknown as AuthContext;
  };

  const contextOf = (scope: AuthScope): Promise<AuthContext> => {
    const name = scopeName(scope);
    const fingerprint = fingerprintOf(scope);
    const known = instances.get(name);
    if (known?.fingerprint === fingerprint) return known.context;
    const context = build(scope);
    instances.set(name, { fingerprint, context });
    context.catch(() => instances.delete(name));
    return context;
  };

  return {
    use: async (scope, work) => {
      const context = await contextOf(scope);
      return runWithAdapter(context.adapter, () => work(context));
    },
  };
}

/** What an instance is built on; when any of it changes, the instance is built anew. */
function fingerprintOf(scope: AuthScope): string {
  const place = scope.kind === "platform" ? [] : [scope.tenant.id, scope.tenant.clusterId, scope.tenant.role];
  return JSON.stringify([place, policyOf(scope)]);
}
