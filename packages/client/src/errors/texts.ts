import type { Language } from "@pepro/contracts";

/** What the client words itself; every other text comes from the server. */
export const TEXTS = {
  network: {
    fr: "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
    en: "The server does not answer. Check your connection, then try again.",
  },
  timeout: {
    fr: "Le serveur n'a pas répondu à temps. Réessayez dans un instant.",
    en: "The server did not answer in time. Try again in a moment.",
  },
  aborted: { fr: "La demande a été annulée.", en: "The request was cancelled." },
  answer_unreadable: {
    fr: "La réponse reçue n'est pas lisible. Réessayez ; si cela persiste, prévenez l'administrateur.",
    en: "The answer received cannot be read. Try again; if it persists, tell the administrator.",
  },
  unavailable: {
    fr: "Le service est momentanément indisponible. Réessayez dans {retryAfterSeconds} secondes.",
    en: "The service is unavailable for a moment. Try again in {retryAfterSeconds} seconds.",
  },
  request_malformed: { fr: "La requête n'est pas lisible : {reason}", en: "The request cannot be read: {reason}" },
  unexpected: { fr: "Une erreur inattendue s'est produite.", en: "An unexpected error happened." },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

/** The text of a code, its `{fields}` filled in. */
export function textOf(code: keyof typeof TEXTS, language: Language, fields: object): string {
  const values = fields as Readonly<Record<string, unknown>>;
  return TEXTS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
