import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { type Answer, isRoot, NOBODY, scratch, serverPid, startChild, useCluster, useInstallation } from "./fixture.ts";
import { acquireEmbedded } from "./index.ts";

const app = useInstallation();
const { newDataDir } = useCluster();
/** A user of this system, and one it has no name for. */
const DAEMON = { uid: 1, gid: 1 };
const NAMELESS = { uid: 12_345, gid: 12_345 };
const SETPRIV = "/usr/bin/setpriv";
const hasSetpriv = isRoot && existsSync(SETPRIV);

function ownersIn(folder: string): Set<number> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Set(names.map((name) => lstatSync(join(folder, name)).uid));
}

function statusOf(pid: number, field: string): string | undefined {
  return readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${field}:[ \\t]*(.*)$`, "m"))?.[1];
}

function own(path: string, { uid, gid }: { uid: number; gid: number }): string {
  mkdirSync(path, { recursive: true });
  chownSync(path, uid, gid);
  return path;
}

/** Moves the installed project into a folder that only root may enter, for the time of `task`. */
async function inClosedFolder(task: (folder: string) => Promise<void>): Promise<void> {
  const closed = join(scratch(), "closed");
  mkdirSync(closed, { mode: 0o700 });
  const folder = join(closed, "app");
  renameSync(app, folder);
  try {
    await task(folder);
  } finally {
    renameSync(folder, app);
  }
}

describe.runIf(isRoot && process.platform === "linux")("acquireEmbedded as root", () => {
  test("runs PostgreSQL as nobody, without any privilege, and gives it the cluster only", async () => {
    const dataDir = join(scratch(), "data");
    const child = startChild(app, { dataDir, durable: false });
    await child.answer;
    const pid = serverPid(dataDir);
    expect(statusOf(pid, "Uid")).toBe(Array(4).fill(NOBODY.uid).join("\t"));
    expect([statusOf(pid, "CapEff"), statusOf(pid, "Groups")]).toEqual(["0000000000000000", ""]);
    await child.release();
    expect(ownersIn(join(dataDir, "postgres"))).toEqual(new Set([NOBODY.uid]));
    expect(["", "postgres.log", "postgres.holders"].map((name) => lstatSync(join(dataDir, name)).uid)).toEqual([
      0, 0, 0,
    ]);
  });

  test("takes over a cluster whose files became root's, as a careless copy leaves them", async () => {
    const dataDir = newDataDir();
    expect(ownersIn(join(dataDir, "postgres"))).toEqual(new Set([0]));
    chmodSync(join(dataDir, "postgres"), 0o755);
    const server = await acquireEmbedded({ dataDir, durable: false });
    await server.release();
    expect(ownersIn(join(dataDir, "postgres"))).toEqual(new Set([NOBODY.uid]));
  });

  test.each([
    ["a named one", DAEMON],
    ["one the system has no name for", NAMELESS],
  ])("runs PostgreSQL as the owner of the data directory, who can go on without root: %s", async (_, owner) => {
    const dataDir = own(join(scratch(), "data"), owner);
    const server = await acquireEmbedded({ dataDir, durable: false });
    expect(statusOf(serverPid(dataDir), "Uid")).toBe(Array(4).fill(owner.uid).join("\t"));
    await server.release();
    expect(ownersIn(dataDir)).toEqual(new Set([owner.uid]));
    const child = startChild(app, { dataDir, durable: false }, owner);
    expect(await child.answer).toMatchObject({ ok: true, url: server.url });
    await child.release();
  });

  test.runIf(hasSetpriv)("gets through folders closed to nobody, with the right to read and no more", async () => {
    await inClosedFolder(async (folder) => {
      const dataDir = join(folder, ".pepro");
      const child = startChild(folder, { dataDir, durable: false });
      expect(await child.answer).toMatchObject({ ok: true });
      const pid = serverPid(dataDir);
      expect(statusOf(pid, "Uid")).toBe(Array(4).fill(NOBODY.uid).join("\t"));
      const readSearch = 1 << 2;
      expect(Number.parseInt(statusOf(pid, "CapEff") ?? "", 16)).toBe(readSearch);
      await child.release();
    });
  });

  test.runIf(hasSetpriv)(
    "gets through them in a container that withholds that right but grants the broader one",
    async () => {
      await inClosedFolder(async (folder) => {
        const command = [SETPRIV, "--bounding-set=-dac_read_search", process.execPath];
        const child = startChild(folder, { dataDir: join(scratch(), "data"), durable: false }, { command });
        expect(await child.answer).toMatchObject({ ok: true });
        await child.release();
      });
    },
  );

  test.runIf(hasSetpriv)("says which folder is in the way when it has neither right", async () => {
    await inClosedFolder(async (folder) => {
      const command = [SETPRIV, "--bounding-set=-dac_read_search,-dac_override", process.execPath];
      const dataDir = join(scratch(), "data");
      const child = startChild(folder, { dataDir, durable: false }, { command });
      const answer = await child.answer;
      expect(answer).toMatchObject({ ok: false, code: "root_cannot_run", details: { path: join(folder, "..") } });
      expect(existsSync(join(dataDir, "postgres"))).toBe(false);
    });
  });
});

describe("acquireEmbedded as an ordinary user", () => {
  const user = isRoot ? NOBODY : {};

  async function answerFor(dataDir: string): Promise<Answer> {
    const child = startChild(app, { dataDir, durable: false }, user);
    const answer = await child.answer;
    await child.release();
    return answer;
  }

  test("runs everything as that user", async () => {
    const folder = scratch();
    if (isRoot) own(folder, NOBODY);
    const dataDir = join(folder, "data");
    expect(await answerFor(dataDir)).toMatchObject({ ok: true, startedHere: true });
    expect(ownersIn(folder)).toEqual(new Set([isRoot ? NOBODY.uid : process.getuid?.()]));
    expect(lstatSync(dataDir).mode & 0o777).toBe(0o700);
  });

  test("reports a data directory that cannot be written, or not be created", async () => {
    const folder = scratch();
    const dataDir = join(folder, "data");
    mkdirSync(dataDir);
    if (isRoot) own(dataDir, NOBODY);
    chmodSync(dataDir, 0o555);
    expect(await answerFor(dataDir)).toMatchObject({
      ok: false,
      code: "data_dir_readonly",
      details: { path: dataDir },
    });
    const below = join(dataDir, "new");
    expect(await answerFor(below)).toMatchObject({ ok: false, code: "data_dir_readonly", details: { path: below } });
    expect(readdirSync(dataDir)).toEqual([]);
    chmodSync(dataDir, 0o755);
  });

  test.runIf(isRoot)("says that a user without a name cannot create a database", async () => {
    const dataDir = own(join(scratch(), "data"), NAMELESS);
    const child = startChild(app, { dataDir, durable: false }, NAMELESS);
    const message = expect.stringContaining("/etc/passwd");
    expect(await child.answer).toMatchObject({ ok: false, code: "start_failed", message });
  });

  test.runIf(isRoot)("reports a data directory, or a cluster in it, of another user", async () => {
    const theirs = newDataDir();
    expect(await answerFor(theirs)).toMatchObject({
      ok: false,
      code: "data_dir_owner",
      details: { path: theirs, owner: 0 },
    });
    for (const path of [theirs, join(theirs, "postgres.holders")]) own(path, NOBODY);
    const cluster = join(theirs, "postgres");
    expect(await answerFor(theirs)).toMatchObject({
      ok: false,
      code: "data_dir_owner",
      details: { path: cluster, owner: 0 },
    });
    expect(ownersIn(cluster)).toEqual(new Set([0]));
  });
});
