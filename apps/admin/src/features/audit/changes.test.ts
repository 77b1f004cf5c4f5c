// @vitest-environment node
import { expect, test } from "vitest";
import { changesOf } from "./changes.ts";

test("a field has its before and after", () => {
  expect(changesOf({ city: { from: "Lyon", to: "Nantes" }, logo: { from: null, to: "" } })).toEqual([
    { path: ["city"], kind: "changed", from: "Lyon", to: "Nantes" },
    { path: ["logo"], kind: "changed", from: null, to: "" },
  ]);
});

test("of a map only the keys that differ are told, those that came and went too", () => {
  const from = { grades: true, messaging: false, old: 1 };
  const to = { grades: true, messaging: true, fresh: 2 };
  expect(changesOf({ modulesEnabled: { from, to } })).toEqual([
    { path: ["modulesEnabled", "messaging"], kind: "changed", from: false, to: true },
    { path: ["modulesEnabled", "old"], kind: "changed", from: 1, to: undefined },
    { path: ["modulesEnabled", "fresh"], kind: "changed", from: undefined, to: 2 },
  ]);
});

test("what has no before is noted, at whatever depth, and lists stay whole", () => {
  expect(changesOf({ reason: "Aide", created: { admin: { email: "a@b.fr" }, tags: ["x", "y"] } })).toEqual([
    { path: ["reason"], kind: "noted", value: "Aide" },
    { path: ["created", "admin", "email"], kind: "noted", value: "a@b.fr" },
    { path: ["created", "tags"], kind: "noted", value: ["x", "y"] },
  ]);
});

test("a map that only looks like a pair is one: three keys are none", () => {
  expect(changesOf({ range: { from: 1, to: 2, step: 1 } }).map(({ path }) => path.join("."))).toEqual([
    "range.from",
    "range.to",
    "range.step",
  ]);
});
