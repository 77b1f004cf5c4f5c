import { describe, expect, test } from "vitest";
import { textFor } from "./texts.ts";

const french = textFor("fr");
const english = textFor("en");

describe("textFor", () => {
  test("gives the recorded French to the byte, no-break spaces included", () => {
    expect(french("not_authenticated")).toBe("Informations d'authentification non fournies.");
    expect(french("permission_denied")).toBe("Vous n'avez pas la permission d'effectuer cette action.");
    expect(french("not_found")).toBe("Pas trouvé.");
    expect(french("invalid_page")).toBe("Page non valide.");
    expect(french("method_not_allowed", { method: "GET" })).toBe("Méthode «\u00a0GET\u00a0» non autorisée.");
    expect(french("not_acceptable")).toBe("L'en-tête « Accept » n'a pas pu être satisfaite.");
    expect(french("max_length", { max_length: 50 })).toBe(
      "Assurez-vous que ce champ comporte au plus 50\u00a0caractères.",
    );
    expect(french("max_value", { max_value: 2147483647 })).toBe(
      "Assurez-vous que cette valeur est inférieure ou égale à\u00a02147483647.",
    );
  });

  test("says in English what the French catalogs lacked", () => {
    expect(french("boolean")).toBe("Must be a valid boolean.");
    expect(french("not_a_string")).toBe("Not a valid string.");
  });

  test("speaks English when asked to", () => {
    expect(english("required")).toBe("This field is required.");
    expect(english("method_not_allowed", { method: "GET" })).toBe('Method "GET" not allowed.');
  });

  test("puts a parameter in as it is, braces and dollars too", () => {
    expect(english("invalid_choice", { input: "{input} $& $1" })).toBe('"{input} $& $1" is not a valid choice.');
  });

  test("fills several parameters in", () => {
    expect(french("unique_in_model", { model_name: "Tenant", field_label: "domain url" })).toBe(
      "Un objet Tenant avec ce champ domain url existe déjà.",
    );
  });
});
