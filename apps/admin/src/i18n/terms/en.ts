import type { Translation } from "../text.ts";
import type fr from "./fr.ts";
import { moduleTexts } from "./module-texts.ts";

export default {
  "type.college": "Collège",
  "type.lycee": "Lycée",
  "type.lycee_pro": "Lycée professionnel",
  ...moduleTexts("en"),
} satisfies Translation<typeof fr>;
