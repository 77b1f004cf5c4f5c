import { addedConstraint, commandsOf, isA, type Statement, within } from "./ast.ts";
import { BREAKING_RULES } from "./breaking-rules.ts";
import { DESIGN_RULES } from "./design-rules.ts";
import { LOCKING_RULES } from "./locking-rules.ts";
import type { Context } from "./rule.ts";

/** As the bundle has it (`packages/core/src/migrations/bundle.ts`). */
export type Concurrently = { action: "create" | "drop" | "rebuild"; index: string };

export const RULES = [...LOCKING_RULES, ...BREAKING_RULES, ...DESIGN_RULES];

/** A statement as it stands in its file: `before` is what precedes it, comments mostly. */
export type Located = { line: number; before: string; text: string; tree: Statement };

export type Problem = { line: number; rule: string; says: string };

/** What the files before have established; the next file's checks go on from it. */
export type History = { unproved: Map<string, string>; filled: Set<string> };

export function newHistory(): History {
  return { unproved: new Map(), filled: new Set() };
}

/** An exception: `-- pepro:allow dropped-column: no release since 2.3 names it`. */
const ALLOWED = /^[ \t]*--[ \t]*pepro:allow[ \t]+([a-z-]+)(?::[ \t]*(.*))?$/gm;
const SHORTEST_REASON = 12;

/**
 * Looks at one migration before it can get into the program.
 * @returns what is wrong with it, in the order of its lines; an exception with a reason takes a rule back for the
 * statement it stands above.
 */
export function checkMigration(
  scope: Context["scope"],
  statements: readonly Located[],
  history: History,
): readonly Problem[] {
  const made = new Set<string>();
  const unchecked = new Set<string>();
  const problems: Problem[] = [];
  const concurrent = statements.filter(({ tree }) => concurrentlyOf(tree));
  if (concurrent.length > 0 && concurrent.length < statements.length) {
    const says = "what runs concurrently cannot share a transaction: put it into a file of its own";
    problems.push({ line: concurrent[0]?.line ?? 1, rule: "mixed-file", says });
  }
  for (const { line, text } of concurrent) {
    const says =
      "write one index, by its own name and without IF (NOT) EXISTS: a run that is cut off goes on by that name";
    if (!PLAIN_FORM.test(text)) problems.push({ line, rule: "concurrent-form", says });
  }
  if (scope === "public" && concurrent[0]) {
    const says =
      "shared tables are migrated in one transaction when a server starts: build the index plainly, with an exception that says how large the table is";
    problems.push({ line: concurrent[0].line, rule: "concurrent-form", says });
  }
  for (const { line, before, tree } of statements) {
    const context: Context = { scope, made, unchecked, filled: history.filled };
    const broken = RULES.filter((rule) => rule.applies(tree, context));
    const allowed = allowancesIn(before);
    for (const { id, harm, instead } of broken) {
      if (!allowed.has(id)) problems.push({ line, rule: id, says: `${harm}. Instead: ${instead}.` });
    }
    for (const [id, reason] of allowed) {
      if (!broken.some((rule) => rule.id === id))
        problems.push({ line, rule: id, says: "this exception allows nothing that the statement does: take it away" });
      else if (reason.length < SHORTEST_REASON)
        problems.push({ line, rule: id, says: `an exception says why: -- pepro:allow ${id}: <reason>` });
    }
    remember(tree, made, unchecked, history);
  }
  return problems;
}

/** What a statement does that refuses to run in a transaction, and so in the one of its file; undefined for all others. */
export function concurrentlyOf(tree: Statement): Concurrently | undefined {
  if (isA(tree, "IndexStmt") && tree.IndexStmt.concurrent)
    return { action: "create", index: tree.IndexStmt.idxname ?? "" };
  if (isA(tree, "DropStmt") && tree.DropStmt.concurrent)
    return { action: "drop", index: within<{ sval: string }>(tree.DropStmt, "String").at(-1)?.sval ?? "" };
  if (isA(tree, "ReindexStmt") && tree.ReindexStmt.params?.some(({ DefElem }) => DefElem.defname === "concurrently"))
    return { action: "rebuild", index: tree.ReindexStmt.relation?.relname ?? "" };
  return undefined;
}

/** One form of each, so that a run that was cut off can tell what is there by the index's name. */
const PLAIN_FORM =
  /^(create\s+(unique\s+)?index|drop\s+index|reindex\s+index)\s+concurrently\s+(?!if\b)[a-z_][a-z0-9_]*\s*(on\b|;|$)/i;

function allowancesIn(before: string): Map<string, string> {
  return new Map([...before.matchAll(ALLOWED)].map(([, id = "", reason = ""]) => [id, reason.trim()]));
}

function remember(tree: Statement, made: Set<string>, unchecked: Set<string>, { unproved, filled }: History): void {
  if (isA(tree, "CreateStmt")) made.add(tree.CreateStmt.relation.relname);
  for (const { table, command } of commandsOf(tree)) {
    const constraint = addedConstraint(command);
    if (constraint?.conname && constraint.skip_validation) unchecked.add(constraint.conname);
    const column = constraint?.contype === "CONSTR_CHECK" ? notNullColumn(constraint.raw_expr) : undefined;
    if (column && constraint?.conname) unproved.set(constraint.conname, `${table}.${column}`);
    const proved = command.subtype === "AT_ValidateConstraint" ? unproved.get(command.name ?? "") : undefined;
    if (proved) filled.add(proved);
  }
}

/** The column of a check that says nothing but `column is not null`. */
function notNullColumn(expression: unknown): string | undefined {
  const test = (expression as { NullTest?: { nulltesttype: string; arg: unknown } } | undefined)?.NullTest;
  if (test?.nulltesttype !== "IS_NOT_NULL") return undefined;
  return within<{ sval: string }>(test.arg, "String").at(-1)?.sval;
}
