import type { Texts } from "../text.ts";
import { moduleTexts } from "./module-texts.ts";

/** What schools' types and modules are called, on every page that names them. */
export default {
  "type.college": "Collège",
  "type.lycee": "Lycée",
  "type.lycee_pro": "Lycée professionnel",
  ...moduleTexts("fr"),
} as const satisfies Texts;
