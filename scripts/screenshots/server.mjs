import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildDashboard } from "../build-dashboard.mjs";

/** The super-admin of the pictures. */
export const ACCOUNT = { email: "direction@peproscolaire.fr", password: "Captures-2026-ecran" };

/** Builds everything, the gallery too, and starts the server over data of its own. */
export async function startServer(root) {
  const dataDir = mkdtempSync(join(tmpdir(), "pepro-screens-"));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  await ended(spawn(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" }));
  const gallery = join(root, "dist/gallery");
  const making = mkdtempSync(join(root, "dist/.making-"));
  mkdirSync(gallery, { recursive: true });
  await buildDashboard({ root, target: gallery, making, mode: "gallery" });
  rmSync(making, { recursive: true, force: true });
  const server = spawn(process.execPath, ["dist/server.mjs"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      PEPRO_DATA_DIR: dataDir,
      PEPRO_SUPERADMIN_EMAIL: ACCOUNT.email,
      PEPRO_SUPERADMIN_PASSWORD: ACCOUNT.password,
    },
  });
  const stop = async () => {
    const over = ended(server);
    if (server.exitCode === null) server.kill("SIGTERM");
    if (server.exitCode === null) await over;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(origin);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, account: ACCOUNT, dataDir, gallery, stop };
}

async function ready(origin) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the server did not get ready");
}

function ended(child) {
  return new Promise((resolve) => child.once("exit", resolve));
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
