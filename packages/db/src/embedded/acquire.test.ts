import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { query, scratch, startChild, useCluster, useInstallation } from "./fixture.ts";
import { acquireEmbedded, EmbeddedError, isRunning } from "./index.ts";

const app = useInstallation();
const { newDataDir } = useCluster();

describe("acquireEmbedded", () => {
  test("creates a database on first use and finds its data again at the next start", async () => {
    const dataDir = join(scratch(), "not yet", ".pepro");
    const first = await acquireEmbedded({ dataDir });
    expect(first).toMatchObject({ startedHere: true, version: expect.stringMatching(/^18\.\d+$/) });
    expect(first.url).toMatch(`@127.0.0.1:${first.port}/pepro`);
    await query(first.url, "create table school (name text)");
    await query(first.url, "insert into school values ('Lycée Hugo')");
    await first.release();
    expect(isRunning(dataDir)).toBe(false);

    const second = await acquireEmbedded({ dataDir });
    expect(second).toMatchObject({ startedHere: true, port: first.port, url: first.url });
    expect(await query(second.url, "select name from school")).toEqual([{ name: "Lycée Hugo" }]);
    await second.release();
  });

  test("serves this machine only, with results that do not depend on the host", async () => {
    const server = await acquireEmbedded({
      dataDir: newDataDir(),
      durable: false,
      settings: { work_mem: "8MB", port: "1" },
    });
    const [row] = await query(
      server.url,
      `select current_user as owner, rolsuper as super, lower('ÉCOLE') as lower, encoding, datcollate,
        current_setting('timezone') as zone, current_setting('listen_addresses') as addresses,
        current_setting('unix_socket_directories') as sockets, current_setting('work_mem') as memory,
        current_setting('fsync') as fsync
      from pg_roles cross join pg_database where rolname = current_user and datname = current_database()`,
    );
    await server.release();
    expect(row).toEqual({
      owner: "pepro",
      super: true,
      lower: "école",
      encoding: 6,
      datcollate: "C",
      zone: "UTC",
      addresses: "127.0.0.1",
      sockets: "",
      memory: "8MB",
      fsync: "off",
    });
    expect(server.port).toBeLessThan(32_768);
  });

  test("is durable unless told otherwise, and refuses a wrong password", async () => {
    const dataDir = newDataDir();
    const server = await acquireEmbedded({ dataDir });
    const rows = await query(
      server.url,
      "select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages",
    );
    await expect(query(server.url.replace(/:[^:@]+@/, ":guess@"), "select 1")).rejects.toMatchObject({ code: "28P01" });
    await server.release();
    expect(rows).toEqual([{ fsync: "on", pages: "on" }]);
    expect(statSync(join(dataDir, "postgres", "pepro.json")).mode & 0o777).toBe(0o600);
  });

  test("stops the server with its last holder, whoever started it", async () => {
    const dataDir = newDataDir();
    const first = await acquireEmbedded({ dataDir, durable: false });
    const second = await acquireEmbedded({ dataDir, durable: false });
    expect(second).toMatchObject({ startedHere: false, url: first.url });
    const third = startChild(app, { dataDir, durable: false });
    expect(await third.answer).toMatchObject({ ok: true, startedHere: false, url: first.url });
    await Promise.all([first.release(), first.release(), second.release()]);
    await first.release();
    expect(isRunning(dataDir)).toBe(true);
    await third.release();
    expect(isRunning(dataDir)).toBe(false);
    expect(readdirSync(dataDir).sort()).toEqual(["postgres", "postgres.holders", "postgres.log"]);
    expect(readdirSync(join(dataDir, "postgres.holders"))).toEqual([]);
  });

  test("creates one cluster when processes race for the first start", async () => {
    const dataDir = join(scratch(), ".pepro");
    const children = [1, 2, 3].map(() => startChild(app, { dataDir, durable: false }));
    const answers = await Promise.all(children.map((child) => child.answer));
    expect(answers.map((answer) => answer.ok && answer.startedHere).sort()).toEqual([false, false, true]);
    expect(new Set(answers.map((answer) => answer.ok && answer.url)).size).toBe(1);
    expect(readFileSync(join(dataDir, "postgres.log"), "utf8").match(/creating directory/g)).toHaveLength(1);
    await Promise.all(children.map((child) => child.release()));
    expect(isRunning(dataDir)).toBe(false);
  });

  test("runs two data directories at once, each on a port of its own", async () => {
    const folder = scratch();
    const start = (name: string) => acquireEmbedded({ dataDir: join(folder, name), durable: false });
    const [one, two] = await Promise.all([start("one"), start("two")]);
    expect(one.port).not.toBe(two.port);
    await expect(query(one.url.replace(`:${one.port}/`, `:${two.port}/`), "select 1")).rejects.toThrow();
    await Promise.all([one.release(), two.release()]);
  });

  test("moves to another port when the one of last time is taken", async () => {
    const dataDir = newDataDir();
    const before = await acquireEmbedded({ dataDir, durable: false });
    await before.release();
    const stranger = createServer().listen(before.port, "127.0.0.1");
    const after = await acquireEmbedded({ dataDir, durable: false });
    stranger.close();
    expect(after.port).not.toBe(before.port);
    expect(await query(after.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await after.release();
  });

  test("works in a project folder whose name a shell would interpret", async () => {
    const folder = join(scratch(), 'a "$HOME" `id` !');
    renameSync(app, folder);
    try {
      const child = startChild(folder, { dataDir: ".pepro", durable: false });
      expect(await child.answer).toMatchObject({ ok: true });
      await child.release();
      expect(isRunning(join(folder, ".pepro"))).toBe(false);
      rmSync(join(folder, ".pepro"), { recursive: true });
    } finally {
      renameSync(folder, app);
    }
  });

  test("follows a link to a cluster on another disk", async () => {
    const folder = scratch();
    mkdirSync(join(folder, "disk", "cluster"), { recursive: true });
    mkdirSync(join(folder, "data"));
    symlinkSync(join(folder, "disk", "cluster"), join(folder, "data", "postgres"));
    for (const startedHere of [true, true]) {
      const server = await acquireEmbedded({ dataDir: join(folder, "data"), durable: false });
      const joined = await acquireEmbedded({ dataDir: join(folder, "data"), durable: false });
      expect([server.startedHere, joined.startedHere]).toEqual([startedHere, false]);
      await Promise.all([server.release(), joined.release()]);
    }
    expect(readdirSync(join(folder, "disk"))).toEqual(["cluster"]);
  });

  test("reports a setting that PostgreSQL refuses, with PostgreSQL's own words", async () => {
    const starting = acquireEmbedded({ dataDir: newDataDir(), durable: false, settings: { work_mem: "a lot" } });
    const error = await starting.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EmbeddedError);
    expect(error).toMatchObject({ code: "start_failed", message: expect.stringContaining('"work_mem": "a lot"') });
  });

  test("release stops the server even after its data directory was deleted", async () => {
    const dataDir = newDataDir();
    const server = await acquireEmbedded({ dataDir, durable: false });
    rmSync(dataDir, { recursive: true });
    await server.release();
    await expect(query(server.url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
