import { withPupils } from "./fleet.mjs";
import { of } from "./steps.mjs";

const viewport = { width: 1440, height: 900 };

/** Those of the README, as a window shows them: `node scripts/screenshots.mjs --pictures`. */
export const PICTURES = [
  {
    name: "schools",
    fleet: true,
    path: "/schools?search=lyon&type=lycee",
    viewport,
    colorScheme: "light",
    before: withPupils,
    until: "tbody a",
  },
  {
    name: "theme",
    path: of("open", "theme"),
    viewport,
    colorScheme: "dark",
    act: async (page) => {
      await page.getByRole("textbox", { name: "Couleur principale", exact: true }).fill("#6D28D9");
      await page.getByRole("textbox", { name: "Couleur secondaire", exact: true }).fill("#F59E0B");
      await page.getByRole("button", { name: "Enregistrer l'apparence" }).waitFor();
    },
  },
];
