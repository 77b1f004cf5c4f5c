import { addedColumn, addedConstraint, commandsOf, constraintOf, isA, type Statement, within } from "./ast.ts";
import type { Context, Rule } from "./rule.ts";

/** The same for every row of a statement: PostgreSQL keeps such a default beside the table and rewrites nothing. */
const STABLE_FUNCTIONS = new Set(["now", "transaction_timestamp", "statement_timestamp", "current_setting"]);

function isVolatile(expression: unknown): boolean {
  type Call = { funcname: { String: { sval: string } }[] };
  return within<Call>(expression, "FuncCall").some(
    ({ funcname }) => !STABLE_FUNCTIONS.has(funcname.at(-1)?.String.sval ?? ""),
  );
}

/** The commands on tables that are in use. */
function onUsed(statement: Statement, { made }: Context) {
  return commandsOf(statement).filter(({ table }) => !made.has(table));
}

/** Statements that keep a school's reads or writes waiting for longer than a moment. */
export const LOCKING_RULES: readonly Rule[] = [
  {
    id: "rewriting-column",
    harm: "PostgreSQL writes the whole table anew to give each row a value of its own, and nobody reads or writes it meanwhile",
    instead: "add the column without a default, let the code fill it, and fill the rows that are there in batches",
    applies: (statement, context) =>
      onUsed(statement, context).some(({ command }) => {
        const column = addedColumn(command);
        if (!column) return false;
        const value = constraintOf(column, "CONSTR_DEFAULT")?.raw_expr;
        const isStored = constraintOf(column, "CONSTR_GENERATED")?.generated_kind === "s";
        return isVolatile(value) || isStored || constraintOf(column, "CONSTR_IDENTITY") !== undefined;
      }),
  },
  {
    id: "required-column",
    harm: "a school that has rows refuses the migration, and the code now running inserts rows without the column",
    instead:
      "add the column with a constant default, or nullable first: fill it, add a check (… is not null) not valid, validate it in the next file, and set not null after that",
    applies: (statement, context) =>
      onUsed(statement, context).some(({ command }) => {
        const column = addedColumn(command);
        return (
          column !== undefined &&
          constraintOf(column, "CONSTR_NOTNULL") !== undefined &&
          constraintOf(column, "CONSTR_DEFAULT") === undefined &&
          constraintOf(column, "CONSTR_IDENTITY") === undefined &&
          constraintOf(column, "CONSTR_GENERATED") === undefined
        );
      }),
  },
  {
    id: "set-not-null",
    harm: "PostgreSQL reads the whole table while nobody reads or writes it",
    instead:
      "add a check (… is not null) not valid, validate it in the next file, and set not null in the one after that: then PostgreSQL takes the check's word",
    applies: (statement, context) =>
      onUsed(statement, context).some(
        ({ table, command }) =>
          command.subtype === "AT_SetNotNull" && !context.filled.has(`${table}.${command.name ?? ""}`),
      ),
  },
  {
    id: "retyped-column",
    harm: "PostgreSQL writes the whole table and its indexes anew, and the code now running reads another type than it knows",
    instead:
      "add a column of the new type, let the code write both, fill it in batches, let the code read it, and drop the old one in a later release",
    applies: (statement, context) =>
      onUsed(statement, context).some(({ command }) => command.subtype === "AT_AlterColumnType"),
  },
  {
    id: "checked-constraint",
    harm: "PostgreSQL reads the whole table while nobody writes it (and of a foreign key the other table too)",
    instead: "add the constraint not valid, and validate it in the next file: that stops no write",
    applies: (statement, context) =>
      onUsed(statement, context).some(({ command }) => {
        const constraint = addedConstraint(command);
        const isRead = constraint?.contype === "CONSTR_CHECK" || constraint?.contype === "CONSTR_FOREIGN";
        return isRead && constraint?.skip_validation !== true;
      }),
  },
  {
    id: "validated-at-once",
    harm: "the lock that adding the constraint took is held while the whole table is read",
    instead: "validate it in the next file",
    applies: (statement, { unchecked }) =>
      commandsOf(statement).some(
        ({ command }) => command.subtype === "AT_ValidateConstraint" && unchecked.has(command.name ?? ""),
      ),
  },
  {
    id: "constraint-building-index",
    harm: "PostgreSQL builds the index while nobody reads or writes the table",
    instead: "create unique index concurrently in a file of its own, then add the constraint using index",
    applies: (statement, context) =>
      onUsed(statement, context).some(({ command }) => {
        const constraint = addedConstraint(command) ?? inline(command);
        const isUnique = ["CONSTR_UNIQUE", "CONSTR_PRIMARY", "CONSTR_EXCLUSION"].includes(constraint?.contype ?? "");
        return isUnique && constraint?.indexname === undefined;
      }),
  },
  {
    id: "index-not-concurrent",
    harm: "nobody writes the table while the index is built, or reads it while it is dropped",
    instead: "create index concurrently (drop index concurrently) in a file of its own",
    applies: (statement, { made }) => {
      if (isA(statement, "IndexStmt"))
        return !statement.IndexStmt.concurrent && !made.has(statement.IndexStmt.relation.relname);
      if (isA(statement, "DropStmt"))
        return statement.DropStmt.removeType === "OBJECT_INDEX" && !statement.DropStmt.concurrent;
      return (
        isA(statement, "ReindexStmt") &&
        !statement.ReindexStmt.params?.some(({ DefElem }) => DefElem.defname === "concurrently")
      );
    },
  },
  {
    id: "whole-table",
    harm: "every row is locked, or the whole table, until all of the file is done",
    instead: "do it in batches from the application, school by school",
    applies: (statement, { made }) => {
      if (isA(statement, "UpdateStmt"))
        return !statement.UpdateStmt.whereClause && !made.has(statement.UpdateStmt.relation.relname);
      if (isA(statement, "DeleteStmt"))
        return !statement.DeleteStmt.whereClause && !made.has(statement.DeleteStmt.relation.relname);
      const heavy = ["TruncateStmt", "VacuumStmt", "ClusterStmt", "LockStmt"] as const;
      if (heavy.some((kind) => isA(statement, kind))) return true;
      return isA(statement, "RefreshMatViewStmt") && !statement.RefreshMatViewStmt.concurrent;
    },
  },
];

/** A unique or primary key written behind a column that is added. */
function inline(command: Parameters<typeof addedColumn>[0]) {
  const column = addedColumn(command);
  return column && (constraintOf(column, "CONSTR_UNIQUE") ?? constraintOf(column, "CONSTR_PRIMARY"));
}
