// @vitest-environment node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

type Color = [lightness: number, chroma: number, hue: number];

/** Both sides of every colour token that has no transparency. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*(light-dark\((oklch\([^()/]+\)),\s*(oklch\([^()/]+\))\)|oklch\([^()/]+\));/g)].map(
    ([, name = "", whole = "", light = whole, dark = whole]) => [name, { light: colorOf(light), dark: colorOf(dark) }],
  ),
);

/** Words on their grounds: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const TEXT: readonly [ink: string, grounds: string][] = [
  ["ink", "canvas surface raised sunken pressed"],
  ["muted", "canvas surface raised sunken pressed"],
  ["subtle", "canvas surface raised sunken pressed"],
  ["accent-ink", "canvas surface raised sunken accent-soft"],
  ["on-accent", "accent accent-strong"],
  ["on-danger", "danger danger-strong"],
  ["success-ink", "surface raised success-soft"],
  ["warning-ink", "surface raised warning-soft"],
  ["danger-ink", "canvas surface raised danger-soft"],
];

/** What a control is recognised by, and the ring of the focus: 3 to 1 (1.4.11). */
const SHAPES: readonly [shape: string, grounds: string][] = [
  ["line-control", "canvas surface raised"],
  ["accent", "surface raised"],
  ["accent-ink", "canvas surface raised sunken"],
  ["danger", "surface raised"],
];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const ratio = (one: string, other: string) => contrast(token(one)[theme], token(other)[theme]);
  const pairs = (list: typeof TEXT) =>
    list.flatMap(([one, grounds]) => grounds.split(" ").map((ground) => [one, ground] as const));

  test.each(pairs(TEXT))("%s is read on %s", (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(SHAPES))("%s is seen on %s", (shape, ground) => {
    expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3);
  });
});

function token(name: string) {
  const found = tokens.get(name);
  if (!found) throw new Error(`no token --${name}`);
  return found;
}

function colorOf(text: string): Color {
  const [lightness = 0, chroma = 0, hue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [lightness, chroma, hue];
}

function contrast(one: Color, other: Color): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of an OKLCH colour, by way of linear sRGB (Björn Ottosson's matrices). */
function luminance([lightness, chroma, hue]: Color): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
