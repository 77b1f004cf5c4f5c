import { type CleanedWhere, createAdapterFactory, type JoinConfig } from "@better-auth/core/db/adapter";
import { join, type Parameter, quoteIdentifier, type Row, rawSql, type Statement, sql } from "@pepro/db";
import type { Store } from "../scope.ts";
import { whereOf } from "./conditions.ts";
import { hashSessionTokens, type Tables } from "./session-tokens.ts";

/**
 * better-auth's storage on the identity tables of one scope. Each call is a transaction of its own: a sign-in that is
 * refused must not roll back what was written on the way.
 */
export function createStorage(store: Store) {
  return createAdapterFactory({
    config: {
      adapterId: "pepro",
      supportsDates: true,
      supportsBooleans: true,
      supportsJSON: false,
      transaction: false,
    },
    adapter: ({ schema, getDefaultModelName, getFieldName }) => {
      const columns = (model: string) => {
        const fields = Object.entries(schema[getDefaultModelName(model)]?.fields ?? {});
        const names = new Set(["id", ...fields.map(([name, { fieldName }]) => fieldName ?? name)]);
        if (!hasId(model)) names.delete("id");
        return join([...names].map(identifier), ", ");
      };
      return hashSessionTokens(tableAccess(store, { columns, column: getFieldName }));
    },
  });
}

/** The library gives every model an id; counters of attempts are found by their key alone. */
function hasId(model: string): boolean {
  return model !== "rate_limits";
}

type Names = {
  /** All columns of a table that the library knows of. */
  columns(model: string): Statement;
  /** The column of one of the library's fields; it passes an order by field, all else by column. */
  column(of: { model: string; field: string }): string;
};

function tableAccess(store: Store, { columns, column }: Names): Tables {
  return {
    create: async ({ model, data }) => {
      const { id: _id, ...others } = data;
      const row = hasId(model) ? data : others;
      const names = join(Object.keys(row).map(identifier), ", ");
      const values = join(Object.values(row).map(value), ", ");
      return one(
        await store.query(
          sql`insert into ${identifier(model)} (${names}) values (${values}) returning ${columns(model)}`,
        ),
      );
    },
    findOne: async ({ model, where, join: joins = {} }) => {
      const matching = filter(model, where);
      const [[row], ...joined] = await Promise.all([
        store.query(sql`select ${columns(model)} from ${identifier(model)}${matching} limit 1`),
        ...Object.entries(joins).map(([other, relation]) =>
          store.query(joinedRows(columns(other), other, relation, sql`${identifier(model)}${matching}`)),
        ),
      ]);
      if (!row) return null;
      const related = Object.entries(joins).map(([other, { relation }], index) => {
        const rows = joined[index] ?? [];
        return [other, relation === "one-to-one" ? (rows[0] ?? null) : [...rows]];
      });
      return one([{ ...row, ...Object.fromEntries(related) }]);
    },
    findMany: async ({ model, where, limit, offset = 0, sortBy }) => {
      const direction = rawSql(sortBy?.direction === "desc" ? "desc" : "asc");
      const order = sortBy
        ? sql` order by ${identifier(column({ model, field: sortBy.field }))} ${direction}`
        : rawSql("");
      const rows = await store.query(
        sql`select ${columns(model)} from ${identifier(model)}${filter(model, where)}${order} limit ${limit} offset ${offset}`,
      );
      return [...rows] as never;
    },
    count: async ({ model, where }) => {
      const row = await store.first<{ count: number }>(
        sql`select count(*) as count from ${identifier(model)}${filter(model, where)}`,
      );
      return row?.count ?? 0;
    },
    update: async ({ model, where, update }) =>
      one(
        await store.query(
          sql`update ${identifier(model)} set ${assignments(update as Row)}${filter(model, where)} returning ${columns(model)}`,
        ),
      ),
    incrementOne: async ({ model, where, increment, set = {} }) => {
      const sums = Object.entries(increment).map(
        ([name, by]) => sql`${identifier(name)} = ${identifier(name)} + ${value(by)}`,
      );
      const changes = join([...sums, ...pairs(set)], ", ");
      return one(
        await store.query(
          sql`update ${identifier(model)} set ${changes}${filter(model, where)} returning ${columns(model)}`,
        ),
      );
    },
    updateMany: ({ model, where, update }) =>
      store.execute(sql`update ${identifier(model)} set ${assignments(update)}${filter(model, where)}`),
    delete: async ({ model, where }) => {
      await store.execute(sql`delete from ${identifier(model)}${filter(model, where)}`);
    },
    deleteMany: ({ model, where }) => store.execute(sql`delete from ${identifier(model)}${filter(model, where)}`),
  };
}

/** Does not wait for the row it joins to: an unknown address then costs what a known one does. */
function joinedRows(columns: Statement, other: string, { on, limit }: JoinConfig[string], base: Statement): Statement {
  const keys = sql`select ${identifier(on.from)} from ${base}`;
  return sql`select ${columns} from ${identifier(other)} where ${identifier(on.to)} in (${keys}) limit ${limit ?? 100}`;
}

/** Addresses are unique whatever their case, and their index is on `lower(email)`. */
function filter(model: string, where: readonly CleanedWhere[] = []): Statement {
  return whereOf(
    where.map((clause) =>
      model === "users" && clause.field === "email" ? { ...clause, mode: "insensitive" as const } : clause,
    ),
  );
}

function assignments(update: Row): Statement {
  return join(pairs(update), ", ");
}

function pairs(update: Row): Statement[] {
  return Object.entries(update).map(([name, next]) => sql`${identifier(name)} = ${value(next)}`);
}

function identifier(name: string): Statement {
  return rawSql(quoteIdentifier(name));
}

function value(input: unknown): Statement {
  return sql`${input as Parameter}`;
}

/** The library types rows by its own models; ours come from the columns those models name. */
function one(rows: readonly Row[]): never {
  return (rows[0] ?? null) as never;
}
