import fc from "fast-check";
import { expect, test } from "vitest";
import { inkOn, safeColor } from "./colors.ts";

test.each([
  ["#1976D2", "#1976d2"],
  ["#fff", undefined],
  ["red", undefined],
  ["", undefined],
  ["#1976D2;background:url(https://evil.example)", undefined],
  ["#1976D2\n", undefined],
  ["url(#123456)", undefined],
])("the colour %j is %s", (text, color) => {
  expect(safeColor(text)).toBe(color);
});

test("the ink on a colour is the one of the two that is read better", () => {
  expect(["#ffffff", "#ffeb3b", "#1976d2", "#2e7d32", "#000000"].map(inkOn)).toEqual([
    "#000000",
    "#000000",
    "#ffffff",
    "#ffffff",
    "#ffffff",
  ]);
  const channel = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), ([red, green, blue]) => {
      const hex = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
      expect(contrast([red, green, blue], inkOn(hex) === "#000000" ? 0 : 255)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

/** WCAG 2.2, written out once more. */
function contrast(color: readonly number[], ink: number): number {
  const light = (rgb: readonly number[]) =>
    rgb
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, at) => sum + value * ([0.2126, 0.7152, 0.0722][at] ?? 0), 0);
  const [dark, bright] = [light(color), light([ink, ink, ink])].sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}
