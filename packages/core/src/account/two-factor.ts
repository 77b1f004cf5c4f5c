import {
  disableTwoFactorInput,
  enableTwoFactorInput,
  PeproError,
  recoveryCodes,
  secondFactorCode,
  twoFactorSetup,
  twoFactorState,
} from "@pepro/contracts";
import * as z from "zod";
import {
  confirmTwoFactor,
  endSessions,
  removeTwoFactor,
  renewRecoveryCodes,
  requireAccountTables,
  storeOf,
  twoFactorStateOf,
} from "../auth/index.ts";
import { type Contexts, defineUseCase, ownAccount, signedIn } from "../executor/index.ts";
import { accountEntry } from "../sign-in/entry.ts";
import { personOf } from "../sign-in/person.ts";
import { scopeOfActor } from "../sign-in/scope.ts";
import { entryEndingStays } from "./own-stays.ts";

const own = ownAccount(signedIn);

function who({ actor, tenant, note }: Pick<Contexts["none"], "actor" | "tenant" | "note">) {
  const person = personOf(actor);
  const scope = scopeOfActor(actor, tenant);
  requireAccountTables(scope);
  note({ target: { kind: "user", id: person.userId } });
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

/**
 * A new secret, for an authenticator to be set up with; it counts once a code has confirmed it. Asks for the password: a
 * stolen session must not be enough to lock the owner out.
 */
export const enableTwoFactor = defineUseCase({
  name: "twoFactor.enable",
  permission: own,
  access: "write",
  on: "none",
  input: enableTwoFactorInput,
  output: twoFactorSetup,
  run: async (context, { password }) => {
    const { person, scope } = who(context);
    const { core, meta } = context;
    const { userId, email } = person;
    await core.auth.password.require(scope, userId, password, meta);
    return storeOf(core.db, scope).transaction(async (tx) => {
      const setup = await core.auth.twoFactor.begin(scope, tx, { id: userId, email });
      await accountEntry(context)(tx, scope, { userId });
      return setup;
    });
  },
});

/**
 * From now on sign-in asks for codes. Whoever signed in without one elsewhere must do so anew: other sessions, tokens and
 * stays in schools end. The recovery codes are shown this once.
 */
export const confirmOwnTwoFactor = defineUseCase({
  name: "twoFactor.confirm",
  permission: own,
  access: "write",
  on: "none",
  input: z.object({ code: secondFactorCode }),
  output: recoveryCodes,
  run: async (context, { code }) => {
    const { person, scope } = who(context);
    const { core, now, meta } = context;
    const { userId, sessionId } = person;
    return core.auth.twoFactor.withCode(scope, { userId, code }, meta, async (tx) => {
      if (!(await confirmTwoFactor(tx, userId, now))) throw new PeproError("two_factor_invalid", {});
      const recoveryCodes = await renewRecoveryCodes(tx, userId);
      await endSessions(tx, userId, sessionId, now);
      const changes = { twoFactor: { from: false, to: true } };
      await entryEndingStays(context)(tx, scope, { userId, changes });
      return { recoveryCodes };
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
    const { core, meta } = context;
    const { userId } = person;
    await core.auth.password.require(scope, userId, password, meta);
    await core.auth.twoFactor.withCode(scope, { userId, code }, meta, async (tx) => {
      await removeTwoFactor(tx, userId);
      await accountEntry(context)(tx, scope, { userId, changes: { twoFactor: { from: true, to: false } } });
    });
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
    const { core, meta } = context;
    const { userId } = person;
    return core.auth.twoFactor.withCode(scope, { userId, code }, meta, async (tx) => {
      const recoveryCodes = await renewRecoveryCodes(tx, userId);
      await accountEntry(context)(tx, scope, { userId });
      return { recoveryCodes };
    });
  },
});
