import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { acquireEmbedded, isRunning } from "@pepro/db/embedded";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { schoolFlags, useInstallation } from "./testing/installation.ts";
import { ROOT } from "./testing/run.ts";

// Each process reads the sources anew: a second or more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const BIN = join(ROOT, "apps/cli/bin/pepro.mjs");
const elsewhere = mkdtempSync(join(realpathSync(tmpdir()), "pepro cli é-"));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

type Ended = { code: number | null; out: string; err: string };

function start(command: string, argv: readonly string[], env: Record<string, string>, cwd = elsewhere): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(command, argv, { cwd, env: { PATH, HOME, ...env }, stdio: ["pipe", "pipe", "pipe"] });
}

function ended(child: ChildProcess): Promise<Ended> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
}

/** From the sources, as in a checkout. */
const pepro = (argv: readonly string[], env: Record<string, string>) =>
  ended(start(process.execPath, [BIN, ...argv], env));

/** From a bundle, as where only `dist` was installed; it starts several times faster. */
const BUNDLED = join(elsewhere, "installed", "apps/cli/bin/pepro.mjs");
const bundled = (argv: readonly string[], env: Record<string, string>) =>
  ended(start(process.execPath, [BUNDLED, ...argv], env));
beforeAll(async () => {
  mkdirSync(dirname(BUNDLED), { recursive: true });
  copyFileSync(BIN, BUNDLED);
  const load = 'import { createRequire as __createRequire } from "node:module";';
  const require = `${load} const require = __createRequire(import.meta.url);`;
  await build({
    entryPoints: [join(ROOT, "apps/cli/src/main.ts")],
    outfile: join(elsewhere, "installed", "dist/pepro.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    banner: { js: require },
  });
});

/** What the guide of the former service prints, its command replaced. */
const SEED = `npx pepro create_tenant \\
    --name "Lycée Victor Hugo" \\
    --subdomain "lycee-hugo" \\
    --type lycee \\
    --email "contact@lycee-hugo.fr" \\
    --phone "0123456789" \\
    --address "123 rue Victor Hugo" \\
    --postal-code "75001" \\
    --city "Paris" \\
    --max-students 1500 \\
    --primary-color "#2E7D32" \\
    --secondary-color "#1B5E20" \\
    --provision
npx pepro list_tenants --detailed
npx pepro migrate_tenants
npx pepro migrate_tenants --schema lycee_hugo`;

describe("the program", () => {
  const { env, query, openSchool } = useInstallation();

  test("runs the command lines of the former service's guide as they are printed", async () => {
    const ran = await ended(start("sh", ["-ec", SEED], { ...env(), npm_config_update_notifier: "false" }, ROOT));
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("Lycée Victor Hugo est ouvert.");
    expect(ran.out).toContain("Élèves             0 sur 1 500");
    // Nobody looks at what goes into a pipe: a run tells of itself in lines of JSON there.
    const results = ran.out.split("\n").filter((line) => line.startsWith('{"kind":"result"'));
    expect(results.map((line) => JSON.parse(line).run.state)).toEqual(["done", "done"]);
    const [row] = await query(
      "select primary_color, secondary_color, state from public.tenants where subdomain = 'lycee-hugo'",
    );
    expect(row).toEqual({ primary_color: "#2E7D32", secondary_color: "#1B5E20", state: "ready" });
  });

  test("runs every command on one school, from another folder, with JSON alone on standard output", async () => {
    const made = await bundled([...schoolFlags("college-zola"), "--json"], env());
    expect(made).toMatchObject({ code: 0, err: "" });
    const steps: [string[], object][] = [
      [["provision-tenant", "college-zola"], { tenant: { state: "ready" } }],
      [["deactivate-tenant", "college-zola"], { isActive: false }],
      [["activate-tenant", "college-zola"], { isActive: true }],
      [["add-domain", "college-zola", "--domain", "zola.ac-lyon.fr"], { domain: "zola.ac-lyon.fr" }],
      [["update-modules", "college-zola", "--enable", "ai_analytics"], { modulesEnabled: { ai_analytics: true } }],
      [["tenant-stats", "zola.ac-lyon.fr"], { tenantName: "Lycée Victor Hugo", totalUsers: 1 }],
      [["migrate-tenants", "--schema", "college_zola"], { kind: "result", run: { state: "done" } }],
      [["clear-cache"], { cleared: true, school: null }],
      [["delete-tenant", "college-zola", "--yes"], { domainUrl: "college-zola.peproscolaire.fr" }],
    ];
    for (const [argv, result] of steps) {
      const { code, out, err } = await bundled([...argv, "--json"], env());
      expect([argv[0], code, err]).toEqual([argv[0], 0, ""]);
      // Of a run each event is a line, the result the last.
      const document = argv[0] === "migrate-tenants" ? out.trimEnd().split("\n").at(-1) : out;
      expect(JSON.parse(document ?? "")).toMatchObject(result);
    }
    const gone = await bundled(["tenant-stats", "college-zola", "--json"], env());
    expect(gone).toMatchObject({ code: 3, err: "" });
    expect(JSON.parse(gone.out)).toMatchObject({ error: { code: "not_found", exitCode: 3 } });
  });

  test("create-superadmin reads a password from standard input", async () => {
    const child = start(
      process.execPath,
      [BUNDLED, "create-superadmin", "--email", "root@pepro.fr", "--password-stdin"],
      env(),
    );
    child.stdin?.end("Motdepasse!2026\n");
    expect(await ended(child)).toMatchObject({ code: 0, out: "Le super-administrateur root@pepro.fr est créé.\n" });
  });

  test("ends quietly when its reader has seen enough", async () => {
    await openSchool();
    const command = `{ "${process.execPath}" "${BUNDLED}" list-tenants --json; echo $? >&2; } | true`;
    expect(await ended(start("sh", ["-c", command], env()))).toMatchObject({ err: "0\n" });
  });

  test("goes by npm run pepro too", async () => {
    const ran = await ended(
      start("npm", ["run", "--silent", "pepro", "--", "list-tenants", "--format", "csv"], env(), ROOT),
    );
    expect(ran).toMatchObject({ code: 0, out: expect.stringMatching(/^schema_name,school_name/) });
  });
});

test("a wrong environment is told fault by fault, a database that is away with its address", async () => {
  const wrong = await bundled(["list-tenants"], { PORT: "x", DATABASE_URL: "postgres://pepro@127.0.0.1:1/pepro" });
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).toContain("  PORT : doit être un numéro de port");
  expect(wrong.err).toContain("  PEPRO_SECRET : est obligatoire avec DATABASE_URL");
  const secret = "x".repeat(32);
  const away = await bundled(["list-tenants"], {
    PEPRO_SECRET: secret,
    DATABASE_URL: "postgres://pepro@127.0.0.1:1/pepro",
  });
  expect(away).toMatchObject({ code: 6, out: "", err: expect.stringContaining("127.0.0.1:1 (ECONNREFUSED)") });
});

