import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { acquireEmbedded } from "@pepro/db/embedded";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { askJson, fetchOn } from "./support/ask.ts";
import { type Ended, run, start } from "./support/command.ts";
import { type Copy, copyWithPackages } from "./support/copy.ts";
import { freePort, processesOf } from "./support/server.ts";

const SECRET = "a secret of the test suite, 32 bytes or more";

let copy: Copy;
beforeAll(() => {
  copy = copyWithPackages();
}, 60_000);
afterAll(() => {
  for (const { pid } of processesOf(copy.folder)) process.kill(pid, "SIGKILL");
  copy.remove();
});

/** `npm start` that is expected to give up: what it says, and that nothing of it is left. */
async function refused(env: Record<string, string>): Promise<Ended & { said: string[] }> {
  const port = String(await freePort());
  const ended = await run("npm", ["start"], { cwd: copy.folder, env: { PORT: port, ...env } });
  expect(ended.code).toBe(1);
  expect(processesOf(copy.folder)).toEqual([]);
  const said = ended.stderr.split("\n").filter((line) => line.trim() !== "" && !/^npm (warn|error)/.test(line));
  expect(said.join("\n")).not.toMatch(/ at .*\.(ts|mjs|js):\d+|\[object|undefined/);
  return { ...ended, said };
}

describe("npm start says what is wrong", () => {
  test("with every variable at once", async () => {
    const { said } = await refused({
      PORT: "quatre-vingts",
      DATABASE_URL: "mysql://u:hush@db/pepro",
      PEPRO_BASE_DOMAIN: "pas un domaine",
      PEPRO_SEED: "oui",
      PEPRO_TRUSTED_PROXIES: "10.0.0.0/99",
      PEPRO_SUPERADMIN_PASSWORD: "court",
    });
    expect(said[0]).toBe("Les variables d'environnement sont à corriger.");
    expect(said.slice(1).sort()).toEqual([
      "  - DATABASE_URL doit être une URL postgres://",
      "  - PEPRO_BASE_DOMAIN doit être un nom d'hôte",
      "  - PEPRO_SECRET est obligatoire avec DATABASE_URL",
      "  - PEPRO_SEED doit être demo ou none",
      "  - PEPRO_SUPERADMIN_PASSWORD doit avoir 8 caractères ou plus",
      "  - PEPRO_TRUSTED_PROXIES doit être des adresses ou des plages d'adresses",
      "  - PORT doit être un numéro de port, de 0 à 65535",
    ]);
  }, 30_000);

  test("with a port that is in use, and which to try", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    const { said } = await refused({ PORT: String(port) });
    expect(said).toEqual([
      `Le port ${port} est déjà utilisé sur 127.0.0.1. Choisissez-en un autre : PORT=${port + 1} npm start`,
    ]);
    expect(readdirSync(copy.folder)).not.toContain(".pepro");
  }, 30_000);

  test("with an address that is not this machine's", async () => {
    const { said } = await refused({ HOST: "203.0.113.1" });
    expect(said).toEqual(["L'adresse 203.0.113.1 n'est pas de cette machine. Corrigez HOST."]);
  }, 30_000);

  type Fault = [string, Record<string, string>, path: string, sentence: string];
  const DATA_DIRS: Fault[] = [
    ["is a file", { donnees: "à moi" }, "donnees", "contient autre chose que nos données."],
    ["lies under a file", { fichier: "à moi" }, "fichier/donnees", "contient autre chose que nos données."],
    ["holds somebody else's files", { "etranger/postgres/notes.txt": "à moi" }, "etranger", "contient autre chose"],
    [
      "holds a cluster of another version",
      { "ancien/postgres/PG_VERSION": "14\n", "ancien/postgres/pepro.json": '{"password":"x"}' },
      "ancien",
      "vient d'une autre version de PostgreSQL (14, et non 18).",
    ],
    ["is damaged", { "abime/postgres/pepro.json": '{"password":"x"}' }, "abime", "sont abîmées."],
    ["has lost its secret", { "coupe/secret": "court" }, "coupe", "ne contient pas un secret de 32 octets ou plus."],
  ];

  test.each(DATA_DIRS)(
    "with a data directory that %s, and changes nothing in it",
    async (_, files, path, sentence) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(copy.folder, name)), { recursive: true });
        writeFileSync(join(copy.folder, name), text);
      }
      const { said } = await refused({ PEPRO_DATA_DIR: path });
      expect(said.join("\n")).toContain(sentence);
      expect(said.join("\n")).toContain(path);
      for (const [name, text] of Object.entries(files))
        expect(readFileSync(join(copy.folder, name), "utf8")).toBe(text);
    },
    60_000,
  );

  test("in English to who speaks it", async () => {
    const { said } = await refused({ PORT: "eighty", LANG: "en_GB.UTF-8" });
    expect(said).toEqual(["The environment variables need correcting.", "  - PORT must be a port number, 0 to 65535"]);
  }, 30_000);
});

