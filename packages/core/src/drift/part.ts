/** Stands for the school's own schema (before a dot) and its own role: what differs from school to school by right. */
export const OWN = "\u0001";

/** Between a definition's fields, and before the first. */
export const SEPARATOR = "\u0002";

export type PartKind = "table" | "column" | "constraint" | "index" | "sequence" | "grant";

/** One thing of a schema's catalog. */
export type Part = {
  /** The table it belongs to; empty for what is the schema's own. */
  table: string;
  kind: PartKind;
  /** Unique of its kind in its table. */
  name: string;
  fields: readonly string[];
};

export const tableOf = ({ fields: [kind = "", persistence = "", security = "", definition = ""] }: Part) => ({
  kind,
  persistence,
  security,
  /** Of a view. */
  definition,
});

export const columnOf = ({
  fields: [type = "", castType = "", collation = "", expression = "", notNull = "", identity = "", generated = ""],
}: Part) => ({
  type: collation ? `${type} collate ${collation}` : type,
  /** The type without what limits it: a conversion to it cuts nothing off, and what does not fit is refused then. */
  castType,
  default: generated ? "" : expression,
  isNotNull: notNull === "true",
  identity,
  generated: generated && `${expression}${generated === "s" ? " stored" : ""}`,
});

export const constraintOf = ({ fields: [type = "", definition = "", references = ""] }: Part) => ({
  type,
  definition,
  /** The table a foreign key refers to, in the same schema. */
  references,
});

export const indexOf = ({ fields: [definition = "", valid = ""] }: Part) => ({
  definition,
  isValid: valid === "true",
});

export const sequenceOf = ({
  fields: [type = "", start, by, min, max, cache, cycle, column = "", dependency = ""],
}: Part) => ({
  type,
  options: [
    `increment by ${by} minvalue ${min} maxvalue ${max} start with ${start} cache ${cache}`,
    cycle === "true" ? "cycle" : "no cycle",
  ].join(" "),
  column,
  isIdentity: dependency === "i",
});

export const grantOf = ({
  fields: [target = "", relation = "", privilege = "", column = "", grantee = "", grantable = ""],
}: Part) => ({
  /** `table`, `sequence`, `schema`, `default`: what objects to be made begin with. */
  target,
  /** The table or sequence; of defaults, for what. */
  relation,
  privilege,
  /** Of defaults, whose objects. */
  column,
  grantee,
  isGrantable: grantable === "true",
});
