import { type Actor, ANONYMOUS, type Call, type Core, execute, type ResolvedTenant, scopeOfHost } from "@pepro/core";
import { codeOf } from "../../accounts/support/totp.ts";
import { BASE_DOMAIN, OPERATOR, PASSWORD } from "../../harness/index.ts";
import type { AuditWorld } from "./trail.ts";
import { findUseCases } from "./use-cases.ts";

/** A write that opens the transaction of its change itself. */
export type Change = {
  action: string;
  /** What is particular about this one of several of an action. */
  when?: string;
  /** In whose trail its entry is, and in whose tables what it changes. */
  where: "school" | "platform";
  /** A table of which it makes, changes or removes a row. */
  touches: string;
  /** Everything up to the call itself. */
  prepare(stage: Stage): Promise<{ actor: Actor; tenant?: ResolvedTenant | undefined; input: unknown }>;
};

const ROOT = `root@${BASE_DOMAIN}`;
const NEW_PASSWORD = "quatre mots faciles ici";

const all = new Map((await findUseCases()).map(({ useCase }) => [useCase.name, useCase]));

/** Runs a use case by its name. */
export function runNamed(core: Core, action: string, call: Call, input: unknown): Promise<unknown> {
  const useCase = all.get(action);
  if (!useCase) throw new Error(`no such use case: ${action}`);
  return execute(core, useCase, call, input);
}

type Person = { email: string; id: string; actor: Actor; sessionToken: string };

/** What the changes below begin with. */
export type Stage = ReturnType<typeof openStage>;

export function openStage({ platform, school, call }: AuditWorld) {
  const { core } = platform;
  const { tenant } = call;
  let people = 0;
  const run = <T>(action: string, actor: Actor, input: unknown, host: ResolvedTenant | "main" = tenant) =>
    runNamed(core, action, { ...OPERATOR, actor, tenant: host === "main" ? undefined : host }, input) as Promise<T>;

  const signIn = async (email: string, host: ResolvedTenant | undefined): Promise<Omit<Person, "id">> => {
    const input = { email, password: PASSWORD };
    const call = { ...OPERATOR, actor: ANONYMOUS, tenant: host };
    const { sessionToken } = (await runNamed(core, "auth.signIn", call, input)) as { sessionToken: string };
    const actor = await core.auth.actorOfSession(scopeOfHost(host), sessionToken);
    if (!actor) throw new Error("nobody signed in");
    return { email, sessionToken, actor };
  };
  const addMember = async () => {
    const email = `zola${++people}@example.fr`;
    return { email, id: await platform.addMember(school, email, "teacher") };
  };
  return {
    school,
    tenant,
    run,
    addMember,
    signedIn: async (): Promise<Person> => {
      const { email, id } = await addMember();
      return { ...(await signIn(email, tenant)), id };
    },
    root: () => signIn(ROOT, undefined),
    actorOf: async (sessionToken: string) => {
      const actor = await core.auth.actorOfSession(scopeOfHost(tenant), sessionToken);
      if (!actor) throw new Error("the session opens nothing");
      return actor;
    },
  };
}

/** A member with an authenticator, whose code of now is used up. */
async function protectedMember(stage: Stage) {
  const person = await stage.signedIn();
  const { secret } = await stage.run<{ secret: string }>("twoFactor.enable", person.actor, { password: PASSWORD });
  const input = { code: codeOf(secret) };
  const { recoveryCodes } = await stage.run<{ recoveryCodes: string[] }>("twoFactor.confirm", person.actor, input);
  return { ...person, recoveryCode: recoveryCodes[0] ?? "" };
}

async function tokensOf(stage: Stage, email: string) {
  const { tokens } = await stage.run<{ tokens: { refresh: string } }>("auth.logIn", ANONYMOUS, {
    email,
    password: PASSWORD,
  });
  return tokens;
}

async function impersonationToken(stage: Stage): Promise<string> {
  const [{ id: userId }, { actor }] = [await stage.addMember(), await stage.root()];
  const input = { tenantId: stage.school.id, userId, reason: "Aide demandée par téléphone" };
  const { link } = await stage.run<{ link: string }>("impersonation.start", actor, input, "main");
  return new URL(link).searchParams.get("token") ?? "";
}

