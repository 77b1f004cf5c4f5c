import type { Cli } from "../program/cli.ts";

/** How long something took: most of it is over before a tenth of a second. */
export function took({ formats }: Pick<Cli, "formats">, milliseconds: number): string {
  return milliseconds < 100 ? `${formats.number(milliseconds)} ms` : formats.duration(milliseconds);
}
