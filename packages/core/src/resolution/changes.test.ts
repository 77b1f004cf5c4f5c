import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { hearChange } from "./changes.ts";
import type { Directory } from "./directory.ts";
import { announceAll, announceChange } from "./queries.ts";

const payloadOf = (keys: readonly string[]) => String(announceChange(keys).values[1]);

function heard(payload: string): unknown {
  const invalidate = vi.fn();
  hearChange({ invalidate } as unknown as Directory, payload);
  return invalidate.mock.calls[0]?.[0];
}

const host = fc.stringMatching(/^[a-z0-9]{1,60}(\.[a-z]{1,60}){1,3}$/);

describe("a change that is announced", () => {
  test("is heard as the same keys, or as everything; and always fits into a message", () =>
    fc.assert(
      fc.property(fc.array(host, { minLength: 1, maxLength: 120 }), (keys) => {
        const payload = payloadOf(keys);
        expect(payload.length).toBeLessThan(8_000);
        const fits = keys.join("\n").length <= 7_900;
        expect(heard(payload)).toEqual(fits ? keys : "all");
      }),
    ));

  test("of everything is heard as everything", () => {
    expect(announceAll().text).toContain("'*'");
    expect(heard("*")).toBe("all");
  });
});
