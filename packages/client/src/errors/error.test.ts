import { messageFor } from "@pepro/contracts";
import { describe, expect, test } from "vitest";
import { fieldMessagesOf, isPeproError, messageOf, ownError, PeproClientError } from "./error.ts";
import { TEXTS } from "./texts.ts";

const refused = new PeproClientError(
  "validation_failed",
  {
    issues: [
      { path: ["school", "city"], rule: "blank", message: "Ce champ ne peut être vide." },
      { path: ["school", "city"], rule: "too_big", message: "100 caractères au plus." },
      { path: ["domains", 0], rule: "domain_invalid", message: "Domaine invalide" },
    ],
  },
  "Certains champs sont à corriger.",
);

describe("isPeproError", () => {
  test("narrows to a code, and knows errors of others", () => {
    expect(isPeproError(refused)).toBe(true);
    expect(isPeproError(refused, "validation_failed")).toBe(true);
    expect(isPeproError(refused, "network")).toBe(false);
    for (const other of [new Error("x"), { code: "network", fields: {} }, null, undefined, "network"]) {
      expect(isPeproError(other)).toBe(false);
    }
  });
});

describe("messageOf", () => {
  test("is the error's own text, and never a bug's", () => {
    expect(messageOf(refused)).toBe("Certains champs sont à corriger.");
    expect(messageOf(new TypeError("x is not a function"))).toBe("Une erreur inattendue s'est produite.");
    expect(messageOf("boom", "en")).toBe("An unexpected error happened.");
  });
});

describe("fieldMessagesOf", () => {
  test("gives each field its first sentence, by its path", () => {
    expect(fieldMessagesOf(refused)).toEqual({
      "school.city": "Ce champ ne peut être vide.",
      "domains.0": "Domaine invalide",
    });
  });

  test("is empty for other errors", () => {
    expect(fieldMessagesOf(ownError("aborted", {}, "fr"))).toEqual({});
    expect(fieldMessagesOf(new Error("x"))).toEqual({});
  });
});

test("a code that the server words too reads the same from the client", () => {
  for (const code of ["unavailable", "request_malformed"] as const) {
    for (const language of ["fr", "en"] as const) expect(TEXTS[code][language]).toBe(messageFor(code, language));
  }
});
