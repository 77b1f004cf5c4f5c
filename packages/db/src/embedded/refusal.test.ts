import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { scratch, useCluster } from "./fixture.ts";
import { acquireEmbedded, type EmbeddedError, isRunning } from "./index.ts";

const { template: dataDir } = useCluster();
const cluster = join(dataDir, "postgres");

async function refusal(folder: string): Promise<EmbeddedError> {
  const server = await acquireEmbedded({ dataDir: folder, durable: false }).catch((error: EmbeddedError) => error);
  if (!("release" in server)) return server;
  await server.release();
  throw new Error("It was not refused.");
}

/** Every file below the folder, with what a change would change; PostgreSQL leaves notes on its start beside them. */
function contents(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return names
    .filter((name) => !name.startsWith("postmaster."))
    .map((name) => {
      const found = lstatSync(join(folder, name));
      return found.isFile() ? `${name} ${found.mode.toString(8)} ${found.size} ${found.mtimeMs}` : name;
    });
}

/** A data directory whose `postgres` holds just these files. */
function sketch(files: Record<string, string>): string {
  const folder = scratch();
  mkdirSync(join(folder, "postgres", "global"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "postgres", name), text);
  return folder;
}

/** Replaces, or takes away, a file of the real cluster until the test's end. */
function replace(name: string, content: Uint8Array | undefined): void {
  const path = join(cluster, name);
  renameSync(path, join(dataDir, "aside"));
  if (content !== undefined) writeFileSync(path, content, { mode: 0o600 });
  onTestFinished(() => renameSync(join(dataDir, "aside"), path));
}

const OURS = { "pepro.json": '{"password":"secret"}' };

describe("acquireEmbedded refuses", () => {
  test("a data directory that is a file, or lies under one", async () => {
    const file = join(scratch(), "data");
    writeFileSync(file, "mine");
    expect(await refusal(file)).toMatchObject({ code: "data_dir_foreign", details: { path: file } });
    expect(await refusal(join(file, "below"))).toMatchObject({ code: "data_dir_foreign" });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  test("a postgres file where the folder should be", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "postgres"), "mine");
    expect(await refusal(folder)).toMatchObject({ code: "data_dir_foreign" });
    expect(readFileSync(join(folder, "postgres"), "utf8")).toBe("mine");
  });

  test.each([
    ["somebody else's files", "data_dir_foreign", { "notes.txt": "mine" }],
    ["a cluster that another program created", "data_dir_foreign", { PG_VERSION: "18\n" }],
    ["a cluster of another major version", "data_dir_version", { ...OURS, PG_VERSION: "17\n" }],
    ["a cluster without PG_VERSION", "data_dir_corrupt", OURS],
    ["a cluster with an empty PG_VERSION", "data_dir_corrupt", { ...OURS, PG_VERSION: "" }],
    ["a cluster whose password is lost", "data_dir_corrupt", { "pepro.json": "{}", PG_VERSION: "18\n" }],
    ["a cluster whose password file is torn", "data_dir_corrupt", { "pepro.json": "{", PG_VERSION: "18\n" }],
  ])("%s, and leaves everything as it was", async (_, code, files) => {
    const folder = sketch(files);
    const before = contents(join(folder, "postgres"));
    expect(await refusal(folder)).toMatchObject({ code, details: { path: join(folder, "postgres") } });
    expect(contents(join(folder, "postgres"))).toEqual(before);
    expect(readdirSync(join(folder, "postgres.holders"))).toEqual([]);
  });

  test("another major version by its numbers", async () => {
    const error = await refusal(sketch({ ...OURS, PG_VERSION: "17\n" }));
    expect(error.details).toMatchObject({ found: "17", expected: "18" });
  });

  test.each([
    ["a missing control file", "global/pg_control", undefined],
    ["a control file of zeros", "global/pg_control", new Uint8Array(8192)],
    ["a cut control file", "global/pg_control", new Uint8Array(10)],
    ["a missing pg_wal", "pg_wal", undefined],
  ])("a damaged cluster, and leaves everything as it was: %s", async (_, name, content) => {
    replace(name, content);
    const before = contents(cluster);
    expect(await refusal(dataDir)).toMatchObject({ code: "data_dir_corrupt", details: { path: cluster } });
    expect(contents(cluster)).toEqual(before);
    expect(isRunning(dataDir)).toBe(false);
  });

  test("a damage that shows only when somebody signs in, and stops the server", async () => {
    replace("global/pg_filenode.map", undefined);
    const message = expect.stringContaining("pg_filenode.map");
    expect(await refusal(dataDir)).toMatchObject({ code: "data_dir_corrupt", message });
    expect(isRunning(dataDir)).toBe(false);
  });

  test("a running server that it cannot sign in to", async () => {
    const server = await acquireEmbedded({ dataDir, durable: false });
    const marker = join(cluster, "pepro.json");
    const content = readFileSync(marker);
    writeFileSync(marker, JSON.stringify({ password: "another" }));
    const error = await refusal(dataDir);
    writeFileSync(marker, content);
    expect(error).toMatchObject({ code: "data_dir_in_use", details: { path: cluster, port: server.port } });
    expect(isRunning(dataDir)).toBe(true);
    await server.release();
    expect(isRunning(dataDir)).toBe(false);
  });
});
