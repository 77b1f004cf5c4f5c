import { isPeproError, MODULES } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import type { ResolvedTenant } from "../resolution/index.ts";
import { type Actor, ANONYMOUS } from "./actor.ts";
import {
  allOf,
  everyone,
  hostAdmin,
  impersonating,
  orKey,
  ownAccount,
  ownIdentity,
  type Permission,
  requireModule,
  signedIn,
  superAdmin,
  superAdminInPerson,
  tenantAdmin,
  tenantMember,
} from "./permission.ts";

const off = Object.fromEntries(MODULES.map((module) => [module, false]));
const zola = { id: "zola", modulesEnabled: { ...off, messaging: true } } as unknown as ResolvedTenant;
const member = (tenantId: string, role: "teacher" | "admin"): Actor => ({
  ...{ kind: "member", tenantId, role, userId: "1", email: "x@y.fr", sessionId: "s" },
});
const actors: Record<string, Actor> = {
  anonymous: ANONYMOUS,
  teacher: member("zola", "teacher"),
  admin: member("zola", "admin"),
  "admin of another school": member("hugo", "admin"),
  superadmin: { kind: "superadmin", userId: "1", email: "root@y.fr", sessionId: "s" },
  operator: { kind: "operator", label: "cli" },
};

/** What becomes of each actor: "ok", or the code it is refused with. */
function matrix(permission: Permission, tenant: ResolvedTenant | undefined): Record<string, string> {
  const outcome = (actor: Actor) => {
    try {
      permission.check({ actor, tenant });
      return "ok";
    } catch (error) {
      return isPeproError(error) ? error.code : String(error);
    }
  };
  return Object.fromEntries(Object.entries(actors).map(([name, actor]) => [name, outcome(actor)]));
}

const row = (...[anonymous, teacher, admin, other, superadmin, operator]: string[]) => ({
  ...{ anonymous, teacher, admin, "admin of another school": other, superadmin, operator },
});
const NO = "unauthenticated";

describe("permissions, on a school's host", () => {
  test.each<[Permission, ReturnType<typeof row>]>([
    [everyone, row("ok", "ok", "ok", "ok", "ok", "ok")],
    [signedIn, row(NO, "ok", "ok", "forbidden", "ok", "ok")],
    [superAdmin, row(NO, "forbidden", "forbidden", "forbidden", "ok", "ok")],
    [tenantMember, row(NO, "ok", "ok", "forbidden", "ok", "ok")],
    [tenantAdmin, row(NO, "forbidden", "ok", "forbidden", "ok", "ok")],
    [requireModule("messaging"), row(NO, "ok", "ok", "forbidden", "ok", "ok")],
    [requireModule("grades"), row(NO, "module_disabled", "module_disabled", "forbidden", "ok", "ok")],
    [allOf(tenantAdmin, requireModule("messaging")), row(NO, "forbidden", "ok", "forbidden", "ok", "ok")],
    [allOf(tenantAdmin, requireModule("grades")), row(NO, "forbidden", "module_disabled", "forbidden", "ok", "ok")],
  ])("$name", (permission, expected) => {
    expect(matrix(permission, zola)).toEqual(expected);
  });
});

describe("permissions, on the platform's host", () => {
  const nowhere = "tenant_required";
  test.each<[Permission, ReturnType<typeof row>]>([
    [signedIn, row(NO, "forbidden", "forbidden", "forbidden", "ok", "ok")],
    [superAdmin, row(NO, "forbidden", "forbidden", "forbidden", "ok", "ok")],
    [tenantMember, row(NO, "forbidden", "forbidden", "forbidden", nowhere, nowhere)],
    [tenantAdmin, row(NO, "forbidden", "forbidden", "forbidden", nowhere, nowhere)],
    [requireModule("messaging"), row(NO, "forbidden", "forbidden", "forbidden", nowhere, nowhere)],
  ])("$name", (permission, expected) => {
    expect(matrix(permission, undefined)).toEqual(expected);
  });
});

