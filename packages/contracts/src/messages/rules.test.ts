import { describe, expect, test } from "vitest";
import { issueText } from "./rules.ts";

const both = (rule: string, params?: Record<string, unknown>) => {
  const issue = { path: ["x"], rule, ...(params && { params }) };
  return [issueText(issue, "fr"), issueText(issue, "en")];
};

describe("issueText", () => {
  test.each([
    ["the product's own rule", "blank", {}, "Ce champ ne peut être vide.", "This field may not be blank."],
    [
      "the product's own rule with what it is about",
      "module_unknown",
      { module: "cantine" },
      "Module invalide: cantine",
      "Invalid module: cantine",
    ],
    [
      "a text too short",
      "too_small",
      { origin: "string", minimum: 8 },
      "Il faut au moins 8 caractères.",
      "At least 8 characters are needed.",
    ],
    ["a number too small", "too_small", { origin: "int", minimum: 1 }, "Il faut au moins 1.", "At least 1 is needed."],
    ["a number too big", "too_big", { origin: "number", maximum: 9 }, "9 au plus.", "9 at most."],
    ["a list too long", "too_big", { origin: "array", maximum: 5 }, "5 éléments au plus.", "5 items at most."],
    ["a wrong type", "invalid_type", { expected: "string" }, "Un texte est attendu.", "A text is expected."],
    [
      "a value of no list",
      "invalid_value",
      { values: ["a", "b"] },
      "Valeurs possibles : a, b.",
      "Possible values: a, b.",
    ],
    ["a wrong form", "invalid_format", { format: "email" }, "Adresse e-mail invalide.", "Invalid e-mail address."],
    ["a form without a sentence", "invalid_format", { format: "guid" }, "Valeur invalide.", "Invalid value."],
    ["a rule that nobody worded", "of_tomorrow", {}, "Valeur invalide.", "Invalid value."],
  ])("words %s in both languages", (_, rule, params, french, english) => {
    expect(both(rule, params)).toEqual([french, english]);
  });

  test("needs no parameters", () => {
    expect(both("required")).toEqual(["Ce champ est obligatoire.", "This field is required."]);
    expect(both("invalid_type")).toEqual(["Valeur invalide.", "Invalid value."]);
  });
});
