import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserOn } from "../http/support/browser.ts";
import { accessToken, askJson, fetchOn, schoolOn } from "./support/ask.ts";
import { type Account, run, start } from "./support/command.ts";
import { type Copy, copyProject } from "./support/copy.ts";
import { type Banner, bannerIn, freePort, npmStart, processesOf, type Server } from "./support/server.ts";

/** The body of the previous service's own example, under a name that the demo leaves free. */
const EXAMPLE = {
  school_name: "Lycée George Sand",
  school_type: "lycee",
  subdomain: "lycee-sand",
  email: "contact@lycee-sand.fr",
  phone: "0123456789",
  address: "123 rue George Sand",
  postal_code: "75001",
  city: "Paris",
  primary_color: "#6A1B9A",
  secondary_color: "#4A148C",
  max_students: 1500,
  provision_now: true,
};

let copy: Copy;
let port: number;
let server: Server;
let banner: Banner;
let password: string;

beforeAll(async () => {
  copy = copyProject();
  const installed = await run("npm", ["ci"], { cwd: copy.folder });
  expect(installed.stderr.replace(/^npm warn.*$/gm, "")).not.toContain("npm error");
  expect(installed.code).toBe(0);
}, 180_000);

afterAll(async () => {
  for (const { pid } of processesOf(copy.folder)) process.kill(pid, "SIGKILL");
  copy.remove();
}, 60_000);

const HUGO = "lycee-hugo.localhost";

describe("npm ci && npm start, with nothing else", () => {
  test("shows where to go: the dashboard, three schools, the super-admin and the demo accounts", async () => {
    port = await freePort();
    server = await npmStart({ cwd: copy.folder }, port);
    ({ banner } = server);
    expect(banner).toEqual({
      dashboard: `http://localhost:${port}`,
      schools: {
        "Lycée Victor Hugo": `http://${HUGO}:${port}`,
        "Collège Les Tilleuls": `http://college-tilleuls.localhost:${port}`,
        "Lycée professionnel Les Forges": `http://lycee-pro-forges.localhost:${port}`,
      },
      superAdmin: { email: expect.stringMatching(/^\S+@\S+$/), password: expect.stringMatching(/^\S{12,}$/) },
      demoPassword: expect.stringMatching(/^\S{8,}$/),
    });
    password = banner.superAdmin.password ?? "";
  }, 90_000);

  test("the super-admin signs in on the main host, by a session and by a token", async () => {
    const { email } = banner.superAdmin;
    const browser = browserOn(fetchOn(port), "localhost");
    const { user } = await browser.trpc.auth.signIn.mutate({ email, password });
    expect(user).toMatchObject({ email, userType: "superadmin" });
    expect((await browser.trpc.tenants.list.query({})).count).toBe(3);
    const token = await accessToken(port, "localhost", email, password);
    expect((await askJson(port, "localhost", "/api/v1/tenants/", undefined, token)).body.count).toBe(3);
  });

  test("each school answers on its own host with its own theme", async () => {
    const themes = await Promise.all(
      Object.entries(banner.schools).map(async ([name, url]) => {
        const theme = (await schoolOn(port, new URL(url).host)) as { school_name: string; primary_color: string };
        expect(theme.school_name).toBe(name);
        const page = await fetchOn(port)(new URL(url).host, "/", { headers: { Accept: "text/html" } });
        expect(await page.text()).toContain(`<h1>${name}</h1>`);
        return theme.primary_color;
      }),
    );
    expect(new Set(themes).size).toBe(3);
  });

  test("the demo accounts sign in at their own school, and nowhere else", async () => {
    const demoPassword = banner.demoPassword ?? "";
    for (const [name, url] of Object.entries(banner.schools)) {
      const { host, hostname } = new URL(url);
      const email = `prof@${hostname.replace(".localhost", "")}.fr`;
      const token = await accessToken(port, host, email, demoPassword);
      const { body } = await askJson(port, host, "/api/v1/current-tenant/info/", undefined, token);
      expect((body.school as { name: string }).name).toBe(name);
      expect((await askJson(port, "localhost", "/api/v1/auth/profile/", undefined, token)).status).toBe(401);
    }
  });

  test("the documentation, the pictures and the checks are served", async () => {
    for (const path of [
      "/docs",
      "/docs/swagger-ui-bundle.js",
      "/openapi.json",
      "/static/img/favicon.ico",
      "/healthz",
    ]) {
      expect((await fetchOn(port)("localhost", path)).status, path).toBe(200);
    }
    expect((await askJson(port, "localhost", "/readyz")).body).toEqual({ status: "ok" });
  });

  test("the previous service's example opens a school, which answers on its host", async () => {
    const token = await accessToken(port, "localhost", banner.superAdmin.email, password);
    const made = await askJson(port, `localhost:${port}`, "/api/v1/tenants/", EXAMPLE, token);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ schema_name: "lycee_sand", domain_url: "lycee-sand.localhost" });
    expect(await schoolOn(port, `lycee-sand.localhost:${port}`)).toMatchObject({
      school_name: "Lycée George Sand",
      primary_color: "#6A1B9A",
    });
  });

  test.skipIf(!existsSync("apps/cli/src/main.ts"))(
    "npx pepro works beside the running server",
    async () => {
      const { code, stdout, stderr } = await run("npx", ["pepro", "list-tenants", "--json"], { cwd: copy.folder });
      expect(stderr.replace(/^npm warn.*\n/gm, "")).toBe("");
      expect(code).toBe(0);
      for (const schema of ["lycee_hugo", "college_tilleuls", "lycee_pro_forges", "lycee_sand"]) {
        expect(JSON.stringify(JSON.parse(stdout))).toContain(`"${schema}"`);
      }
      expect((await askJson(port, "localhost", "/readyz")).status).toBe(200);
    },
    60_000,
  );
});

