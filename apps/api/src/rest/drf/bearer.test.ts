import { describe, expect, test } from "vitest";
import { accessTokenNotValid, badHeader, credentialsIn, tokenNotValid, userInactive, userNotFound } from "./bearer.ts";
import { textFor } from "./texts.ts";

const text = textFor("fr");

describe("credentialsIn", () => {
  test.each([null, "", "   ", "Token abc", "bearer abc", "Basic YTpi", "Bearerabc"])("finds none in %j", (header) => {
    expect(credentialsIn(header)).toEqual({ kind: "none" });
  });

  test.each(["Bearer", "Bearer ", "Bearer a b"])("finds %j malformed", (header) => {
    expect(credentialsIn(header)).toEqual({ kind: "malformed" });
  });

  test("finds the token between any spaces", () => {
    expect(credentialsIn("  Bearer \t a.b.c ")).toEqual({ kind: "token", token: "a.b.c" });
  });
});

describe("bodies of a 401, as recorded", () => {
  test("a bad header", () => {
    expect(badHeader(text)).toEqual({
      detail: "L'en-tête 'Authorization' doit contenir deux valeurs séparées par des espaces",
      code: "bad_authorization_header",
    });
  });

  test("a bad access token", () => {
    expect(accessTokenNotValid(text, "token_wrong_type")).toEqual({
      detail: "Le type de jeton fourni n'est pas valide",
      code: "token_not_valid",
      messages: [{ token_class: "AccessToken", token_type: "access", message: "Le jeton a un type erroné" }],
    });
  });

  test("a bad refresh token", () => {
    expect(tokenNotValid(text, "token_invalid_or_expired")).toEqual({
      detail: "Le jeton est invalide ou expiré",
      code: "token_not_valid",
    });
  });

  test("an account that is off or gone", () => {
    expect(userInactive(text)).toEqual({ detail: "L'utilisateur est désactivé", code: "user_inactive" });
    expect(userNotFound(text)).toEqual({ detail: "L'utilisateur n'a pas été trouvé", code: "user_not_found" });
  });
});
