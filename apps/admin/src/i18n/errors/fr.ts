import type { EarlyCode } from "../error-words.ts";
import type { Entry, Texts } from "../text.ts";

/** What may go wrong before anything else is there; what the server refuses is among the refusals. */
export default {
  unavailable: "Le service est momentanément indisponible. Il revient le plus souvent en quelques secondes.",
  network: "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
  timeout: "Le serveur n'a pas répondu à temps. Réessayez dans un instant.",
  aborted: "La demande a été annulée.",
  answer_unreadable:
    "La réponse reçue ne vient pas du serveur, ou pas entière. Vérifiez votre connexion, puis réessayez.",
  unloaded: "Cette page n'a pas pu être chargée. Vérifiez votre connexion, puis réessayez.",
  unexpected:
    "Une erreur inattendue s'est produite. Si elle se répète, transmettez ses détails à qui exploite le serveur.",
} as const satisfies Texts & Readonly<Record<EarlyCode, Entry>>;