export const CHANGES: readonly Change[] = [
  {
    action: "auth.signIn",
    where: "school",
    touches: "sessions",
    prepare: async ({ tenant, addMember }) => {
      const { email } = await addMember();
      return { actor: ANONYMOUS, tenant, input: { email, password: PASSWORD } };
    },
  },
  {
    action: "auth.signIn",
    when: "on the main host",
    where: "platform",
    touches: "sessions",
    prepare: async () => ({ actor: ANONYMOUS, input: { email: ROOT, password: PASSWORD } }),
  },
  {
    action: "auth.signIn",
    when: "with an authenticator, which asks for its code",
    where: "school",
    touches: "verifications",
    prepare: async (stage) => {
      const { email } = await protectedMember(stage);
      return { actor: ANONYMOUS, tenant: stage.tenant, input: { email, password: PASSWORD } };
    },
  },
  {
    action: "auth.verifyTwoFactor",
    where: "school",
    touches: "sessions",
    prepare: async (stage) => {
      const { email, recoveryCode } = await protectedMember(stage);
      const input = { email, password: PASSWORD };
      type Asked = { challenge: { token: string } };
      const { challenge } = await stage.run<Asked>("auth.signIn", ANONYMOUS, input);
      return { actor: ANONYMOUS, tenant: stage.tenant, input: { twoFactor: challenge.token, code: recoveryCode } };
    },
  },
  {
    action: "auth.signOut",
    where: "school",
    touches: "sessions",
    prepare: async ({ tenant, signedIn }) => {
      const { actor, sessionToken } = await signedIn();
      return { actor, tenant, input: { sessionToken } };
    },
  },
  {
    action: "auth.logIn",
    where: "school",
    touches: "token_families",
    prepare: async ({ tenant, addMember }) => {
      const { email } = await addMember();
      return { actor: ANONYMOUS, tenant, input: { email, password: PASSWORD } };
    },
  },
  {
    action: "auth.logIn",
    when: "with a code",
    where: "school",
    touches: "recovery_codes",
    prepare: async (stage) => {
      const { email, recoveryCode } = await protectedMember(stage);
      return { actor: ANONYMOUS, tenant: stage.tenant, input: { email, password: PASSWORD, code: recoveryCode } };
    },
  },
  {
    action: "auth.refresh",
    where: "school",
    touches: "refresh_tokens",
    prepare: async (stage) => {
      const { refresh } = await tokensOf(stage, (await stage.addMember()).email);
      return { actor: ANONYMOUS, tenant: stage.tenant, input: { refresh } };
    },
  },
  {
    action: "auth.logOut",
    where: "school",
    touches: "token_families",
    prepare: async (stage) => {
      const { actor, email } = await stage.signedIn();
      const { refresh } = await tokensOf(stage, email);
      return { actor, tenant: stage.tenant, input: { refresh } };
    },
  },
  {
    action: "auth.changePassword",
    where: "school",
    touches: "accounts",
    prepare: async ({ tenant, signedIn }) => {
      const { actor } = await signedIn();
      return { actor, tenant, input: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } };
    },
  },
  {
    action: "auth.requestPasswordReset",
    where: "school",
    touches: "verifications",
    prepare: async ({ tenant, addMember }) => {
      const { email } = await addMember();
      return { actor: ANONYMOUS, tenant, input: { email } };
    },
  },
  {
    action: "auth.requestPasswordReset",
    when: "for an address without an account",
    where: "school",
    touches: "verifications",
    prepare: async ({ tenant }) => ({ actor: ANONYMOUS, tenant, input: { email: "personne@example.fr" } }),
  },
  {
    action: "auth.makeResetLink",
    where: "school",
    touches: "verifications",
    prepare: async ({ school, addMember }) => {
      const { email } = await addMember();
      return { actor: OPERATOR.actor, input: { school: school.schemaName, email } };
    },
  },
  {
    action: "auth.resetPassword",
    where: "school",
    touches: "accounts",
    prepare: async ({ school, tenant, run, addMember }) => {
      const { email } = await addMember();
      const asked = { school: school.schemaName, email };
      const { link } = await run<{ link: string }>("auth.makeResetLink", OPERATOR.actor, asked, "main");
      const token = new URL(link).searchParams.get("token");
      return { actor: ANONYMOUS, tenant, input: { token, newPassword: NEW_PASSWORD } };
    },
  },
  {
    action: "twoFactor.enable",
    where: "school",
    touches: "two_factors",
    prepare: async ({ tenant, signedIn }) => {
      const { actor } = await signedIn();
      return { actor, tenant, input: { password: PASSWORD } };
    },
  },
  {
    action: "twoFactor.confirm",
    where: "school",
    touches: "two_factors",
    prepare: async ({ tenant, run, signedIn }) => {
      const { actor } = await signedIn();
      const { secret } = await run<{ secret: string }>("twoFactor.enable", actor, { password: PASSWORD });
      return { actor, tenant, input: { code: codeOf(secret) } };
    },
  },
  {
    action: "twoFactor.disable",
    where: "school",
    touches: "two_factors",
    prepare: async (stage) => {
      const { actor, recoveryCode } = await protectedMember(stage);
      return { actor, tenant: stage.tenant, input: { password: PASSWORD, code: recoveryCode } };
    },
  },
  {
    action: "twoFactor.regenerateCodes",
    where: "school",
    touches: "recovery_codes",
    prepare: async (stage) => {
      const { actor, recoveryCode } = await protectedMember(stage);
      return { actor, tenant: stage.tenant, input: { code: recoveryCode } };
    },
  },
  {
    action: "members.endSessions",
    where: "school",
    touches: "sessions",
    prepare: async ({ school, signedIn, root }) => {
      const [{ id: userId }, { actor }] = [await signedIn(), await root()];
      return { actor, input: { tenantId: school.id, userId } };
    },
  },
  {
    action: "members.resetTwoFactor",
    where: "school",
    touches: "two_factors",
    prepare: async (stage) => {
      const [{ id: userId }, { actor }] = [await protectedMember(stage), await stage.root()];
      return { actor, input: { tenantId: stage.school.id, userId } };
    },
  },
  {
    action: "impersonation.open",
    where: "school",
    touches: "sessions",
    prepare: async (stage) => {
      const token = await impersonationToken(stage);
      return { actor: ANONYMOUS, tenant: stage.tenant, input: { token } };
    },
  },
  {
    action: "impersonation.stop",
    where: "school",
    touches: "sessions",
    prepare: async (stage) => {
      const input = { token: await impersonationToken(stage) };
      const { sessionToken } = await stage.run<{ sessionToken: string }>("impersonation.open", ANONYMOUS, input);
      return { actor: await stage.actorOf(sessionToken), tenant: stage.tenant, input: undefined };
    },
  },
  {
    action: "tenants.renewFirstAdmin",
    where: "school",
    touches: "accounts",
    prepare: async ({ school, root }) => {
      const { actor } = await root();
      return { actor, input: { id: school.id } };
    },
  },
];
