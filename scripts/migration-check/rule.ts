import type { Statement } from "./ast.ts";

/** What is known of a migration's surroundings when one of its statements is looked at. */
export type Context = {
  scope: "public" | "tenant";
  /** Tables that the same file made before: nobody uses them yet. */
  made: ReadonlySet<string>;
  /** Constraints that the same file added without checking the rows there are. */
  unchecked: ReadonlySet<string>;
  /** `table.column` of which earlier files have proved that no row lacks it. */
  filled: ReadonlySet<string>;
};

export type Rule = {
  /** As an exception in the file names it. */
  id: string;
  /** What would happen. */
  harm: string;
  /** How to write it instead. */
  instead: string;
  /** Whether the statement does that. */
  applies(statement: Statement, context: Context): boolean;
};
