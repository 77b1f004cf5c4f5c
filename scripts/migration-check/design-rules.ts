import {
  addedColumn,
  addedConstraint,
  type Column,
  type Constraint,
  commandsOf,
  isA,
  type Relation,
  type Statement,
  within,
} from "./ast.ts";
import type { Rule } from "./rule.ts";

const SERIAL = ["serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"];

/** Columns that a statement makes. */
function columnsOf(statement: Statement): Column[] {
  const added = commandsOf(statement).flatMap(({ command }) => addedColumn(command) ?? []);
  if (!isA(statement, "CreateStmt")) return added;
  return (statement.CreateStmt.tableElts ?? []).flatMap(({ ColumnDef }) => ColumnDef ?? []);
}

/** Constraints that a statement makes, those behind columns too. */
function constraintsOf(statement: Statement): Constraint[] {
  const behind = columnsOf(statement).flatMap(({ constraints = [] }) => constraints.map((each) => each.Constraint));
  const own = isA(statement, "CreateStmt")
    ? (statement.CreateStmt.tableElts ?? []).flatMap((each) => each.Constraint ?? [])
    : commandsOf(statement).flatMap(({ command }) => addedConstraint(command) ?? []);
  return [...behind, ...own];
}

const NAMED = ["CONSTR_CHECK", "CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_FOREIGN", "CONSTR_EXCLUSION"];

/** What lets one file run on plain PostgreSQL, behind PgBouncer and on Citus alike, in a school of its own. */
export const DESIGN_RULES: readonly Rule[] = [
  {
    id: "named-schema",
    harm: "a school's tables stand alone: what ties them to another schema makes every school's opening wait for the others",
    instead: "name tables without a schema; shared data is read by the application",
    applies: (statement, { scope }) =>
      scope === "tenant" &&
      ["relation", "pktable", "RangeVar"].some((kind) =>
        within<Relation>(statement, kind).some(({ schemaname }) => schemaname !== undefined),
      ),
  },
  {
    id: "serial",
    harm: "a serial's sequence is owned and granted apart from its table",
    instead: "generated always as identity, or a uuid",
    applies: (statement) =>
      columnsOf(statement).some(({ typeName }) => SERIAL.includes(typeName?.names?.at(-1)?.String.sval ?? "")),
  },
  {
    id: "no-primary-key",
    harm: "rows cannot be named, compared or copied one by one",
    instead: "give the table a primary key",
    applies: (statement) =>
      isA(statement, "CreateStmt") &&
      statement.CreateStmt.partbound === undefined &&
      !constraintsOf(statement).some(({ contype }) => contype === "CONSTR_PRIMARY"),
  },
  {
    id: "unnamed-constraint",
    harm: "PostgreSQL names it by itself, and drift and error messages name it differently from one version to the next",
    instead: "constraint <table>_<columns>_<kind>, with kind pkey, key, fkey or check",
    applies: (statement) =>
      constraintsOf(statement).some(({ contype, conname }) => NAMED.includes(contype) && conname === undefined),
  },
  {
    id: "renamed-constraint",
    harm: "errors are told apart by a constraint's name",
    instead: "add another one and drop the old",
    applies: (statement) => isA(statement, "RenameStmt") && statement.RenameStmt.renameType === "OBJECT_TABCONSTRAINT",
  },
  {
    id: "trigger",
    harm: "what a trigger does is done out of sight of the code and its audit trail, and not on every cluster",
    instead: "do it in the use case",
    applies: (statement, { scope }) => scope === "tenant" && isA(statement, "CreateTrigStmt"),
  },
  {
    id: "code-in-database",
    harm: "a function of a school's schema is one more way for its SQL to act as somebody else",
    instead: "do it in the use case, or in a public migration with its grants",
    applies: (statement, { scope }) =>
      (scope === "tenant" && isA(statement, "CreateFunctionStmt")) || isA(statement, "DoStmt"),
  },
  {
    id: "inheritance",
    harm: "constraints and grants do not pass on to the tables that inherit",
    instead: "make tables of their own",
    applies: (statement) =>
      isA(statement, "CreateStmt") &&
      statement.CreateStmt.inhRelations !== undefined &&
      statement.CreateStmt.partbound === undefined,
  },
  {
    id: "not-self-contained",
    harm: "the runner sets the transaction, the role and the path, and a school's roles and schemas are made by provisioning",
    instead: "leave it to the runner",
    applies: (statement, { scope }) =>
      isA(statement, "TransactionStmt") ||
      isA(statement, "VariableSetStmt") ||
      isA(statement, "NotifyStmt") ||
      (scope === "tenant" && (isA(statement, "CreateSchemaStmt") || isA(statement, "CreateRoleStmt"))),
  },
];
