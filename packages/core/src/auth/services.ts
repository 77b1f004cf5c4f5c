import type { Database } from "@pepro/db";
import type { Library } from "./library/instances.ts";
import type { Passwords } from "./passwords/passwords.ts";
import type { Sealer } from "./sealed.ts";
import type { TokenKeys } from "./tokens/keys.ts";

/** What the verbs of this folder work with; made once by `createAuth`. */
export type AuthServices = {
  db: Database;
  library: Library;
  passwords: Passwords;
  keys: TokenKeys;
  /** For secrets of authenticators. */
  sealer: Sealer;
  accessMs: number;
  refreshMs: number;
  clock: () => Date;
};