const deno = process.env.PEPRO_DENO ?? fileURLToPath(new URL("../../.deno/node_modules/deno/deno", import.meta.url));

// Deno is not everywhere; .ci/run installs it.
describe.skipIf(!existsSync(deno))("deno task start says what is wrong, where Deno is installed", () => {
  const FAULTS: [string, Record<string, string>, string[]][] = [
    [
      "values of no use",
      { PORT: "quatre", PEPRO_SEED: "zz" },
      ["PORT doit être un numéro de port, de 0 à 65535", "PEPRO_SEED doit être demo ou none"],
    ],
    [
      "an address that is none",
      { DATABASE_URL: "foo" },
      ["DATABASE_URL doit être une URL postgres://", "PEPRO_SECRET est obligatoire avec DATABASE_URL"],
    ],
  ];
  test.each(FAULTS)("with every fault at once: %s", async (_, env, faults) => {
    const { code, stderr } = await run(deno, ["task", "--quiet", "start"], { cwd: copy.folder, env });
    expect(code).toBe(1);
    const said = stderr.trim().split("\n");
    expect(said).toEqual(["Les variables d'environnement sont à corriger.", ...faults.map((fault) => `  - ${fault}`)]);
  });

  test("and listens where HOST is an IPv6 address", async () => {
    // Root's PostgreSQL runs as nobody, and a Deno that may not look above its folder cannot see that the way is closed.
    chmodSync(dirname(copy.folder), 0o755);
    const port = String(await freePort());
    const env = { HOST: "::1", PORT: port, PEPRO_SEED: "none", PEPRO_DATA_DIR: "ipv6" };
    const server = start(deno, ["task", "--quiet", "start"], { cwd: copy.folder, env });
    await server.shown(/Ctrl-C pour arrêter/);
    server.signalGroup("SIGTERM");
    await server.ended;
    expect(processesOf(copy.folder)).toEqual([]);
  }, 90_000);
});

describe("a folder whose name Node cannot take", () => {
  test.each([
    ["fr", "Le chemin de ce dossier contient le caractère \\,"],
    ["en", "The path of this folder holds the character \\,"],
  ])("is refused before anything starts, in a sentence (%s)", async (language, sentence) => {
    const folder = join(copy.folder, "a\\b");
    cpSync(join(copy.folder, "scripts"), join(folder, "scripts"), { recursive: true });
    cpSync(join(copy.folder, "package.json"), join(folder, "package.json"));
    const env = { LANG: language };
    for (const command of ["start", "test"]) {
      const { code, stderr } = await run("npm", [command], { cwd: folder, env });
      const said = stderr.split("\n").filter((line) => line.trim() !== "" && !/^npm (warn|error)/.test(line));
      expect([code, said]).toEqual([1, [expect.stringContaining(sentence)]]);
    }
  });
});

describe("npm start with a database of one's own", () => {
  test("that refuses the password says where, and what to correct, and not the password", async () => {
    const server = await acquireEmbedded({ dataDir: join(copy.folder, "ailleurs"), durable: false });
    onTestFinished(() => server.release());
    const url = new URL(server.url);
    url.password = "mauvais-mot";
    const port = String(await freePort());
    const env = { PORT: port, DATABASE_URL: url.href, PEPRO_SECRET: SECRET };
    const { code, stderr } = await run("npm", ["start"], { cwd: copy.folder, env });
    expect(code).toBe(1);
    expect(stderr).toContain(`PostgreSQL refuse le mot de passe sur 127.0.0.1:${server.port}.`);
    expect(stderr).toContain("Corrigez DATABASE_URL");
    expect(stderr).not.toContain("mauvais-mot");
  }, 60_000);

  test("that is away listens, says so once, answers 503, and stops when it is asked to", async () => {
    const [port, databasePort] = [await freePort(), await freePort()];
    const url = `postgres://pepro:mauvais-mot@127.0.0.1:${databasePort}/pepro`;
    const env = { PORT: String(port), DATABASE_URL: url, PEPRO_SECRET: SECRET };
    const server = start("npm", ["start"], { cwd: copy.folder, env });
    await server.shown(/PostgreSQL ne répond pas sur 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);

    expect((await askJson(port, "localhost", "/healthz")).status).toBe(200);
    expect(await askJson(port, "localhost", "/readyz")).toEqual({ status: 503, body: { status: "unavailable" } });
    const refusal = await fetchOn(port)("lycee-hugo.localhost", "/api/v1/current-tenant/theme/");
    expect([refusal.status, refusal.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await refusal.json()).toEqual({ detail: expect.any(String), id: refusal.headers.get("x-request-id") });

    await server.logged(/(database unreachable[\s\S]*){2}/);
    server.signal("SIGTERM");
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(server.stderr().match(/ne répond pas/g)).toHaveLength(1);
    expect(server.stderr() + server.stdout()).not.toContain("mauvais-mot");
    expect(processesOf(copy.folder)).toEqual([]);
  }, 60_000);
});
