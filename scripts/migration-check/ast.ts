// What the rules look at of PostgreSQL's own parse tree (libpg-query). Names are the server's.

export type Named = { String: { sval: string } };
export type Relation = { schemaname?: string; relname: string; relpersistence?: string };
export type TypeName = { names?: Named[] };
export type Expression = Record<string, unknown>;

export type Constraint = {
  contype: string;
  conname?: string;
  raw_expr?: Expression;
  generated_kind?: string;
  skip_validation?: boolean;
  indexname?: string;
  pktable?: Relation;
};

export type Column = {
  colname: string;
  typeName?: TypeName;
  constraints?: { Constraint: Constraint }[];
};

export type Command = {
  subtype: string;
  name?: string;
  def?: { ColumnDef?: Column; Constraint?: Constraint };
};

export type Nodes = {
  AlterTableStmt: { relation: Relation; cmds: { AlterTableCmd: Command }[]; objtype: string };
  CreateStmt: {
    relation: Relation;
    tableElts?: { ColumnDef?: Column; Constraint?: Constraint }[];
    inhRelations?: unknown[];
    partspec?: unknown;
    partbound?: unknown;
  };
  IndexStmt: { idxname?: string; relation: Relation; concurrent?: boolean; unique?: boolean };
  DropStmt: { removeType: string; concurrent?: boolean };
  RenameStmt: { renameType: string; relation?: Relation };
  ReindexStmt: { relation?: Relation; params?: { DefElem: { defname: string } }[] };
  UpdateStmt: { relation: Relation; whereClause?: unknown };
  DeleteStmt: { relation: Relation; whereClause?: unknown };
  TruncateStmt: object;
  VacuumStmt: object;
  ClusterStmt: object;
  LockStmt: object;
  RefreshMatViewStmt: { concurrent?: boolean };
  CreateTrigStmt: object;
  CreateFunctionStmt: object;
  NotifyStmt: object;
  TransactionStmt: object;
  VariableSetStmt: object;
  DoStmt: object;
  CreateSchemaStmt: object;
  CreateRoleStmt: object;
};

/** One statement of a file: exactly one of these. */
export type Statement = Partial<Nodes>;

export function isA<Kind extends keyof Nodes>(
  statement: Statement,
  kind: Kind,
): statement is Statement & Pick<Nodes, Kind> {
  return statement[kind] !== undefined;
}

/** The commands of an ALTER TABLE, and its table; none for anything else. */
export function commandsOf(statement: Statement): { table: string; command: Command }[] {
  if (!isA(statement, "AlterTableStmt") || statement.AlterTableStmt.objtype !== "OBJECT_TABLE") return [];
  const { relation, cmds } = statement.AlterTableStmt;
  return cmds.map(({ AlterTableCmd }) => ({ table: relation.relname, command: AlterTableCmd }));
}

/** A column that an ALTER TABLE adds. */
export function addedColumn({ subtype, def }: Command): Column | undefined {
  return subtype === "AT_AddColumn" ? def?.ColumnDef : undefined;
}

/** A constraint that an ALTER TABLE adds. */
export function addedConstraint({ subtype, def }: Command): Constraint | undefined {
  return subtype === "AT_AddConstraint" ? def?.Constraint : undefined;
}

export function constraintOf(column: Column, contype: string): Constraint | undefined {
  return column.constraints?.map(({ Constraint }) => Constraint).find((each) => each.contype === contype);
}

/** Every node of a kind below an object of the tree, itself included. */
export function within<T>(tree: unknown, kind: string): T[] {
  if (Array.isArray(tree)) return tree.flatMap((each) => within<T>(each, kind));
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [
    ...(key === kind ? [value as T] : []),
    ...within<T>(value, kind),
  ]);
}
