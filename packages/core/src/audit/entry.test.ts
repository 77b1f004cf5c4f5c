import { describe, expect, test } from "vitest";
import type { Actor } from "../executor/actor.ts";
import type { AuditNote } from "../executor/use-case.ts";
import { auditEntryOf } from "./entry.ts";

const META = { requestId: "r1", ipAddress: "2001:db8::1", userAgent: "vitest" };
const OPERATOR: Actor = { kind: "operator", label: "cli" };
const AT = new Date("2026-11-23T20:00:00.123Z");
const entryOf = (actor: Actor, note: AuditNote = {}, action = "a") =>
  auditEntryOf({ action, outcome: "done", at: AT }, { actor, meta: META }, note);
const changesOf = (changes: Record<string, unknown>) => entryOf(OPERATOR, { changes }).changes;

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
    expect(entryOf(actor, note, "grades.update")).toEqual({
      at: AT,
      action: "grades.update",
      outcome: "done",
      actorKind: "teacher",
      actorId: "u",
      actorLabel: "x@y.fr",
      realActorId: null,
      realActorLabel: null,
      tenantId: "t",
      targetKind: "grade",
      targetId: "7",
      changes: null,
      ...META,
    });
  });

  test("names who really acted in a member's place", () => {
    const impersonator = { userId: "r", email: "root@y.fr" };
    const actor: Actor = {
      kind: "member",
      tenantId: "t",
      userId: "u",
      email: "x@y.fr",
      role: "student",
      sessionId: "s",
      impersonator,
    };
    expect(entryOf(actor)).toMatchObject({
      actorKind: "student",
      actorLabel: "x@y.fr",
      realActorId: "r",
      realActorLabel: "root@y.fr",
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
    expect(entryOf(actor)).toMatchObject({
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
    expect(changesOf(changes)).toEqual({ ...changes, at: "1970-01-01T00:00:00.000Z" });
  });

  test.each([
    ["a password hash", { note: "pbkdf2_sha256$600000$abc$def" }],
    ["a signed token", { note: "Bearer eyJhbGciOiJIUzI1NiJ9.e30.sig" }],
    ["a link that lets somebody in", { sent: { url: "https://x.fr/reset?token=abc" } }],
    ["a key", { apiKey: "pepro_abc", key: "pepro_abc" }],
    ["codes that stand in for a factor", { recoveryCodes: ["a-b", "c-d"] }],
  ])("never hold %s under a name of no suspicion", (_, changes) => {
    expect(JSON.stringify(changesOf(changes))).not.toMatch(/pbkdf2|eyJ|token=abc|pepro_abc|a-b/);
  });

  test("hold nothing that PostgreSQL would refuse or change, and nothing endless", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const changes = {
      nul: "a\u0000b",
      half: "a\ud800",
      emoji: "😀",
      long: "x".repeat(100_000),
      missing: undefined,
      nothing: Number.NaN,
      cyclic,
    };
    const stored = changesOf(changes) as Record<string, string>;
    expect(stored).toMatchObject({ nul: "a\ufffdb", half: "a\ufffd", emoji: "😀", nothing: null });
    expect(stored.long?.length).toBe(2_001);
    expect("missing" in stored).toBe(false);
    expect(JSON.parse(JSON.stringify(stored))).toEqual(stored);
  });

  test("are none where none were noted", () => {
    expect(entryOf(OPERATOR).changes).toBeNull();
  });
});
