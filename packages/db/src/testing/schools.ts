import { randomBytes } from "node:crypto";
import { type Connection, openConnection } from "../connection.ts";
import { quoteIdentifier, type RoleName, roleName, type SchemaName, schemaName } from "../identifiers.ts";
import { rawSql, sql } from "../statement.ts";

export type Scope = { schema: SchemaName; role: RoleName };

/** Two schools, a and b, with one pupil each, in a database of the suite's own, and a login that serves them. */
export type TestSchools = {
  ownerUrl: string;
  runtimeUrl: string;
  runtimeRole: RoleName;
  a: Scope;
  b: Scope;
  /** The owner's own connection, for looking on and for breaking things. */
  admin: Connection;
  /** Ends a backend and waits until it is gone. */
  terminate(pid: number): Promise<void>;
  /** How many sessions that application has here now. */
  sessions(applicationName: string): Promise<number>;
  drop(): Promise<void>;
};

export async function openSchools(): Promise<TestSchools> {
  const server = serverUrl();
  const tag = randomBytes(4).toString("hex");
  const name = `pepro_db_${tag}`;
  await onServer(server, [`create database ${quoteIdentifier(name)}`]);
  const ownerUrl = withPath(server, name);
  const runtimeRole = roleName(`pepro_${tag}_app`);
  const a = { schema: schemaName("a"), role: roleName(`pepro_${tag}_a`) };
  const b = { schema: schemaName("b"), role: roleName(`pepro_${tag}_b`) };
  const admin = await openConnection({ url: ownerUrl });
  await run(admin, [
    `create role ${runtimeRole} login noinherit password 'runtime'`,
    `alter role ${runtimeRole} in database ${name} set search_path = ''`,
    "create table public.secrets (word text)",
    ...[a, b].flatMap(({ schema, role }) => [
      `create role ${role} nologin`,
      `grant ${role} to ${runtimeRole}`,
      `create schema ${schema}`,
      `grant usage on schema ${schema} to ${role}`,
      `create table ${schema}.pupils (name text)`,
      `insert into ${schema}.pupils values ('of ${schema}')`,
      `grant select, insert, update, delete on ${schema}.pupils to ${role}`,
    ]),
  ]);
  const isThere = async (pid: number) =>
    (await admin.send(sql`select pid from pg_stat_activity where pid = ${pid}`)).length > 0;

  return {
    ownerUrl,
    runtimeUrl: withLogin(ownerUrl, runtimeRole, "runtime"),
    runtimeRole,
    a,
    b,
    admin,
    terminate: async (pid) => {
      await admin.send(sql`select pg_terminate_backend(${pid})`);
      while (await isThere(pid));
    },
    sessions: async (applicationName) => {
      const rows = await admin.send<{ count: number }>(sql`select count(*) as count from pg_stat_activity
        where datname = current_database() and application_name = ${applicationName}`);
      return rows[0]?.count ?? 0;
    },
    drop: async () => {
      await admin.end();
      const roles = [runtimeRole, a.role, b.role].map((role) => `drop role ${role}`);
      await onServer(server, [`drop database ${quoteIdentifier(name)} with (force)`, ...roles]);
    },
  };
}

/** The run's server, which vitest's set-up started. */
export function serverUrl(): string {
  const url = process.env.PEPRO_TEST_URL;
  if (!url) throw new Error("no PostgreSQL: run these tests through vitest, whose set-up starts one");
  return url;
}

export async function onServer(url: string, statements: readonly string[]): Promise<void> {
  const connection = await openConnection({ url });
  try {
    await run(connection, statements);
  } finally {
    await connection.end();
  }
}

async function run(connection: Connection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.send(rawSql(statement));
}

function withPath(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}
