import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  title: "Modules",
  "group.base": "Base",
  "groupAbout.base": "What the other modules rest on.",
  "group.teaching": "Teaching and school life",
  "groupAbout.teaching": "The daily life of classes: lessons, attendance, grades and homework.",
  "group.around": "Exchange and analysis",
  "groupAbout.around": "What links families to staff and helps to follow students.",
  on: { one: "{count} on of {total}", other: "{count} on of {total}" },
  save: "Save the modules",
  saved: "The modules are up to date",
} satisfies Translation<typeof fr>;
