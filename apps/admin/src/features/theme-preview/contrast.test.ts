// @vitest-environment node
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AA_TEXT, contrastRatio, contrastVerdict, inkOn } from "./contrast.ts";

const color = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }))
  .map((rgb) => `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`);

describe("contrastRatio", () => {
  // The examples of WebAIM's checker and of WCAG's own notes.
  test.each([
    ["#000000", "#FFFFFF", 21],
    ["#777777", "#FFFFFF", 4.478],
    ["#767676", "#FFFFFF", 4.542],
    ["#1976D2", "#FFFFFF", 4.6],
    ["#FF0000", "#FFFFFF", 3.998],
  ])("of %s and %s is %d, whichever comes first", (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
    expect(contrastRatio(other, one)).toBe(contrastRatio(one, other));
  });
});

test("black or white always reads on a colour", () => {
  fc.assert(fc.property(color, (ground) => contrastRatio(inkOn(ground), ground) >= AA_TEXT));
});

describe("contrastVerdict", () => {
  test("does not round a ratio up to what is needed", () => {
    expect(contrastVerdict("#777777", "#FFFFFF", AA_TEXT)).toMatchObject({ ratio: 4.47, passes: false });
    expect(contrastVerdict("#767676", "#FFFFFF", AA_TEXT)).toEqual({ ratio: 4.54, passes: true, fix: undefined });
  });

  test("names a shade that passes for every colour that does not, on light and on dark", () => {
    fc.assert(
      fc.property(color, fc.constantFrom("#FFFFFF", "#F6F7F9", "#11151B"), (tried, ground) => {
        const { passes, fix } = contrastVerdict(tried, ground, AA_TEXT);
        expect(passes).toBe(fix === undefined);
        if (fix) expect(contrastVerdict(fix, ground, AA_TEXT).passes).toBe(true);
      }),
    );
  });

  test("changes a colour no more than it must", () => {
    expect(contrastVerdict("#FFEB3B", "#FFFFFF", AA_TEXT).fix).toMatch(/^#8[0-9A-F]7[0-9A-F]/);
  });
});
