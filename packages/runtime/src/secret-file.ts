import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PeproError } from "@pepro/contracts";

/** The installation's secret, made on first run and kept beside the embedded database. */
export async function readOrMakeSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, "secret");
  const secret = ((await readIfThere(path)) ?? (await make(path))).trim();
  if (secret.length < 32) throw new PeproError("secret_unusable", { path });
  return secret;
}

/** Looks at a secret that is there, before anything is started for it. @throws PeproError `secret_unusable` */
export async function checkSecret(dataDir: string): Promise<void> {
  const path = join(dataDir, "secret");
  const secret = await readIfThere(path).catch(() => undefined);
  if (secret !== undefined && secret.trim().length < 32) throw new PeproError("secret_unusable", { path });
}

/** Written aside and linked: of two processes that start together one makes it, and neither reads half of it. */
async function make(path: string): Promise<string> {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(aside, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  try {
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(aside, { force: true });
  }
  return readFile(path, "utf8");
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
