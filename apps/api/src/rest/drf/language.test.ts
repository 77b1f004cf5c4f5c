import { describe, expect, test } from "vitest";
import { languageOf } from "./language.ts";

describe("languageOf", () => {
  test.each([
    [null, "fr"],
    ["", "fr"],
    ["en", "en"],
    ["EN-us,en;q=0.9", "en"],
    ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
    ["de,en;q=0.5,fr;q=0.4", "en"],
    ["de,es", "fr"],
    ["fr;q=0.1,en;q=0.2", "en"],
    ["fr;q=0.1,en;q=0.1", "fr"],
    ["*", "fr"],
    ["*;q=0.1,en;q=0.5", "en"],
    ["*;q=0.5,en;q=0.1", "fr"],
    ["en,", "en"],
  ])("%j gives %s", (header, lang) => {
    expect(languageOf(header)).toBe(lang);
  });

  test.each(["en_US", "en;q=1.5", " en", ",en", "en,,fr", "en;q=", "en fr"])(
    "falls back to French on the malformed %j",
    (header) => {
      expect(languageOf(header)).toBe("fr");
    },
  );

  test("reads a long header up to its last whole range", () => {
    expect(languageOf(`${"de,".repeat(150)}en,${"fr,".repeat(100)}`)).toBe("en");
    expect(languageOf(`${"de,".repeat(200)}en`)).toBe("fr");
  });
});
