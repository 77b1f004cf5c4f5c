import type { Texts } from "../text.ts";

export default {
  skip: "Aller au contenu",
  "nav.label": "Navigation principale",
  "nav.home": "Accueil",
  "nav.schools": "Établissements",
  "nav.newSchool": "Ouvrir un établissement",
  "nav.gallery": "Galerie",
  "nav.apiDocs": "Documentation de l'API",
  "nav.open": "Ouvrir le menu",
  "user.signOut": "Se déconnecter",
  "user.signOutFailed": "La déconnexion a échoué",
  "palette.open": "Rechercher",
  "palette.title": "Aller à une page ou à un établissement",
  "palette.placeholder": "Page, établissement, ville…",
  "palette.pages": "Pages",
  "palette.schools": "Établissements",
  "palette.none": "Rien ne correspond à « {text} »",
  "notFound.title": "Page introuvable",
  "notFound.description": "Cette adresse ne mène nulle part. La page a pu être déplacée, ou l'établissement supprimé.",
  "notFound.action": "Revenir à l'accueil",
} as const satisfies Texts;
