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

/** What an operator needs to begin, in one block. */
export function banner(configuration: Configuration, facts: BannerFacts): string {
  const at = (host: string) => `http://${host}:${facts.port}`;
  const rows: [string, string][] = [
    ["Tableau de bord", at(configuration.mainHosts[0] ?? configuration.baseDomain)],
    ["API", `${at(configuration.mainHosts[0] ?? configuration.baseDomain)}/docs`],
    ...facts.schools.map(({ name, host }): [string, string] => [name, at(host)]),
    ["Base de données", facts.database],
  ];
  if (facts.superAdmin) {
    rows.push(["Super-admin", facts.superAdmin.email]);
    if (facts.superAdmin.password)
      rows.push(["Mot de passe", `${facts.superAdmin.password}  (affiché une seule fois)`]);
  } else {
    rows.push(["Super-admin", `${facts.superAdminEmail}  (mot de passe oublié : npx pepro create-superadmin)`]);
  }
  if (facts.demoPassword) {
    rows.push(["Comptes de démo", "admin@, prof@, eleve@, parent@<école>.fr"]);
    rows.push(["Mot de passe", `${facts.demoPassword}  (affiché une seule fois)`]);
  }
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`);
  return [
    "",
    `  PeproScolaire Tenants — prêt en ${facts.seconds.toFixed(1)} s`,
    "",
    ...lines,
    "",
    "  Ctrl-C pour arrêter",
    "",
  ].join("\n");
}
