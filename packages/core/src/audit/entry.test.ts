import { describe, expect, test } from "vitest";
import type { Actor } from "../executor/actor.ts";
import { auditEntryOf } from "./entry.ts";

const META = { requestId: "r1", ipAddress: "2001:db8::1", userAgent: "vitest" };
const OPERATOR: Actor = { kind: "operator", label: "cli" };
const changesOf = (changes: Record<string, unknown>) => auditEntryOf("a", "done", OPERATOR, META, { changes }).changes;

describe("an entry", () => {
  test("says who, from where, what and on what", () => {
    const actor: Actor = {
      kind: "member",
      tenantId: "t",
      userId: "u",
      email: "x@y.fr",
      role: "teacher",
      sessionId: "s",
    };
    const note = { target: { kind: "grade", id: "7" } };
    expect(auditEntryOf("grades.update", "done", actor, META, note)).toEqual({
      action: "grades.update",
      outcome: "done",
      actorKind: "teacher",
      actorId: "u",
      actorLabel: "x@y.fr",
      tenantId: "t",
      targetKind: "grade",
      targetId: "7",
      changes: null,
      ...META,
    });
  });

  test.each<[Actor, object]>([
    [{ kind: "anonymous" }, { actorKind: "anonymous", actorId: null, actorLabel: "" }],
    [OPERATOR, { actorKind: "operator", actorId: null, actorLabel: "cli" }],
    [
      { kind: "superadmin", userId: "u", email: "root@y.fr", sessionId: "s" },
      { actorKind: "superadmin", actorId: "u", actorLabel: "root@y.fr" },
    ],
  ])("names the actor %j", (actor, expected) => {
    expect(auditEntryOf("a", "refused", actor, META, {})).toMatchObject({
      ...expected,
      tenantId: null,
      targetId: null,
    });
  });
});

describe("changes", () => {
  test("never hold a secret, at whatever depth it was noted", () => {
    const changes = {
      password: "hunter2",
      apiToken: { from: "hunter2", to: "hunter2" },
      created: {
        email: "x@y.fr",
        admin: { password: "hunter2", names: [{ clientSecret: "hunter2", first: "Jeanne" }] },
      },
    };
    expect(JSON.stringify(changesOf(changes))).not.toContain("hunter2");
    expect(changesOf(changes)).toMatchObject({
      password: "***",
      apiToken: "***",
      created: { email: "x@y.fr", admin: { password: "***", names: [{ clientSecret: "***", first: "Jeanne" }] } },
    });
  });

  test("keep what is no secret as it is: dates, lists, nothing, and a rule about passwords", () => {
    const changes = {
      at: new Date(0),
      modules: { from: ["grades"], to: [] },
      logo: { from: null, to: "" },
      passwordMinLength: { from: 8, to: 12 },
    };
    expect(changesOf(changes)).toEqual(changes);
  });

  test("are none where none were noted", () => {
    expect(auditEntryOf("a", "done", OPERATOR, META, {}).changes).toBeNull();
  });
});
