import { randomUUID } from "node:crypto";
import { openConnection, quoteIdentifier, rawSql, sql } from "@pepro/db";

export type TestDatabase = { url: string; drop(): Promise<void> };

/** An empty database of the suite's own on the run's server. Dropping it takes its roles along. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.PEPRO_TEST_URL;
  if (!server) throw new Error("no PostgreSQL: run these tests through vitest, whose set-up starts one");
  const name = `pepro_test_${randomUUID().slice(0, 8)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onServer(server, [`create database ${quoteIdentifier(name)}`]);
  return {
    url: url.href,
    drop: async () => {
      const roles = await installationRoleNames(url.href);
      await onServer(server, [
        `drop database ${quoteIdentifier(name)} with (force)`,
        ...roles.map((role) => `drop role ${quoteIdentifier(role)}`),
      ]);
    },
  };
}

async function installationRoleNames(url: string): Promise<string[]> {
  const connection = await openConnection({ url });
  try {
    const table = await connection.send(sql`select to_regclass('public.installation') as found`);
    if (!table[0]?.found) return [];
    const rows = await connection.send<{ rolname: string }>(sql`select rolname from pg_roles
      where rolname like 'pepro\\_' || (select installation_id from public.installation) || '\\_%'`);
    return rows.map((row) => row.rolname);
  } finally {
    await connection.end();
  }
}

async function onServer(url: string, statements: readonly string[]): Promise<void> {
  const connection = await openConnection({ url });
  try {
    for (const statement of statements) await connection.send(rawSql(statement));
  } finally {
    await connection.end();
  }
}
