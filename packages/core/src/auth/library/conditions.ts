import type { CleanedWhere } from "@better-auth/core/db/adapter";
import { join, type Parameter, quoteIdentifier, rawSql, type Statement, sql } from "@pepro/db";

const COMPARISONS: Readonly<Record<string, string>> = { eq: "=", ne: "<>", lt: "<", lte: "<=", gt: ">", gte: ">=" };
const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  starts_with: (text) => `${text}%`,
  ends_with: (text) => `%${text}`,
};

/** ` where …` of the library's clauses: those joined by AND, and one of those joined by OR. Nothing of none. */
export function whereOf(clauses: readonly CleanedWhere[] = []): Statement {
  const all = clauses.filter(({ connector }) => connector === "AND").map(condition);
  const any = clauses.filter(({ connector }) => connector === "OR").map(condition);
  const terms = any.length > 0 ? [...all, sql`(${join(any, " or ")})`] : all;
  return terms.length > 0 ? sql` where ${join(terms, " and ")}` : rawSql("");
}

/** @throws RangeError for an operator we do not know */
function condition({ field, operator, value, mode }: CleanedWhere): Statement {
  const column = rawSql(quoteIdentifier(field));
  if (value === null && (operator === "eq" || operator === "ne"))
    return sql`${column} is ${rawSql(operator === "eq" ? "null" : "not null")}`;
  if (operator === "in") return sql`${column} = any(${value as Parameter})`;
  if (operator === "not_in") return sql`${column} <> all(${value as Parameter})`;

  const pattern = PATTERNS[operator];
  const comparison = pattern ? "like" : COMPARISONS[operator];
  if (!comparison) throw new RangeError(`unknown operator: ${operator}`);
  const compared = pattern ? pattern(String(value).replaceAll(/[\\%_]/g, "\\$&")) : (value as Parameter);
  return mode === "insensitive" && typeof value === "string"
    ? sql`lower(${column}) ${rawSql(comparison)} lower(${compared}::text)`
    : sql`${column} ${rawSql(comparison)} ${compared}`;
}