describe("the embedded database", () => {
  const dataDir = join(elsewhere, ".pepro");
  const env = { PEPRO_SEED: "none" };

  const serverPid = () => Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const until = async (what: string, condition: () => boolean) => {
    for (const deadline = Date.now() + 60_000; !condition(); await delay(5)) {
      if (Date.now() > deadline) throw new Error(`not within a minute: ${what}`);
    }
  };

  beforeAll(async () => {
    const made = await pepro(["create-superadmin", "--email", "root@pepro.fr"], env);
    if (made.code !== 0) throw new Error(made.err);
  });

  test("is made in .pepro of the current folder and stopped at the end of the command", async () => {
    expect(existsSync(join(dataDir, "secret"))).toBe(true);
    expect(isRunning(dataDir)).toBe(false);
    const listed = await pepro(["list-tenants", "--json"], env);
    expect(listed).toMatchObject({ code: 0, err: "" });
    expect(isRunning(dataDir)).toBe(false);
  });

  test("is joined where it runs, and left running", async () => {
    const server = await acquireEmbedded({ dataDir });
    try {
      const pid = serverPid();
      const joined = await pepro(["list-tenants", "--json"], { ...env, PEPRO_DATA_DIR: dataDir });
      expect(joined).toMatchObject({ code: 0, err: "" });
      expect([isRunning(dataDir), serverPid()]).toEqual([true, pid]);
    } finally {
      await server.release();
    }
    expect(isRunning(dataDir)).toBe(false);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("is stopped when %s ends the command that started it", async (signal, exitCode) => {
    const child = start(process.execPath, [BIN, "migrate-tenants", "--json"], env);
    const end = ended(child);
    await until("the server runs", () => isRunning(dataDir));
    const pid = serverPid();
    child.kill(signal);
    const { code, out, err } = await end;
    expect({ code, err }).toEqual({ code: exitCode, err: "" });
    expect(JSON.parse(out)).toMatchObject({ error: { code: "interrupted", exitCode } });
    expect([isRunning(dataDir), isAlive(pid)]).toEqual([false, false]);
  });
});
