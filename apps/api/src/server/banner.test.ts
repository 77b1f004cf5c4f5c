import { readConfiguration } from "@pepro/runtime";
import { describe, expect, test } from "vitest";
import { type BannerFacts, banner } from "./banner.ts";

const FACTS: BannerFacts = {
  port: 8123,
  database: ".pepro",
  schools: [
    { name: "Collège Les Tilleuls", host: "college-tilleuls.localhost" },
    { name: "Lycée Victor Hugo", host: "lycee-hugo.localhost" },
  ],
  superAdmin: { email: "admin@peproscolaire.fr", password: "abcde-fghij" },
  superAdminEmail: "admin@peproscolaire.fr",
  demoPassword: "demo-password",
  seconds: 4.21,
};

const shown = (facts: Partial<BannerFacts> = {}, environment = {}, language: "fr" | "en" = "fr") =>
  banner(readConfiguration(environment), { ...FACTS, ...facts }, language);

/** What stands behind a label. */
const behind = (text: string, label: string) => new RegExp(`^  ${label} {2,}(.*)$`, "m").exec(text)?.[1];

describe("banner", () => {
  test("says where to go, on the port that is really listened on", () => {
    const text = shown();
    expect(text).toContain("prêt en 4.2 s");
    expect(behind(text, "Tableau de bord")).toBe("http://localhost:8123");
    expect(behind(text, "API")).toBe("http://localhost:8123/docs");
    expect(behind(text, "Lycée Victor Hugo")).toBe("http://lycee-hugo.localhost:8123");
    expect(behind(text, "Collège Les Tilleuls")).toBe("http://college-tilleuls.localhost:8123");
  });

  test("lines up, with two spaces on the left", () => {
    const rows = shown()
      .split("\n")
      .filter((line) => line.includes("http"));
    expect(new Set(rows.map((row) => row.indexOf("http"))).size).toBe(1);
    expect(rows.every((row) => /^ {2}\S/.test(row))).toBe(true);
  });

  test("shows the super-admin's password when it was made up now, and only then", () => {
    expect(shown()).toMatch(/Mot de passe +abcde-fghij {2}\(affiché une seule fois\)/);
    const chosen = shown({ superAdmin: { email: "chef@a.fr", password: null }, demoPassword: null });
    expect(behind(chosen, "Super-admin")).toBe("chef@a.fr");
    expect(chosen).not.toContain("Mot de passe");
    const known = shown({ superAdmin: null, demoPassword: null });
    expect(behind(known, "Super-admin")).toMatch(/^admin@peproscolaire\.fr .*npx pepro create-superadmin/);
    expect(known).not.toContain("Mot de passe");
  });

  test("shows the demo accounts with their password while there are some", () => {
    expect(shown()).toMatch(/Comptes de démo +admin@.*\n +Mot de passe +demo-password/);
    expect(shown({ demoPassword: null })).not.toContain("démo");
  });

  test("names the first main host", () => {
    const text = shown({}, { PEPRO_MAIN_HOSTS: "gestion.ecoles.fr,ecoles.fr" });
    expect(behind(text, "Tableau de bord")).toBe("http://gestion.ecoles.fr:8123");
  });

  test("speaks English as well", () => {
    const text = shown({}, {}, "en");
    expect(behind(text, "Dashboard")).toBe("http://localhost:8123");
    expect(text).toContain("Ctrl-C to stop");
    expect(text).not.toMatch(/[àéèê]t|Mot de passe|Comptes/);
  });
});