describe("a second npm start at once, on another port", () => {
  test("shares the data, hears of changes, and leaves the first alone when it ends", async () => {
    const second = await npmStart({ cwd: copy.folder }, await freePort());
    expect(second.banner.superAdmin).toEqual({ email: banner.superAdmin.email, password: undefined });
    expect(await schoolOn(second.port, "lycee-sand.localhost")).toMatchObject({ school_name: "Lycée George Sand" });
    const token = await accessToken(second.port, "localhost", banner.superAdmin.email, password);
    const tenants = await askJson(second.port, "localhost", "/api/v1/tenants/?search=lycee_sand", undefined, token);
    const [{ id }] = tenants.body.results as [{ id: string }];
    await askJson(port, "localhost", `/api/v1/tenants/${id}/deactivate/`, {}, token);
    await expect.poll(async () => (await fetchOn(second.port)("lycee-sand.localhost", "/")).status).toBe(404);
    await askJson(second.port, "localhost", `/api/v1/tenants/${id}/activate/`, {}, token);

    second.signal("SIGTERM");
    expect(await second.exited).toEqual({ code: 0, signal: null });
    await expect.poll(async () => (await fetchOn(port)("lycee-sand.localhost", "/")).status).toBe(200);
  }, 60_000);
});

describe("SIGTERM to npm", () => {
  test("stops everything: no process is left, and the exit code says all went well", async () => {
    expect(processesOf(copy.folder).length).toBeGreaterThan(2);
    server.signal("SIGTERM");
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(processesOf(copy.folder)).toEqual([]);
  }, 30_000);
});

describe("the next npm start", () => {
  test("finds everything again, and shows no password of the super-admin's any more", async () => {
    const next = await npmStart({ cwd: copy.folder }, port);
    server = next;
    expect(next.banner.superAdmin).toEqual({ email: banner.superAdmin.email, password: undefined });
    expect(next.stderr() + next.stdout()).not.toContain(password);
    expect(Object.keys(next.banner.schools).sort()).toEqual(
      [...Object.keys(banner.schools), EXAMPLE.school_name].sort(),
    );
    await accessToken(port, "localhost", banner.superAdmin.email, password);
    await accessToken(port, HUGO, "eleve@lycee-hugo.fr", banner.demoPassword ?? "");
    expect(await schoolOn(port, "lycee-sand.localhost")).toMatchObject({ primary_color: "#6A1B9A" });
  }, 60_000);

  test("after the server was killed adopts the database that it left running", async () => {
    const isServer = ({ command }: { command: string }) => /(^|\/)node\S* dist\/server\.mjs$/.test(command);
    const [killed] = processesOf(copy.folder).filter(isServer);
    process.kill(killed?.pid ?? 0, "SIGKILL");
    await server.exited;
    const left = processesOf(copy.folder);
    expect(left.some(({ command }) => command.includes("postgres"))).toBe(true);

    const next = await npmStart({ cwd: copy.folder }, port);
    await next.logged(/joined the PostgreSQL running on port \d+/);
    expect(await schoolOn(port, "lycee-sand.localhost")).toMatchObject({ primary_color: "#6A1B9A" });
    server = next;
  }, 60_000);
});

describe("Ctrl-C in a terminal", () => {
  test("stops everything, the adopted database too", async () => {
    server.signalGroup("SIGINT");
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(processesOf(copy.folder)).toEqual([]);
    expect(existsSync(join(copy.folder, ".pepro", "postgres", "postmaster.pid"))).toBe(false);
  }, 30_000);
});

/** Everybody has this account; a test that is not run by root is an ordinary user's already. */
const NOBODY = { uid: 65_534, gid: 65_534 };

