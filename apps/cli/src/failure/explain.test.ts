import { ERROR_TABLE, PeproError } from "@pepro/contracts";
import { EmbeddedError } from "@pepro/db/embedded";
import { type ConfigurationError, readConfiguration } from "@pepro/runtime";
import { expect, test } from "vitest";
import { Interrupted } from "../world.ts";
import { explain } from "./explain.ts";

const french = { language: "fr", debug: false } as const;
const english = { language: "en", debug: false } as const;
const address = { host: "db.example", port: 5433, embeddedIn: undefined };

test("every sentence of the configuration has its French", () => {
  const wrong: Record<string, string>[] = [
    { PORT: "x", HOST: " ", DATABASE_URL: "mysql://x", PEPRO_APP_DATABASE_URL: "x", PEPRO_BASE_DOMAIN: "-" },
    { PEPRO_MAIN_HOSTS: ",", PEPRO_SUPERADMIN_EMAIL: "x", PEPRO_SUPERADMIN_PASSWORD: "x", PEPRO_SEED: "x" },
    { PEPRO_SECRET: "x", PEPRO_TRUSTED_PROXIES: "x!" },
    { DATABASE_URL: "postgres://x/y" },
    { PEPRO_APP_DATABASE_URL: "postgres://x/y" },
  ];
  const told = wrong.flatMap((env) => {
    const failure = explain(faultsOf(env), french);
    expect(failure).toMatchObject({ code: "configuration", exitCode: 2 });
    return failure.faults ?? [];
  });
  expect(told.length).toBeGreaterThanOrEqual(12);
  for (const { where, message } of told) {
    expect(where).toMatch(/^[A-Z_]+$/);
    expect(message).toMatch(/^(doit|ne doit|est obligatoire|ne va)/);
  }
});

function faultsOf(env: Record<string, string>): ConfigurationError {
  try {
    readConfiguration(env);
  } catch (error) {
    return error as ConfigurationError;
  }
  throw new Error("the environment was accepted");
}

test("a database that is away is told with its host and port", () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const failure = explain(refused, { ...french, address });
  expect(failure).toMatchObject({ code: "unavailable", exitCode: 6, fields: { host: "db.example", port: 5433 } });
  expect(failure.message).toBe("PostgreSQL ne répond pas sur db.example:5433 (ECONNREFUSED).");
  expect(failure.hint).toContain("DATABASE_URL");
  const both = new AggregateError([refused, refused]);
  expect(explain(both, { ...english, address }).message).toContain("db.example:5433 (ECONNREFUSED)");
  const embedded = { ...address, embeddedIn: ".pepro" };
  expect(explain(refused, { ...french, address: embedded }).hint).toContain(".pepro/postgres.log");
});

test.each(["28P01", "28000", "3D000"])("PostgreSQL's refusal %s is told with what to correct", (code) => {
  const failure = explain(Object.assign(new Error("no"), { code }), { ...french, address });
  expect(failure).toMatchObject({ code: "database", exitCode: 6, fields: { sqlstate: code } });
  expect(failure.message).toContain("db.example:5433");
  expect(failure.hint).toContain("DATABASE_URL");
});

test("the embedded database's errors are told in the language, with PostgreSQL's last words", () => {
  const details = { path: "/srv/.pepro", log: ["FATAL: no space left"] };
  const error = new EmbeddedError("start_failed", "It did not start.", details);
  expect(explain(error, french)).toMatchObject({
    code: "start_failed",
    exitCode: 6,
    message: "La base intégrée de /srv/.pepro n'a pas démarré.\n  FATAL: no space left",
  });
  expect(explain(error, english).message).toBe("It did not start.\n  FATAL: no space left");
});

test("an error of the product has its text, its exit code and what to do", () => {
  const failure = explain(new PeproError("not_found", { entity: "tenant", id: "nope\u001b[2J" }), french);
  expect(failure).toMatchObject({
    message: "Aucun établissement ne répond au nom de nope\ufffd[2J.",
    hint: "Les établissements : pepro list-tenants",
    exitCode: ERROR_TABLE.not_found.exit,
  });
});

test("an unexpected error shows an id, and its details with --debug alone", () => {
  const error = new Error("secret path", { cause: new Error("the cause") });
  const failure = explain(error, french);
  expect(failure).toMatchObject({ code: "internal", exitCode: 1, hint: "Pour les détails, ajoutez --debug." });
  expect(failure.message).toMatch(/^Une erreur inattendue s'est produite\. Référence : [0-9a-f-]{36}\.$/);
  expect(JSON.stringify(failure)).not.toContain("secret path");
  const { details } = explain(error, { ...french, debug: true });
  expect(details).toContain("secret path");
  expect(details).toContain("the cause");
});

test("an interruption ends with the shell's code for its signal", () => {
  expect(explain(new Interrupted(2), english)).toMatchObject({ message: "Interrupted.", exitCode: 130 });
});
