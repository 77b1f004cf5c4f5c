import { hasModule, includesScope, type KeyScope, type ModuleName, PeproError } from "@pepro/contracts";
import type { ResolvedTenant } from "../resolution/index.ts";
import type { Actor } from "./actor.ts";

/** Who may call a use case. Every use case has one; there is no default. */
export type Permission = {
  /** As documentation and the permission matrix name it. */
  readonly name: string;
  /** @throws PeproError `unauthenticated`, `forbidden`, `module_disabled`, `tenant_required` */
  check(subject: Subject): void;
};

export type Subject = { actor: Actor; tenant: ResolvedTenant | undefined };

/** Anybody, signed in or not. */
export const everyone: Permission = { name: "everyone", check: () => {} };

/** A user of this host's school, or the platform's own people. */
export const signedIn: Permission = {
  name: "signedIn",
  check: (subject) => requireRank(subject, isMember(subject)),
};

/** The platform's own people: super-admins, and operators on the server itself. */
export const superAdmin: Permission = {
  name: "superAdmin",
  check: (subject) => requireRank(subject, false),
};

/** Any user of this host's school. */
export const tenantMember: Permission = {
  name: "tenantMember",
  check: (subject) => {
    requireRank(subject, isMember(subject));
    requireTenant(subject);
  },
};

/** An administrator of this host's school. */
export const tenantAdmin: Permission = {
  name: "tenantAdmin",
  check: (subject) => {
    requireRank(subject, isMember(subject) && subject.actor.kind === "member" && subject.actor.role === "admin");
    requireTenant(subject);
  },
};

/** Members of a school that has the module switched on. Super-admins pass, as they pass everything. */
export function requireModule(module: ModuleName): Permission {
  return {
    name: `module:${module}`,
    check: (subject) => {
      tenantMember.check(subject);
      const enabled = subject.tenant && hasModule(subject.tenant.modulesEnabled, module);
      if (!enabled && !isPlatform(subject.actor)) throw new PeproError("module_disabled", { module });
    },
  };
}

/** Whoever administers what this host is about: its school, or on the main host the platform. */
export const hostAdmin: Permission = {
  name: "hostAdmin",
  check: (subject) => (subject.tenant ? tenantAdmin : superAdmin).check(subject),
};

/** A super-admin in person: an operator has no account that could be answered for. */
export const superAdminInPerson: Permission = {
  name: "superAdminInPerson",
  check: (subject) => {
    superAdmin.check(subject);
    if (subject.actor.kind !== "superadmin") throw new PeproError("forbidden", {});
  },
};

/** A super-admin in a member's place, and nobody else. */
export const impersonating: Permission = {
  name: "impersonating",
  check: (subject) => {
    signedIn.check(subject);
    if (!isImpersonating(subject.actor)) throw new PeproError("forbidden", {});
  },
};

/**
 * Refuses who acts in somebody else's place, and whoever is no person: for what touches credentials. On a school's host
 * that is a super-admin too, who is nobody there: keys, sessions and accounts are managed by a school's own people, and a
 * super-admin's token must not go round impersonation.
 * @example permission: ownIdentity(hostAdmin)
 */
export function ownIdentity(permission: Permission): Permission {
  return {
    name: `own:${permission.name}`,
    check: (subject) => {
      requireOwn(permission, subject);
      if (subject.tenant && subject.actor.kind === "superadmin") throw new PeproError("forbidden", {});
    },
  };
}

/**
 * The same for what is about the actor's own account and nothing else: a super-admin's is theirs on whatever host.
 * @example permission: ownAccount(signedIn)
 */
export function ownAccount(permission: Permission): Permission {
  return { name: `account:${permission.name}`, check: (subject) => requireOwn(permission, subject) };
}

/**
 * Admits a key with this scope beside those of `permission`: a school's key on that school's host, a platform's on the
 * main host. Without this a use case admits no key.
 * @example permission: orKey(superAdmin, "tenants:read")
 */
export function orKey(permission: Permission, scope: KeyScope): Permission {
  return {
    name: `${permission.name}|key:${scope}`,
    check: (subject) => {
      const { actor, tenant } = subject;
      if (actor.kind !== "apiKey") return permission.check(subject);
      const isOfHere = actor.tenantId === (tenant?.id ?? null);
      if (!isOfHere || !includesScope(actor.scopes, scope)) throw new PeproError("forbidden", {});
    },
  };
}

/** All of several permissions: `allOf(tenantAdmin, requireModule("grades"))`. */
export function allOf(...permissions: readonly Permission[]): Permission {
  return {
    name: permissions.map(({ name }) => name).join("+"),
    check: (subject) => {
      for (const permission of permissions) permission.check(subject);
    },
  };
}

function requireOwn(permission: Permission, subject: Subject): void {
  permission.check(subject);
  if (isImpersonating(subject.actor) || subject.actor.kind === "apiKey") throw new PeproError("forbidden", {});
}

function requireRank({ actor }: Subject, allowed: boolean): void {
  if (allowed || isPlatform(actor)) return;
  throw actor.kind === "anonymous" ? new PeproError("unauthenticated", {}) : new PeproError("forbidden", {});
}

function requireTenant({ tenant }: Subject): void {
  if (!tenant) throw new PeproError("tenant_required", {});
}

function isPlatform(actor: Actor): boolean {
  return actor.kind === "superadmin" || actor.kind === "operator";
}

/** A member counts on the host of its own school alone. */
function isMember({ actor, tenant }: Subject): boolean {
  return actor.kind === "member" && tenant !== undefined && actor.tenantId === tenant.id;
}

function isImpersonating(actor: Actor): boolean {
  return actor.kind === "member" && actor.impersonator !== undefined;
}
