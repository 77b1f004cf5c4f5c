import { hasModule, type Language, MODULES, type ModuleName } from "@pepro/contracts";
import { type ResolvedTenant, themeOf } from "@pepro/core";
import { html } from "hono/html";
import { layout } from "./layout.ts";

const MODULE_NAMES: Record<Language, Record<ModuleName, string>> = {
  fr: {
    authentication: "Comptes",
    schools: "Établissement",
    timetable: "Emploi du temps",
    attendance: "Vie scolaire",
    grades: "Notes",
    homework: "Cahier de textes",
    messaging: "Messagerie",
    student_records: "Dossiers élèves",
    ai_analytics: "Analyses IA",
  },
  en: {
    authentication: "Accounts",
    schools: "School",
    timetable: "Timetable",
    attendance: "Attendance",
    grades: "Grades",
    homework: "Homework",
    messaging: "Messages",
    student_records: "Student records",
    ai_analytics: "AI analytics",
  },
};

const TEXTS = {
  fr: {
    school: "Espace numérique de l'établissement",
    platform: "Gestion des établissements",
    api: "Documentation de l'API",
  },
  en: { school: "The school's online space", platform: "School management", api: "API documentation" },
} as const;

/** A school's front door, in its own colours, with the modules it has. */
export function schoolPage(tenant: ResolvedTenant, language: Language): string {
  const theme = themeOf(tenant);
  const modules = MODULES.filter((name) => hasModule(tenant.modulesEnabled, name));
  const body = html`<h1>${theme.schoolName}</h1>
    <p>${TEXTS[language].school}</p>
    <ul>${modules.map((name) => html`<li>${MODULE_NAMES[language][name]}</li>`)}</ul>`;
  return String(layout({ language, title: theme.schoolName, body, theme }));
}

/** The main host's front door. */
export function platformPage(language: Language): string {
  const texts = TEXTS[language];
  const body = html`<h1>PeproScolaire</h1><p>${texts.platform}</p><p><a href="/docs">${texts.api}</a></p>`;
  return String(layout({ language, title: `${texts.platform} · PeproScolaire`, body }));
}
