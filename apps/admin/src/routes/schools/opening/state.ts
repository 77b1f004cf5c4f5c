import type { NamedAdmin } from "../../../data/provisioning.ts";

/** What the page of an opening is handed by the one before it. The browser keeps it: nothing secret is in it. */
export type OpeningState = {
  /** Whether the opening begins by itself. */
  begins?: boolean;
  /** Without it, the school's own address. */
  admin?: NamedAdmin;
};
