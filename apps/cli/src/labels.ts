import type { Text } from "@pepro/runtime";

/** What the fields of a school are called, wherever they are shown. */
export const LABELS = {
  schema: { fr: "Schéma", en: "Schema" },
  school: { fr: "Établissement", en: "School" },
  type: { fr: "Type", en: "Type" },
  city: { fr: "Ville", en: "City" },
  contact: { fr: "Contact", en: "Contact" },
  host: { fr: "Adresse", en: "Host" },
  domains: { fr: "Autres domaines", en: "Other domains" },
  state: { fr: "État", en: "State" },
  students: { fr: "Élèves", en: "Students" },
  storage: { fr: "Stockage", en: "Storage" },
  modules: { fr: "Modules", en: "Modules" },
  version: { fr: "Version du schéma", en: "Schema version" },
  createdAt: { fr: "Créé le", en: "Created" },
  provisionedAt: { fr: "Provisionné le", en: "Provisioned" },
  lastAccess: { fr: "Dernier accès", en: "Last access" },
  id: { fr: "Identifiant", en: "Id" },
  admin: { fr: "Administrateur", en: "Administrator" },
  password: { fr: "Mot de passe", en: "Password" },
} as const satisfies Record<string, Text>;

export const ONCE: Text = { fr: "{password}  (affiché cette seule fois)", en: "{password}  (shown this once only)" };

export const SCHOOL_TYPE_NAMES: Readonly<Record<string, Text>> = {
  college: { fr: "collège", en: "lower secondary (collège)" },
  lycee: { fr: "lycée", en: "upper secondary (lycée)" },
  lycee_pro: { fr: "lycée professionnel", en: "vocational (lycée professionnel)" },
};
