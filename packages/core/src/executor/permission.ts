import { hasModule, type ModuleName, PeproError } from "@pepro/contracts";
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

/** All of several permissions: `allOf(tenantAdmin, requireModule("grades"))`. */
export function allOf(...permissions: readonly Permission[]): Permission {
  return {
    name: permissions.map(({ name }) => name).join("+"),
    check: (subject) => {
      for (const permission of permissions) permission.check(subject);
    },
  };
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
