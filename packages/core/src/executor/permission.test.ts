import { isPeproError, MODULES } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import type { ResolvedTenant } from "../resolution/index.ts";
import { type Actor, ANONYMOUS } from "./actor.ts";
import {
  allOf,
  everyone,
  type Permission,
  requireModule,
  signedIn,
  superAdmin,
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
