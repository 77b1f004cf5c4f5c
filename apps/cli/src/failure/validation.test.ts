import { createTenantInput } from "@pepro/contracts";
import { createSuperAdmin, parseInput } from "@pepro/core";
import { expect, test } from "vitest";
import { COMMANDS } from "../commands/index.ts";
import { explain } from "./explain.ts";

type Schema = Parameters<typeof parseInput>[0];

function told(name: string, schema: Schema, input: object, language: "fr" | "en" = "fr") {
  const command = COMMANDS.find((each) => each.name === name);
  try {
    parseInput(schema, input);
  } catch (error) {
    const { faults = [] } = explain(error, { language, command, debug: false });
    return Object.fromEntries(faults.map(({ where, message }) => [where, message]));
  }
  throw new Error("the input was accepted");
}

test("every fault of a school is told at its flag", () => {
  const input = {
    schoolName: " ",
    schoolType: "lycee",
    postalCode: "7500",
    phone: "12",
    email: "x",
    website: "nulle part",
    subdomain: "Été",
    primaryColor: "vert",
    maxStudents: "dix",
    maxStorageGb: 0,
    city: "x".repeat(101),
    admin: { email: "x", firstName: "Ada", password: "court" },
  };
  expect(told("create-tenant", createTenantInput, input)).toEqual({
    "--name": "Ce champ ne peut être vide.",
    "--address": "Ce champ est obligatoire.",
    "--postal-code": "Code postal invalide",
    "--city": "100 caractères au plus.",
    "--phone": "Numéro de téléphone invalide",
    "--email": "Adresse e-mail invalide.",
    "--website": "Saisissez une URL valide.",
    "--subdomain": "Le sous-domaine ne doit contenir que des lettres minuscules, chiffres et tirets",
    "--primary-color": "La couleur doit être au format hexadécimal (ex: #1976D2)",
    "--max-students": "Un nombre entier est attendu.",
    "--max-storage-gb": "Il faut au moins 1.",
    "--admin-email": "Adresse e-mail invalide.",
    "--admin-last-name": "Ce champ est obligatoire.",
    "--admin-password": "Il faut au moins 8 caractères.",
  });
});

test("a number over its bound and a fraction are told in English", () => {
  const faults = told("create-tenant", createTenantInput, { maxStudents: "1.5", maxStorageGb: 3_000_000_000 }, "en");
  expect(faults).toMatchObject({
    "--max-students": "A whole number is expected.",
    "--max-storage-gb": "2147483647 at most.",
    "--name": "This field is required.",
  });
});

test("a super-admin without an address is told which flag is missing", () => {
  expect(told("create-superadmin", createSuperAdmin.input, {})).toEqual({ "--email": "Ce champ est obligatoire." });
});
