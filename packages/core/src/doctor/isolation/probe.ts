import { isPeproError } from "@pepro/contracts";
import { STATEMENT_REFUSED, sqlstateOf } from "@pepro/db";
import * as z from "zod";

export const LAYERS = ["database", "pool", "cache", "sessions", "tokens", "files", "hosts"] as const;
export type Layer = (typeof LAYERS)[number];

/**
 * `refused`: turned away, `by` says by what. `nothing`: answered, with nothing of the other school. `possible`: it got
 * through, by what only the server's superuser can close, and that is not us. `through`: it got through. `failed`: the
 * probe itself could not be made, so nothing is known.
 */
export const probeResult = z.object({
  layer: z.enum(LAYERS),
  /** What was tried; the texts are the command line's. */
  probe: z.string(),
  outcome: z.enum(["refused", "nothing", "possible", "through", "failed"]),
  by: z.string(),
});
export type ProbeResult = z.infer<typeof probeResult>;

/** One try to get from one school to another. */
export type Probe = {
  layer: Layer;
  name: string;
  /** Whether only the superuser of the server can close this. */
  isServers?: boolean;
  /** Answers what came of it as text; an error says that it was refused. */
  attempt(): Promise<unknown>;
};

/** A probe that got somewhere it should not have. */
export class GotThrough extends Error {
  override readonly name = "GotThrough";
}

/** A probe whose counter-check failed: what should work did not, so a refusal would mean nothing. */
export class NotProven extends Error {
  override readonly name = "NotProven";
}

/** Makes a probe. What it answers must not hold the other school's word; where it should be refused, it must be. */
export async function make(probe: Probe, secretWord: string, isOurs: boolean): Promise<ProbeResult> {
  const { layer, name } = probe;
  const through = probe.isServers && !isOurs ? "possible" : "through";
  try {
    const answer = JSON.stringify(await probe.attempt()) ?? "";
    if (answer.includes(secretWord)) return { layer, probe: name, outcome: through, by: "" };
    return { layer, probe: name, outcome: "nothing", by: "" };
  } catch (error) {
    if (error instanceof GotThrough) return { layer, probe: name, outcome: through, by: error.message };
    const by = refuserOf(error);
    if (by === undefined || error instanceof NotProven) {
      return { layer, probe: name, outcome: "failed", by: error instanceof Error ? error.message : String(error) };
    }
    return { layer, probe: name, outcome: "refused", by };
  }
}

/** Who turned it away: an SQLSTATE, a code of ours; undefined for what is no refusal. */
function refuserOf(error: unknown): string | undefined {
  if (isPeproError(error)) return error.code;
  if (error instanceof RangeError) return "name";
  const state = sqlstateOf(error);
  if (state) return /^(42|0A|25|22)/.test(state) ? state : undefined;
  return (error as { code?: unknown } | null)?.code === STATEMENT_REFUSED ? STATEMENT_REFUSED : undefined;
}
