// @vitest-environment node
import { expect, test } from "vitest";
import { writeOut } from "./text.ts";

test("names are replaced, and numbers grouped as the language groups them", () => {
  expect(writeOut("{name} : {count}", "fr", { name: "Hugo", count: 3214 })).toBe("Hugo\u202f: 3\u202f214");
  expect(writeOut("{name}: {count}", "en", { name: "Hugo", count: 3214 })).toBe("Hugo: 3,214");
});

test("the count chooses the form, zero being singular in French and plural in English", () => {
  const entry = { one: "{count} élève", other: "{count} élèves" };
  const forms = (language: "fr" | "en") => [0, 1, 2].map((count) => writeOut(entry, language, { count }));
  expect(forms("fr")).toEqual(["0 élève", "1 élève", "2 élèves"]);
  expect(forms("en")).toEqual(["0 élèves", "1 élève", "2 élèves"]);
});

test("French punctuation keeps to its word", () => {
  expect(writeOut("Supprimer « {name} » ?", "fr", { name: "a" })).toBe("Supprimer «\u202fa\u202f»\u202f?");
});
