import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  title: "Theme",
  colors: "Colours",
  "colors.about": "Those of the school's pages, and how they read.",
  "colors.reset": "Bring the original colours back",
  primary: "Main colour",
  "primary.hint": "Header, buttons and links.",
  secondary: "Second colour",
  "secondary.hint": "Labels and accents.",
  images: "Images",
  "images.about": "By their public address. Without one, PeproScolaire's own.",
  logo: "Address of the logo",
  "logo.hint": "PNG or SVG on a transparent ground, readable on the main colour.",
  favicon: "Address of the icon",
  "favicon.hint": "Square, 32 pixels or more: the icon of the tab.",
  preview: "Its pages, light and dark",
  save: "Save the theme",
  saved: "The theme is up to date",
} satisfies Translation<typeof fr>;
