import { PeproError } from "@pepro/contracts";
import { EmbeddedError } from "@pepro/db/embedded";
import { ConfigurationError, readConfiguration } from "@pepro/runtime";
import { describe, expect, test } from "vitest";
import { explain, explainListening, explainWaiting } from "./explain.ts";

const SECRET = "x".repeat(32);
const given = readConfiguration({ DATABASE_URL: "postgres://u:hush@db.example:6543/d", PEPRO_SECRET: SECRET });
const embedded = readConfiguration({});
const coded = (code: string, message = "as PostgreSQL says") => Object.assign(new Error(message), { code });

describe("explain", () => {
  test("lists every fault of the configuration, a line each, in either language", () => {
    const error = new ConfigurationError(["PORT must be a port number, 0 to 65535", "PEPRO_SEED must be demo or none"]);
    expect(explain(error, "fr")?.split("\n")).toEqual([
      "Les variables d'environnement sont à corriger.",
      "  - PORT doit être un numéro de port, de 0 à 65535",
      "  - PEPRO_SEED doit être demo ou none",
    ]);
    expect(explain(error, "en")?.split("\n")[1]).toBe("  - PORT must be a port number, 0 to 65535");
  });

  test("says why the embedded database cannot be used, with PostgreSQL's last words", () => {
    const details = { path: "/srv/data", log: ["FATAL:  it broke"] };
    const error = new EmbeddedError("data_dir_corrupt", "/srv/data is damaged.", details);
    expect(explain(error, "fr", embedded)).toMatch(
      /^Les données de \/srv\/data sont abîmées\.[\s\S]*FATAL: {2}it broke/,
    );
    expect(explain(error, "en", embedded)).toMatch(/^\/srv\/data is damaged\.[\s\S]*FATAL: {2}it broke/);
  });

  test("words an error of the product", () => {
    const error = new PeproError("server_not_supported", { reason: "version 14, at least 15 is needed" });
    expect(explain(error, "en", given)).toBe(
      "This PostgreSQL server cannot be used: version 14, at least 15 is needed",
    );
  });

  test.each([["28P01"], ["28000"], ["3D000"]])("says where PostgreSQL refuses (%s), and what to correct", (code) => {
    for (const language of ["fr", "en"] as const) {
      const text = explain(coded(code), language, given) ?? "";
      expect(text).toContain("db.example:6543");
      expect(text).toContain("DATABASE_URL");
      expect(text).not.toContain("hush");
    }
  });

  test("says that the login lacks a right", () => {
    expect(explain(coded("42501", "permission denied to create role"), "fr", given)).toContain(
      "permission denied to create role",
    );
  });

  test.each([
    ["an error that nobody foresaw", new Error("?")],
    ["a string", "?"],
    ["nothing", undefined],
    ["null", null],
    ["another SQLSTATE", coded("XX000")],
  ])("leaves %s to the log", (_, error) => {
    expect(explain(error, "fr", given)).toBeUndefined();
  });
});

describe("explainWaiting", () => {
  test("says where the database is sought, and that the server waits", () => {
    const text = explainWaiting(coded("ECONNREFUSED"), "fr", given);
    expect(text).toBe(
      "PostgreSQL ne répond pas sur db.example:6543 (ECONNREFUSED). Le serveur écoute, répond 503, et réessaie.",
    );
    expect(explainWaiting(coded("ECONNREFUSED"), "en", given)).toContain("answers 503");
  });
});

describe("explainListening", () => {
  const say = (error: unknown) => explainListening(error, "fr", "127.0.0.1", 80);

  test.each([
    [
      "EADDRINUSE",
      "AddrInUse",
      "Le port 80 est déjà utilisé sur 127.0.0.1. Choisissez-en un autre : PORT=81 npm start",
    ],
    ["EACCES", "PermissionDenied", "Le port 80 demande des droits d'administrateur."],
    ["EADDRNOTAVAIL", "AddrNotAvailable", "L'adresse 127.0.0.1 n'est pas de cette machine. Corrigez HOST."],
  ])("says the same for Node's %s and Deno's %s", (code, name, text) => {
    expect(say(coded(code))).toContain(text);
    expect(say(Object.assign(new Error("listen"), { name }))).toContain(text);
  });

  test("leaves what nobody foresaw to the log", () => {
    expect(say(new Error("?"))).toBeUndefined();
  });

  test("never proposes a port that there is not", () => {
    expect(explainListening(coded("EADDRINUSE"), "fr", "127.0.0.1", 65_535)).not.toContain("65536");
  });
});
