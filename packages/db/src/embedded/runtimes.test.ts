import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { nativeOf, startChild, useCluster, useInstallation } from "./fixture.ts";
import { acquireEmbedded, isRunning } from "./index.ts";

const app = useInstallation();
const { newDataDir } = useCluster();
const deno =
  process.env.PEPRO_DENO ?? fileURLToPath(new URL("../../../../.deno/node_modules/deno/deno", import.meta.url));
const RUN = ["initdb", "postgres"].map((name) => join(nativeOf(app), "bin", name));
const NARROW = [
  "--allow-read",
  "--allow-write",
  "--allow-env=TMPDIR,PATH",
  "--ignore-env",
  `--allow-run=${[...RUN, "/usr/bin/kill", "/bin/kill", "/usr/bin/ps", "/bin/ps", "/usr/bin/setpriv"].join(",")}`,
  "--allow-sys=uid,gid,hostname,osRelease",
  "--allow-net=127.0.0.1",
];

describe.runIf(existsSync(deno))("acquireEmbedded on Deno", () => {
  test.each([
    ["all permissions", ["-A"]],
    ["narrow permissions", NARROW],
  ])("shares its server with Node, with %s", async (_, permissions) => {
    const dataDir = newDataDir();
    const command = [deno, "run", "--no-prompt", ...permissions];
    const first = startChild(app, { dataDir, durable: false }, { command });
    expect(await first.answer).toMatchObject({ ok: true, startedHere: true });
    const server = await acquireEmbedded({ dataDir, durable: false });
    expect(server.startedHere).toBe(false);
    await first.release();
    expect(isRunning(dataDir)).toBe(true);

    const second = startChild(app, { dataDir, durable: false }, { command });
    expect(await second.answer).toMatchObject({ ok: true, startedHere: false, url: server.url });
    await server.release();
    expect(isRunning(dataDir)).toBe(true);
    await second.kill("SIGKILL");
    const last = startChild(app, { dataDir, durable: false }, { command });
    expect(await last.answer).toMatchObject({ ok: true, startedHere: false });
    await last.release();
    expect(isRunning(dataDir)).toBe(false);
  });
});
