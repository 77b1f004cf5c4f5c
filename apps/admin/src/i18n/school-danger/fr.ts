import type { Texts } from "../text.ts";

export default {
  title: "Zone de danger",
  "deactivate.title": "Désactiver l'établissement",
  "deactivate.about":
    "Personne n'y accède plus, jusqu'à sa réactivation. Rien n'est effacé : comptes, données et réglages restent tels quels.",
  "deactivate.action": "Désactiver l'établissement",
  "deactivate.notOpen": "Un établissement qui n'est pas ouvert ne répond à personne : il n'y a rien à désactiver.",
  "deactivate.ask": "Désactiver {name} ?",
  "deactivate.at": "Dès la confirmation :",
  "deactivate.hosts": {
    one: "Son adresse ne répond plus : « Cet établissement n'est pas accessible actuellement ».",
    other: "Ses {count} adresses ne répondent plus : « Cet établissement n'est pas accessible actuellement ».",
  },
  "deactivate.users":
    "Ceux qui y travaillent en ce moment sont coupés à leur prochain clic ; ce qu'ils n'ont pas enregistré est perdu.",
  "deactivate.data": "Aucune donnée n'est effacée.",
  deactivated: "{name} est désactivé",
  "activate.title": "Réactiver l'établissement",
  "activate.about": "Ses adresses répondent de nouveau, et ses comptes s'y connectent comme avant.",
  "activate.action": "Réactiver l'établissement",
  "activate.ask": "Réactiver {name} ?",
  "activate.at": "Dès la confirmation, ses adresses répondent et tous ses comptes actifs peuvent se connecter.",
  activated: "{name} est réactivé",
  "delete.title": "Supprimer l'établissement",
  "delete.about":
    "Il est suspendu aussitôt et quitte les listes. Ses données sont gardées {days} jours, puis effacées pour de bon.",
  "delete.action": "Supprimer l'établissement",
  "delete.ask": "Supprimer {name} ?",
  "delete.at": "Il disparaît du tableau de bord dès la confirmation. Ses données seront effacées le {date}.",
  "delete.hosts": "Ne répondra plus : {hosts}",
  "delete.students": {
    one: "{count} élève, et tous les comptes, notes, absences et messages",
    other: "{count} élèves, et tous les comptes, notes, absences et messages",
  },
  "delete.data": "Le schéma {schema} et {size} de fichiers",
  "delete.names":
    "Le sous-domaine {subdomain} et le schéma {schema} restent pris : aucun établissement ne pourra les reprendre.",
  deleted: "{name} est supprimé",
  "deleted.until": "Ses données seront effacées le {date}.",
} as const satisfies Texts;
