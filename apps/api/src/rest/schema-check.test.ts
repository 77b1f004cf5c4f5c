import { domainUrl, tenantSettings } from "@pepro/contracts";
import { expect, test } from "vitest";
import { checkedBy } from "./schema-check.ts";

test("checkedBy lets pass what the contract takes", () => {
  expect(checkedBy(domainUrl, "fr")("Lycee.Exemple.fr")).toBeUndefined();
});

test.each([
  ["fr", "Fuseau horaire inconnu (ex: Europe/Paris)."],
  ["en", "Unknown time zone (e.g. Europe/Paris)."],
] as const)("checkedBy says a rule of ours in the reader's language: %s", (language, message) => {
  expect(checkedBy(tenantSettings.shape.timezone, language)("Mars/Olympus")).toBe(message);
});

test("checkedBy says a bound as the old service did, and the first fault alone", () => {
  const check = checkedBy(tenantSettings.shape.passwordMinLength, "fr");
  expect(check(0)).toBe("Assurez-vous que cette valeur est supérieure ou égale à\u00a01.");
  expect(checkedBy(domainUrl, "fr")("x".repeat(200))).toBe(
    "Assurez-vous que ce champ comporte au plus 128\u00a0caractères.",
  );
});
