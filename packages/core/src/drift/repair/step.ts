import type { DriftDifference, DriftRepair } from "@pepro/contracts";
import { quoteIdentifier } from "@pepro/db";
import { OWN } from "../part.ts";

/** What must be done before what: in this order nothing stands in the way of what follows. */
export const PHASES = [
  "role",
  "drop foreign keys",
  "drop constraints",
  "drop indexes",
  "sequences",
  "tables",
  "columns",
  "generated columns",
  "keys",
  "checks",
  "indexes",
  "foreign keys",
  "sequence options",
  "views",
  "grants",
  "losses",
] as const;
export type Phase = (typeof PHASES)[number];

export type Step = { phase: Phase; sql: string; note?: DriftRepair["note"] };

/** One difference, and what repairs it. */
export type Repaired = { difference: DriftDifference; steps: readonly Step[] };

/** Writes names and definitions for one school. */
export type Spelling = {
  /** A table or another thing of the school's schema. */
  own(name: string): string;
  schema: string;
  grantee(name: string): string;
  /** A definition that stands for every school's, as this one's. */
  of(definition: string): string;
};

export function spellingOf(place: { schema: string; role: string }): Spelling {
  const schema = quoteIdentifier(place.schema);
  return {
    schema,
    own: (name) => `${schema}.${quoteIdentifier(name)}`,
    grantee: (name) => (name === "public" ? name : quoteIdentifier(name === OWN ? place.role : name)),
    of: (definition) => definition.replaceAll(`${OWN}.`, `${schema}.`),
  };
}

/** A definition as people read it. */
export function shown(definition: string): string {
  return definition.replaceAll(`${OWN}.`, "");
}

export const quoted = quoteIdentifier;
