import type { Output } from "../world.ts";

export type Palette = Record<"bold" | "dim" | "red" | "green" | "yellow", (text: string) => string>;

/** Colours for a terminal that wants them (https://no-color.org); text as it is anywhere else. */
export function createPalette(output: Output, env: Readonly<Record<string, string | undefined>>): Palette {
  const colored = output.isTerminal && !env.NO_COLOR && env.TERM !== "dumb";
  const style = (open: number, close: number) => (text: string) =>
    colored && text !== "" ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), green: style(32, 39), yellow: style(33, 39) };
}