test("names say what a permission asks for", () => {
  expect(allOf(tenantAdmin, requireModule("grades")).name).toBe("tenantAdmin+module:grades");
});

describe("keys and stays in somebody's place", () => {
  const key = (tenantId: string | null, ...scopes: string[]): Actor => ({
    ...{ kind: "apiKey", tenantId, keyId: "k", label: "ENT", scopes },
  });
  const inPlace = { ...member("zola", "admin"), impersonator: { userId: "r", email: "root@y.fr" } } as Actor;
  const root: Actor = { kind: "superadmin", userId: "r", email: "root@y.fr", sessionId: "s" };
  const outcome = (permission: Permission, actor: Actor, tenant: ResolvedTenant | undefined) => {
    try {
      permission.check({ actor, tenant });
      return "ok";
    } catch (error) {
      return isPeproError(error) ? error.code : String(error);
    }
  };

  test.each<[string, Permission, Actor, ResolvedTenant | undefined, string]>([
    ["a use case that names no scope", superAdmin, key(null, "tenants:read"), undefined, "forbidden"],
    ["its own scope", orKey(superAdmin, "tenants:read"), key(null, "tenants:read"), undefined, "ok"],
    ["writing, which includes reading", orKey(superAdmin, "tenants:read"), key(null, "tenants:write"), undefined, "ok"],
    [
      "reading, which does not write",
      orKey(superAdmin, "tenants:write"),
      key(null, "tenants:read"),
      undefined,
      "forbidden",
    ],
    [
      "a platform's key on a school's host",
      orKey(superAdmin, "tenants:read"),
      key(null, "tenants:read"),
      zola,
      "forbidden",
    ],
    ["a school's key at home", orKey(signedIn, "school:read"), key("zola", "school:read"), zola, "ok"],
    ["a school's key elsewhere", orKey(signedIn, "school:read"), key("hugo", "school:read"), zola, "forbidden"],
    [
      "a school's key on the main host",
      orKey(signedIn, "school:read"),
      key("hugo", "school:read"),
      undefined,
      "forbidden",
    ],
    ["a person, as without keys", orKey(superAdmin, "tenants:read"), member("zola", "admin"), zola, "forbidden"],
    ["an identity of one's own", ownIdentity(signedIn), member("zola", "admin"), zola, "ok"],
    ["a stay in somebody's place", ownIdentity(signedIn), inPlace, zola, "forbidden"],
    ["a super-admin among a school's people", ownIdentity(hostAdmin), root, zola, "forbidden"],
    ["a super-admin in person, on a school's host", ownIdentity(superAdminInPerson), root, zola, "forbidden"],
    ["a super-admin at home", ownIdentity(hostAdmin), root, undefined, "ok"],
    ["a super-admin's own account, on a school's host", ownAccount(signedIn), root, zola, "ok"],
    ["one's own account", ownAccount(signedIn), member("zola", "teacher"), zola, "ok"],
    ["an account of another school", ownAccount(signedIn), member("hugo", "admin"), zola, "forbidden"],
    ["an account in somebody's place", ownAccount(signedIn), inPlace, zola, "forbidden"],
    ["an account by a key", ownAccount(everyone), key("zola", "school:read"), zola, "forbidden"],
    ["a key", ownIdentity(everyone), key("zola", "school:read"), zola, "forbidden"],
    ["leaving from within", impersonating, inPlace, zola, "ok"],
    ["leaving what one is in person", impersonating, member("zola", "admin"), zola, "forbidden"],
    ["an operator in person", superAdminInPerson, { kind: "operator", label: "cli" }, undefined, "forbidden"],
    ["an administrator at home", hostAdmin, member("zola", "admin"), zola, "ok"],
    ["an administrator on the main host", hostAdmin, member("zola", "admin"), undefined, "forbidden"],
  ])("%s", (_, permission, actor, tenant, expected) => {
    expect(outcome(permission, actor, tenant)).toBe(expected);
  });
});
