import type { Language } from "@pepro/contracts";
import type { Failure } from "@pepro/runtime";
import { createPalette } from "../output/palette.ts";
import type { World } from "../world.ts";

/** Tells a failure: as one JSON document on standard output, or in words on standard error. Returns the exit code. */
export function report(failure: Failure, world: World, language: Language, json: boolean): number {
  if (json) world.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  else world.stderr.write(inWords(failure, world, language));
  return failure.exitCode;
}

function inWords({ message, faults = [], hint, details }: Failure, world: World, language: Language): string {
  const palette = createPalette(world.stderr, world.env);
  const colon = language === "fr" ? " : " : ": ";
  const lines = [palette.red(message), ...faults.map(({ where, message }) => `  ${where}${colon}${message}`)];
  if (hint) lines.push(palette.dim(hint));
  if (details) lines.push("", details);
  return `${lines.join("\n")}\n`;
}
