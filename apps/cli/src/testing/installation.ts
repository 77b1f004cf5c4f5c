import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openConnection, type Row, rawSql } from "@pepro/db";
import { afterAll, beforeAll } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/harness/database.ts";
import { type Options, pepro, type Ran, SECRET } from "./run.ts";

export type Installation = {
  env(): Record<string, string>;
  run(argv: readonly string[], options?: Options): Promise<Ran>;
  /** Opens a provisioned school and returns its schema, which is its subdomain too. */
  openSchool(name?: string, options?: Options): Promise<string>;
  /** Runs SQL as the owner. */
  query<T = Row>(text: string): Promise<T[]>;
};

/** A database of the suite's own, as `DATABASE_URL` would name it. */
export function useInstallation(): Installation {
  let database: TestDatabase;
  const dataDir = mkdtempSync(join(tmpdir(), "pepro-cli-"));
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const env = () => ({
    DATABASE_URL: database.url,
    PEPRO_SECRET: SECRET,
    PEPRO_DATA_DIR: dataDir,
    PEPRO_BASE_DOMAIN: "peproscolaire.fr",
  });
  const run: Installation["run"] = (argv, options = {}) =>
    pepro(argv, { ...options, env: { ...env(), ...options.env } });
  return {
    env,
    run,
    openSchool: async (name = "Lycée Victor Hugo", options = {}) => {
      const schema = `lycee${randomBytes(4).toString("hex")}`;
      const { code, err } = await run([...schoolFlags(schema, name), "--provision"], options);
      if (code !== 0) throw new Error(err);
      return schema;
    },
    query: async <T>(text: string) => {
      const connection = await openConnection({ url: database.url });
      try {
        return [...(await connection.send<T>(rawSql(text)))];
      } finally {
        await connection.end();
      }
    },
  };
}

/** The command line that opens a school. */
export function schoolFlags(subdomain: string, name = "Lycée Victor Hugo"): string[] {
  const school = ["--name", name, "--subdomain", subdomain, "--email", `contact@${subdomain}.fr`];
  const place = ["--address", "123 rue Victor Hugo", "--postal-code", "75001", "--city", "Paris"];
  return ["create-tenant", ...school, ...place, "--phone", "0123456789"];
}
