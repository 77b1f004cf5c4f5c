import type { Language } from "@pepro/contracts";
import type { Texts } from "../rest/endpoint.ts";

/** What the documentation says besides what each operation says of itself. */
export const DOCUMENT_TEXTS = {
  fr: {
    description:
      "API REST des établissements. Chaque établissement répond sur son propre hôte ; les clients typés utilisent tRPC sous /trpc.",
    success: "Réussite",
    unauthorized: "Jeton absent ou refusé",
    forbidden: "Permission refusée",
    notFound: "Introuvable",
    invalid: "Champs à corriger : une liste de messages par champ",
  },
  en: {
    description: "REST API of the schools. Each school answers on its own host; typed clients use tRPC under /trpc.",
    success: "Success",
    unauthorized: "Token missing or refused",
    forbidden: "Permission refused",
    notFound: "Not found",
    invalid: "Fields to correct: a list of messages for each field",
  },
} as const satisfies Record<Language, Record<string, string>>;

const PERMISSIONS: Readonly<Record<string, Texts>> = {
  everyone: { fr: "Ouvert à tous.", en: "Open to everyone." },
  signedIn: { fr: "Réservé aux personnes connectées.", en: "For people who are signed in." },
  tenantMember: { fr: "Réservé aux membres de l'établissement.", en: "For the school's own people." },
  tenantAdmin: { fr: "Réservé aux administrateurs de l'établissement.", en: "For the school's administrators." },
  superAdmin: { fr: "Réservé aux super-administrateurs.", en: "For super-admins." },
};

const KEYS: Texts = { fr: "Ou une clé d'API avec le droit {scope}.", en: "Or an API key with the right {scope}." };

/** Who may call an operation, by its permission's name; `undefined` for a permission that has no text yet. */
export function permissionText(name: string, language: Language): string | undefined {
  const [who = "", scope] = name.split("|key:");
  const text = PERMISSIONS[who]?.[language];
  return text && scope ? `${text} ${KEYS[language].replace("{scope}", `\`${scope}\``)}` : text;
}
