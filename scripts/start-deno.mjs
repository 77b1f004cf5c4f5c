// Starts the server under Deno with no more permissions than its configuration needs; docs/decisions/0011-deno.md.
/* global Deno */
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { SETPRIV } from "../packages/db/src/embedded/account.ts";
import { findBinaries, program } from "../packages/db/src/embedded/binaries.ts";
import { ConfigurationError, readConfiguration } from "../packages/runtime/src/environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

/** The server gets these and no others: being allowed to read its environment then gives it nothing more. */
const NAMES = "PORT,HOST,DATABASE_URL,PEPRO_*,PG*,PATH,HOME,USER,TMPDIR,TZ,LANG,LC_*,NO_COLOR".split(",");
const PASSED = new RegExp(`^(${NAMES.join("|").replaceAll("*", ".*")})$`);

/** `kill` stops PostgreSQL, `ps` tells its process from another, `setpriv` starts it where root may not. */
const SYSTEM = ["kill", "ps", "setpriv"];

const PORTS = { "postgres:": 5432, "postgresql:": 5432, "smtp:": 587, "smtps:": 465 };

const inherit = "inherit";
const args = ["run", "--no-prompt", ...permissions(), `${root}/apps/api/src/main.ts`];
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED.test(name)));
const stdio = { stdin: inherit, stdout: inherit, stderr: inherit };
const child = new Deno.Command(Deno.execPath(), { args, env, clearEnv: true, ...stdio }).spawn();
for (const signal of ["SIGINT", "SIGTERM"]) Deno.addSignalListener(signal, () => child.kill("SIGTERM"));
const { code } = await child.status;
process.exit(code);

function permissions() {
  const base = [`--allow-env=${NAMES.join(",")}`, "--ignore-env"];
  let configuration;
  try {
    configuration = readConfiguration(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // The server reads the same environment, and says what is wrong with it before it needs anything else.
    return [...base, allow("read", [root])];
  }
  const { host, port, databaseUrl, runtimeDatabaseUrl, mail } = configuration;
  const dataDir = resolve(configuration.dataDir);
  const served = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const mailServer = mail ? [addressOf(mail.smtpUrl)] : [];
  if (databaseUrl) {
    const databases = [databaseUrl, runtimeDatabaseUrl].filter(Boolean).map(addressOf);
    return [
      ...base,
      allow("net", [served, ...databases, ...mailServer]),
      allow("read", [root, dataDir]),
      allow("write", [dataDir]),
    ];
  }
  const postgres = dirname(findBinaries().root);
  const aside = isOddForShell(dataDir) ? [tmpdir()] : [];
  return [
    ...base,
    allow("net", [served, "127.0.0.1", ...mailServer]),
    allow("read", [root, dataDir, "/proc", postgres, ...SETPRIV, ...aside]),
    allow("write", [dataDir, postgres, ...aside]),
    programs(dataDir),
    "--allow-sys=uid,gid,hostname,osRelease",
  ];
}

/** In such a folder initdb runs from a copy in the temporary directory. */
function isOddForShell(dataDir) {
  return /["$`!]/.test(root + dataDir);
}

/** What the embedded PostgreSQL takes, from where it is installed and where a runnable copy is made if need be. */
function programs(dataDir) {
  const found = SYSTEM.map((name) => ["/usr/bin", "/bin"].map((folder) => join(folder, name)).filter(existsSync));
  const own = [findBinaries().root, join(dataDir, "postgres.native")];
  const postgres = own.flatMap((folder) => ["initdb", "postgres"].map((name) => program(folder, name)));
  // Without `kill` only the whole permission lets PostgreSQL be stopped, and a copy's name is not known beforehand.
  const isWhole = found[0].length === 0 || isOddForShell(dataDir);
  return isWhole ? "--allow-run" : allow("run", [...postgres, ...found.flat()]);
}

function addressOf(url) {
  const { protocol, hostname, port } = new URL(url);
  return `${hostname}:${port || PORTS[protocol]}`;
}

/** A comma in a path is doubled: one alone separates. */
function allow(what, values) {
  return `--allow-${what}=${values.map((value) => value.replaceAll(",", ",,")).join(",")}`;
}
