declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A schema name that is safe to put into SQL text. Made by `schemaName` alone. */
export type SchemaName = Branded<"schema">;
/** A role name that is safe to put into SQL text. Made by `roleName` alone. */
export type RoleName = Branded<"role">;

/** PostgreSQL cuts identifiers at NAMEDATALEN - 1 = 63 bytes; ours are ASCII, so bytes are characters. */
const IDENTIFIER = /^[a-z][a-z0-9_]{0,62}$/;
const SYSTEM_SCHEMA = /^(pg_.*|public|information_schema)$/;

/**
 * Vouches for a tenant's schema name.
 * @throws RangeError for anything but a lower-case ASCII identifier of 63 bytes at most, or a system schema.
 */
export function schemaName(text: string): SchemaName {
  if (!IDENTIFIER.test(text) || SYSTEM_SCHEMA.test(text)) throw new RangeError(`not a tenant schema name: ${text}`);
  return text as SchemaName;
}

/** Vouches for a role name; same rules. @throws RangeError */
export function roleName(text: string): RoleName {
  if (!IDENTIFIER.test(text) || text.startsWith("pg_")) throw new RangeError(`not a role name: ${text}`);
  return text as RoleName;
}

/** Quotes any identifier for SQL text. */
export function quoteIdentifier(name: string): string {
  if (name.includes("\u0000")) throw new RangeError("identifiers cannot hold a null character");
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a string literal for SQL text where a parameter cannot stand (utility statements). */
export function quoteLiteral(text: string): string {
  if (text.includes("\u0000")) throw new RangeError("literals cannot hold a null character");
  const quoted = text.replaceAll("'", "''");
  return quoted.includes("\\") ? `E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}
