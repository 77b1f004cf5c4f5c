import type { Texts } from "../text.ts";

/** The code that an account with an authenticator is asked for, after its password. */
export default {
  title: "Vérification en deux étapes",
  "about.code": "Ouvrez votre application d'authentification et saisissez le code de PeproScolaire.",
  "label.code": "Code à six chiffres",
  "other.code": "Utiliser un code de secours",
  "about.recovery": "Chaque code de secours ne sert qu'une fois.",
  "label.recovery": "Code de secours",
  "other.recovery": "Utiliser l'application d'authentification",
  action: "Vérifier",
  wait: { one: "Réessayer dans {count} seconde", other: "Réessayer dans {count} secondes" },
  back: "Recommencer avec un autre compte",
} as const satisfies Texts;
