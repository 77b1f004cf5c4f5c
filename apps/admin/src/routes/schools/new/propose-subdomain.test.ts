// @vitest-environment node
import { subdomain } from "@pepro/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { alternativesTo, proposeSubdomain, typeIn } from "./propose-subdomain.ts";

test.each([
  ["Lycée Victor Hugo", "lycee-victor-hugo"],
  ["Lycée professionnel Les Forges", "lycee-pro-les-forges"],
  ["  Collège de l'Œuvre — Saint-Étienne ", "college-de-l-oeuvre-saint-etienne"],
  ["3e Collège", "college"],
  ["Collège Antoine de Saint-Exupéry et de la vallée", "college-antoine-de-saint-exupery-et-de"],
  ["", ""],
  ["***", ""],
])("the name %j proposes %j", (name, label) => {
  expect(proposeSubdomain(name)).toBe(label);
});

test("what is proposed is never badly formed", () => {
  const word = fc.constantFrom(
    "Lycée",
    "Collège",
    "Saint",
    "n°",
    "3",
    "Œuvre",
    "d'Alembert",
    "—",
    "xn--",
    "Ω",
    "A".repeat(60),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const label = proposeSubdomain(words.join(" "));
      const faults = subdomain.safeParse(label).error?.issues.map(({ message }) => message) ?? [];
      expect(faults.filter((rule) => rule !== "blank" && rule !== "subdomain_reserved")).toEqual([]);
    }),
  );
});

test("where a subdomain is taken, the city comes first, then the département and a number", () => {
  const place = { city: "Saint-Étienne", postalCode: "42000" };
  expect(alternativesTo("lycee-hugo", place)).toEqual([
    "lycee-hugo-saint-etienne",
    "lycee-hugo-42",
    "lycee-hugo-2",
    "lycee-hugo-3",
  ]);
  expect(alternativesTo("lycee-hugo-saint-etienne", { ...place, postalCode: "" })[0]).toBe(
    "lycee-hugo-saint-etienne-2",
  );
  expect(alternativesTo("a".repeat(62), place)).toEqual([]);
});

test.each([
  ["Lycée Hugo", "lycee"],
  ["LP Eiffel", "lycee_pro"],
  ["Lycée professionnel", "lycee_pro"],
  ["collège", "college"],
  ["Lyceum", undefined],
  ["École", undefined],
])("%j begins with the type %s", (name, type) => {
  expect(typeIn(name)).toBe(type);
});
