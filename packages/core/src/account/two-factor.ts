import {
  disableTwoFactorInput,
  PeproError,
  recoveryCodes,
  secondFactorCode,
  twoFactorSetup,
  twoFactorState,
} from "@pepro/contracts";
import * as z from "zod";
import {
  confirmTwoFactor,
  removeTwoFactor,
  renewRecoveryCodes,
  requireAccountTables,
  storeOf,
  twoFactorStateOf,
} from "../auth/index.ts";
import { type Contexts, defineUseCase, ownIdentity, signedIn } from "../executor/index.ts";
import { personOf } from "../sign-in/person.ts";
import { scopeOfActor } from "../sign-in/scope.ts";

const own = ownIdentity(signedIn);

function who({ actor, tenant }: Pick<Contexts["none"], "actor" | "tenant">) {
  const person = personOf(actor);
  const scope = scopeOfActor(actor, tenant);
  requireAccountTables(scope);
  return { person, scope };
}

export const getTwoFactor = defineUseCase({
  name: "twoFactor.state",
  permission: own,
  access: "read",
  on: "account",
  input: z.void(),
  output: twoFactorState,
  run: (context) => twoFactorStateOf(context.tx, who(context).person.userId),
});

/** A new secret, for an authenticator to be set up with; it counts once a code has confirmed it. */
export const enableTwoFactor = defineUseCase({
  name: "twoFactor.enable",
  permission: own,
  access: "write",
  on: "account",
  input: z.void(),
  output: twoFactorSetup,
  run: (context) => {
    const { person, scope } = who(context);
    context.note({ target: { kind: "user", id: person.userId } });
    return context.core.auth.twoFactor.begin(scope, context.tx, { id: person.userId, email: person.email });
  },
});

/** From now on sign-in asks for codes. The recovery codes are shown this once. */
export const confirmOwnTwoFactor = defineUseCase({
  name: "twoFactor.confirm",
  permission: own,
  access: "write",
  on: "none",
  input: z.object({ code: secondFactorCode }),
  output: recoveryCodes,
  run: async (context, { code }) => {
    const { person, scope } = who(context);
    const { core, now, meta, note } = context;
    note({ target: { kind: "user", id: person.userId }, changes: { twoFactor: { from: false, to: true } } });
    await core.auth.twoFactor.take(scope, person.userId, code, meta);
    return storeOf(core.db, scope).transaction(async (tx) => {
      if (!(await confirmTwoFactor(tx, person.userId, now))) throw new PeproError("two_factor_invalid", {});
      return { recoveryCodes: await renewRecoveryCodes(tx, person.userId) };
    });
  },
});

/** Takes the authenticator away; asks for the password and a code, or a recovery code. */
export const disableTwoFactor = defineUseCase({
  name: "twoFactor.disable",
  permission: own,
  access: "write",
  on: "none",
  input: disableTwoFactorInput,
  output: z.void(),
  run: async (context, { password, code }) => {
    const { person, scope } = who(context);
    const { core, meta, note } = context;
    note({ target: { kind: "user", id: person.userId }, changes: { twoFactor: { from: true, to: false } } });
    await core.auth.password.require(scope, person.userId, password, meta);
    await core.auth.twoFactor.take(scope, person.userId, code, meta);
    await storeOf(core.db, scope).transaction((tx) => removeTwoFactor(tx, person.userId));
  },
});

/** Ten new recovery codes in place of those there were, shown this once. */
export const regenerateRecoveryCodes = defineUseCase({
  name: "twoFactor.regenerateCodes",
  permission: own,
  access: "write",
  on: "none",
  input: z.object({ code: secondFactorCode }),
  output: recoveryCodes,
  run: async (context, { code }) => {
    const { person, scope } = who(context);
    const { core, meta, note } = context;
    note({ target: { kind: "user", id: person.userId } });
    await core.auth.twoFactor.take(scope, person.userId, code, meta);
    return storeOf(core.db, scope).transaction(async (tx) => ({
      recoveryCodes: await renewRecoveryCodes(tx, person.userId),
    }));
  },
});