describe("an ordinary user", () => {
  let as: Account | undefined;
  const started: Server[] = [];
  const dataDir = () => join(copy.folder, "données à nous");

  beforeAll(() => {
    if (process.getuid?.() !== 0) return;
    as = { ...NOBODY, home: join(copy.folder, "maison") };
    mkdirSync(as.home);
    giveTo(NOBODY, dirname(copy.folder));
  });

  test("starts twice at the same moment on an empty folder, and is shown one super-admin's password", async () => {
    const env = { PEPRO_DATA_DIR: dataDir(), PEPRO_SEED: "none" };
    const ports = [await freePort(), await freePort()];
    started.push(...(await Promise.all(ports.map((each) => npmStart({ cwd: copy.folder, env, as }, each)))));
    const shown = started.map((each) => each.banner.superAdmin);
    expect(new Set(shown.map(({ email }) => email)).size).toBe(1);
    expect(shown.filter((each) => each.password !== undefined)).toHaveLength(1);
    expect(started.map((each) => each.banner.schools)).toEqual([{}, {}]);
    const users = processesOf(copy.folder).map(({ pid }) => statSync(`/proc/${pid}`).uid);
    expect(new Set(users)).toEqual(new Set([as?.uid ?? process.getuid?.()]));
  }, 90_000);

  test("opens the school of the previous service's example, as it was printed", async () => {
    const [one, two] = started as [Server, Server];
    const { email, password: made = "" } = [one, two]
      .map((each) => each.banner.superAdmin)
      .find((each) => each.password) ?? {
      email: "",
    };
    const token = await accessToken(one.port, "localhost", email, made);
    const printed = { school_name: "Lycée Victor Hugo", subdomain: "lycee-hugo", email: "contact@lycee-hugo.fr" };
    const colours = { primary_color: "#2E7D32", secondary_color: "#1B5E20" };
    const body = { ...EXAMPLE, ...printed, ...colours, address: "123 rue Victor Hugo" };
    expect((await askJson(one.port, "localhost", "/api/v1/tenants/", body, token)).status).toBe(201);
    for (const each of [one, two]) {
      expect(await schoolOn(each.port, HUGO)).toMatchObject({
        school_name: "Lycée Victor Hugo",
        primary_color: "#2E7D32",
      });
    }
  });

  test("stops both, each alone, and leaves no process", async () => {
    for (const each of started) {
      each.signal("SIGTERM");
      expect(await each.exited).toEqual({ code: 0, signal: null });
    }
    expect(processesOf(copy.folder)).toEqual([]);
  }, 30_000);

  test("may stop the first start half-way: nothing is left running, and the next start finishes it", async () => {
    const env = { PEPRO_DATA_DIR: join(copy.folder, "interrompu") };
    const [first, second] = [await freePort(), await freePort()];
    const cut = start("npm", ["start"], { cwd: copy.folder, env: { ...env, PORT: String(first) }, as });
    await cut.logged(/PostgreSQL [\d.]+ is running/);
    cut.signalGroup("SIGINT");
    expect(await cut.exited).toEqual({ code: 0, signal: null });
    expect(processesOf(copy.folder)).toEqual([]);

    const whole = await npmStart({ cwd: copy.folder, env, as }, second);
    expect(Object.keys(whole.banner.schools)).toHaveLength(3);
    const shown = [bannerIn(cut.stderr()), whole.banner].map(({ superAdmin }) => superAdmin.password);
    const [made] = shown.filter((each) => each !== undefined);
    await accessToken(second, "localhost", whole.banner.superAdmin.email, made ?? "never shown");
    await accessToken(second, HUGO, "prof@lycee-hugo.fr", whole.banner.demoPassword ?? "");
    whole.signal("SIGTERM");
    expect(await whole.exited).toEqual({ code: 0, signal: null });
  }, 120_000);

  test("is told of a folder that cannot be written", async () => {
    const folder = join(copy.folder, "lecture seule");
    mkdirSync(folder);
    if (as) chownSync(folder, as.uid, as.gid);
    chmodSync(folder, 0o555);
    const env = { PEPRO_DATA_DIR: folder, PORT: String(await freePort()) };
    const { code, stderr } = await run("npm", ["start"], { cwd: copy.folder, env, as });
    expect(code).toBe(1);
    expect(stderr).toContain(`On ne peut pas écrire dans ${folder}.`);
    expect(readdirSync(folder)).toEqual([]);
  }, 30_000);

  test.runIf(process.getuid?.() === 0)(
    "is told of a folder that is somebody else's",
    async () => {
      const folder = join(copy.folder, "à root");
      mkdirSync(folder, { mode: 0o755 });
      const env = { PEPRO_DATA_DIR: folder, PORT: String(await freePort()) };
      const { code, stderr } = await run("npm", ["start"], { cwd: copy.folder, env, as });
      expect(code).toBe(1);
      expect(stderr).toContain(`${folder} appartient à un autre utilisateur (0).`);
    },
    30_000,
  );
});

function giveTo({ uid, gid }: { uid: number; gid: number }, folder: string): void {
  chownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    lchownSync(join(folder, name), uid, gid);
}
