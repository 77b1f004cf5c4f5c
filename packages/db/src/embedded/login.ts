import { realpathSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { errno } from "./errors.ts";

export type Login = {
  port: number;
  password: string;
  cluster: string;
  /** How long a server may recover or be full before that is an error. */
  patienceMs: number;
};

export const OWNER = "pepro";
export const DATABASE = "pepro";

// cannot_connect_now (recovering after a crashed backend), too_many_connections
const PASSING = new Set(["57P03", "53300"]);
const NO_SUCH_DATABASE = "3D000";

/**
 * Signs in as the owner, which proves that the server is the one of this cluster; creates the database when missing.
 * Returns the server's version, such as "18.4".
 */
export async function loginAsOwner(login: Login): Promise<string> {
  const started = Date.now();
  for (;;) {
    try {
      return await readVersion(login, DATABASE);
    } catch (error) {
      const code = errno(error) ?? "";
      if (code === NO_SUCH_DATABASE) await createDatabase(login);
      else if (!PASSING.has(code) || Date.now() - started > login.patienceMs) throw error;
      else await delay(50);
    }
  }
}

async function readVersion(login: Login, database: string): Promise<string> {
  return await withConnection(login, database, async (sql) => {
    const [row] = await sql<{ version: string; folder: string }[]>`
      select current_setting('server_version') as version, current_setting('data_directory') as folder`;
    if (!row) throw new Error("The server answered nothing.");
    if (!sameFolder(row.folder, login.cluster)) throw new Error(`Port ${login.port} serves ${row.folder}.`);
    return row.version;
  });
}

export async function createDatabase(login: Login): Promise<void> {
  await withConnection(login, "postgres", async (sql) => {
    await sql`create database ${sql(DATABASE)}`;
  });
}

async function withConnection<T>(
  { port, password }: Login,
  database: string,
  task: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres({
    host: "127.0.0.1",
    port,
    database,
    username: OWNER,
    password,
    max: 1,
    ssl: false,
    connect_timeout: 5,
    fetch_types: false,
    prepare: false,
  });
  try {
    return await task(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function sameFolder(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
