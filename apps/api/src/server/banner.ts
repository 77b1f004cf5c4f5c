import type { Language } from "@pepro/contracts";
import type { Configuration } from "@pepro/runtime";

export type BannerFacts = {
  port: number;
  database: string;
  schools: readonly { name: string; host: string }[];
  /** Made now; its password is shown this once. */
  superAdmin: { email: string; password: string | null } | null;
  superAdminEmail: string;
  demoPassword: string | null;
  seconds: number;
};

const TEXTS = {
  fr: {
    ready: (seconds: string) => `PeproScolaire Tenants — prêt en ${seconds} s`,
    dashboard: "Tableau de bord",
    database: "Base de données",
    password: "Mot de passe",
    once: "(affiché une seule fois)",
    forgotten: "(mot de passe oublié : npx pepro create-superadmin)",
    demo: "Comptes de démo",
    accounts: "admin@, prof@, eleve@, parent@<école>.fr",
    stop: "Ctrl-C pour arrêter",
  },
  en: {
    ready: (seconds: string) => `PeproScolaire Tenants — ready in ${seconds} s`,
    dashboard: "Dashboard",
    database: "Database",
    password: "Password",
    once: "(shown this once)",
    forgotten: "(forgotten the password: npx pepro create-superadmin)",
    demo: "Demo accounts",
    accounts: "admin@, prof@, eleve@, parent@<school>.fr",
    stop: "Ctrl-C to stop",
  },
} as const;

/** What an operator needs to begin, in one block. */
export function banner({ mainHosts, baseDomain }: Configuration, facts: BannerFacts, language: Language): string {
  const text = TEXTS[language];
  const at = (host: string) => `http://${host}:${facts.port}`;
  const main = at(mainHosts[0] ?? baseDomain);
  const { superAdmin, demoPassword } = facts;
  const rows: [string, string][] = [
    [text.dashboard, main],
    ["API", `${main}/docs`],
    ...facts.schools.map(({ name, host }): [string, string] => [name, at(host)]),
    [text.database, facts.database],
    ["Super-admin", superAdmin ? superAdmin.email : `${facts.superAdminEmail}  ${text.forgotten}`],
  ];
  if (superAdmin?.password) rows.push([text.password, `${superAdmin.password}  ${text.once}`]);
  if (demoPassword) rows.push([text.demo, text.accounts], [text.password, demoPassword]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
  return ["", `  ${text.ready(facts.seconds.toFixed(1))}`, "", ...lines, "", `  ${text.stop}`, ""].join("\n");
}
