import { commandsOf, isA } from "./ast.ts";
import type { Rule } from "./rule.ts";

const DROPPED = ["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_TYPE", "OBJECT_DOMAIN", "OBJECT_SEQUENCE", "OBJECT_MATVIEW"];
const RENAMED = ["OBJECT_TABLE", "OBJECT_COLUMN", "OBJECT_VIEW", "OBJECT_TYPE", "OBJECT_SEQUENCE"];

/** Statements that break the code which runs while the fleet is migrated. */
export const BREAKING_RULES: readonly Rule[] = [
  {
    id: "dropped-column",
    harm: "the code now running still names the column",
    instead: "release code that does not name it first; then drop it, and say here which release stopped using it",
    applies: (statement, { made }) =>
      commandsOf(statement).some(({ table, command }) => command.subtype === "AT_DropColumn" && !made.has(table)),
  },
  {
    id: "dropped-table",
    harm: "the code now running still names it",
    instead: "release code that does not name it first; then drop it, and say here which release stopped using it",
    applies: (statement) => isA(statement, "DropStmt") && DROPPED.includes(statement.DropStmt.removeType),
  },
  {
    id: "renamed",
    harm: "the code now running knows the old name and the next one the new, and schools are migrated one after the other",
    instead:
      "add what has the new name, let the code write both, fill it, let the code read it, and drop the old one in a later release",
    applies: (statement, { made }) =>
      isA(statement, "RenameStmt") &&
      RENAMED.includes(statement.RenameStmt.renameType) &&
      !made.has(statement.RenameStmt.relation?.relname ?? ""),
  },
];
