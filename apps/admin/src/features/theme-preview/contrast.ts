/** The least contrast of text (WCAG 2.2, level AA, 1.4.3), and of large text and of what is no text (1.4.3, 1.4.11). */
export const AA_TEXT = 4.5;
export const AA_SHAPE = 3;

const HEX = /^#[0-9a-f]{6}$/i;

type Rgb = readonly [red: number, green: number, blue: number];

/**
 * The contrast of two colours (WCAG 2.2), from 1 to 21.
 *
 * @param one, other six hexadecimal digits behind a `#`; anything else counts as black.
 */
export function contrastRatio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever reads better on a colour: what schools' pages write with. */
export function inkOn(color: string): "#000000" | "#ffffff" {
  return contrastRatio(color, "#000000") >= contrastRatio(color, "#ffffff") ? "#000000" : "#ffffff";
}

export type Verdict = {
  /** From 1 to 21, cut (not rounded) after the second decimal: 4.499 is no 4.5. */
  ratio: number;
  passes: boolean;
  /** The nearest shade that passes, in capitals; undefined when it does. */
  fix: string | undefined;
};

/** Whether a colour stands out enough from a ground, and the nearest shade of it that does. */
export function contrastVerdict(color: string, ground: string, least: number): Verdict {
  const ratio = Math.floor(contrastRatio(color, ground) * 100) / 100;
  const passes = ratio >= least;
  return { ratio, passes, fix: passes ? undefined : shadeThatPasses(color, ground, least) };
}

/** Mixes in black on a light ground, white on a dark one, no more than needed: the hue stays. */
function shadeThatPasses(color: string, ground: string, least: number): string {
  const target: Rgb = inkOn(ground) === "#000000" ? [0, 0, 0] : [255, 255, 255];
  const from = channels(color);
  for (let share = 1; share < 100; share += 1) {
    const mixed = hexOf(from.map((value, at) => value + ((target[at] ?? 0) - value) * (share / 100)));
    if (contrastRatio(mixed, ground) >= least) return mixed;
  }
  return hexOf(target);
}

export function isColor(text: string): boolean {
  return HEX.test(text);
}

function channels(color: string): Rgb {
  if (!HEX.test(color)) return [0, 0, 0];
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function hexOf(rgb: readonly number[]): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
