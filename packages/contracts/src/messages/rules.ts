import type { ValidationIssue } from "../errors.ts";
import { type Language, messageFor } from "./index.ts";

type Text = Readonly<Record<Language, string>>;

/** The rules of zod itself, by its code and, where it matters, what they are about. */
const RULES: Readonly<Record<string, Text>> = {
  "too_small.string": { fr: "Il faut au moins {minimum} caractères.", en: "At least {minimum} characters are needed." },
  "too_big.string": { fr: "{maximum} caractères au plus.", en: "{maximum} characters at most." },
  "too_small.number": { fr: "Il faut au moins {minimum}.", en: "At least {minimum} is needed." },
  "too_big.number": { fr: "{maximum} au plus.", en: "{maximum} at most." },
  "too_big.array": { fr: "{maximum} éléments au plus.", en: "{maximum} items at most." },
  "invalid_type.string": { fr: "Un texte est attendu.", en: "A text is expected." },
  "invalid_type.number": { fr: "Un nombre entier est attendu.", en: "A whole number is expected." },
  "invalid_type.boolean": { fr: "Un booléen est attendu.", en: "A boolean is expected." },
  "invalid_format.email": { fr: "Adresse e-mail invalide.", en: "Invalid e-mail address." },
  invalid_value: { fr: "Valeurs possibles : {values}.", en: "Possible values: {values}." },
};
const OTHER: Text = { fr: "Valeur invalide.", en: "Invalid value." };

/** The sentence for one fault of an input: the product's own, else one for the kind of rule. */
export function issueText({ rule, params = {} }: ValidationIssue, language: Language): string {
  const own = messageFor(rule, language, params);
  if (own !== undefined) return own;
  const about = rule === "invalid_format" ? params.format : (params.expected ?? params.origin);
  const text = RULES[`${rule}.${about === "int" ? "number" : about}`] ?? RULES[rule] ?? OTHER;
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => valueText(params[name]));
}

function valueText(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
