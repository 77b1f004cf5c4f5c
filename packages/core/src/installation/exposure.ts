import type { Tx } from "@pepro/db";
import { readOpenFunctions } from "./function-queries.ts";
import { readOpenLanguages, readServerFacts } from "./queries.ts";

/** What everybody may still call on this server though a school should not. */
export type Exposure = {
  /** Whether the owner may close it: only a superuser may. */
  isOurs: boolean;
  functions: readonly string[];
  languages: readonly string[];
};

export async function readExposure(tx: Tx): Promise<Exposure> {
  const { isSuperuser } = await readServerFacts(tx);
  const open = await readOpenFunctions(tx);
  const names = open.flatMap(({ signatures }) => signatures.map((signature) => signature.replace(/\(.*/, "")));
  return { isOurs: isSuperuser, functions: [...new Set(names)], languages: await readOpenLanguages(tx) };
}
