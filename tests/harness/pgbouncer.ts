import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openConnection } from "@pepro/db";

export type PgBouncer = {
  /** The same database and login, by way of the pooler. */
  url: string;
  stop(): Promise<void>;
};

const PROGRAM = process.env.PEPRO_PGBOUNCER ?? "/usr/sbin/pgbouncer";
const NOBODY = 65_534;

/** Whether Debian's package, or the one `PEPRO_PGBOUNCER` names, is on this machine. */
export function hasPgBouncer(): boolean {
  return spawnSync(PROGRAM, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Puts a PgBouncer in transaction mode in front of a login, with so many connections to the server and no more. */
export async function startPgBouncer(direct: string, serverConnections: number): Promise<PgBouncer> {
  const url = new URL(direct);
  const folder = mkdtempSync(join(tmpdir(), "pepro-pgbouncer-"));
  const port = await freePort();
  const database = url.pathname.slice(1);
  const login = `"${url.username}" "${decodeURIComponent(url.password)}"`;
  const server = `host=${url.hostname} port=${url.port || 5432} dbname=${database}`;
  const settings = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "plain",
    auth_file: join(folder, "users"),
    pool_mode: "transaction",
    default_pool_size: serverConnections,
    max_client_conn: 200,
    logfile: "",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(join(folder, "users"), `${login}\n`);
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    ["[databases]", `${database} = ${server}`, "[pgbouncer]", ...lines, ""].join("\n"),
  );
  chmodSync(folder, 0o755);
  // It does not run as root.
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ("uid" in account)
    for (const name of ["", "users", "pgbouncer.ini"]) chownSync(join(folder, name), NOBODY, NOBODY);
  const child = spawn(PROGRAM, [join(folder, "pgbouncer.ini")], { stdio: ["ignore", "ignore", "pipe"], ...account });
  url.hostname = "127.0.0.1";
  url.port = String(port);
  await answering(url.href, child);
  return {
    url: url.href,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      const late = setTimeout(() => child.kill("SIGKILL"), 2_000);
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${said}`);
    try {
      const connection = await openConnection({ url });
      return await connection.end();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`PgBouncer does not answer: ${said}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
