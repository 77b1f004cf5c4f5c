const COLOR = /^#[0-9a-f]{6}$/i;

/** Six hexadecimal digits behind a `#`, or undefined: nothing else reaches a style. */
export function safeColor(text: string): string | undefined {
  return COLOR.test(text) ? text.toLowerCase() : undefined;
}

/** Black or white, whichever reads better on a colour: at least 4.58 to 1 (WCAG 2.2, contrast ratio). */
export function inkOn(color: string): "#000000" | "#ffffff" {
  const luminance = luminanceOf(color);
  return (luminance + 0.05) ** 2 >= 1.05 * 0.05 ? "#000000" : "#ffffff";
}

/** Relative luminance (WCAG 2.2). */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
