import type { Texts } from "../text.ts";

export default {
  title: "Apparence",
  colors: "Couleurs",
  "colors.about": "Celles des pages de l'établissement, avec ce qu'elles donnent à lire.",
  "colors.reset": "Remettre les couleurs d'origine",
  primary: "Couleur principale",
  "primary.hint": "Bandeau, boutons et liens.",
  secondary: "Couleur secondaire",
  "secondary.hint": "Étiquettes et accents.",
  images: "Images",
  "images.about": "Par leur adresse publique. Sans adresse, celles de PeproScolaire.",
  logo: "Adresse du logo",
  "logo.hint": "PNG ou SVG sur fond transparent, lisible sur la couleur principale.",
  favicon: "Adresse de l'icône",
  "favicon.hint": "Carrée, 32 pixels ou plus : l'icône de l'onglet.",
  preview: "Ses pages, claires et sombres",
  save: "Enregistrer l'apparence",
  saved: "L'apparence est à jour",
} as const satisfies Texts;
