import type { Language } from "./messages/index.ts";

/** A column of the file by which many schools are opened. */
export type OpeningColumn = Readonly<
  {
    name: string;
    isRequired: boolean;
    /** What else its heading may say, once accents, capitals and signs are left aside. */
    aliases: readonly string[];
    example: string;
  } & Record<Language, string>
>;

const RECORDS = [
  {
    name: "school_name",
    isRequired: true,
    aliases: ["nom", "name", "etablissement", "nom_de_l_etablissement", "nom_etablissement"],
    example: "Lycée Victor Hugo",
    fr: "nom de l'établissement",
    en: "name of the school",
  },
  {
    name: "subdomain",
    isRequired: true,
    aliases: ["sous_domaine"],
    example: "lycee-hugo",
    fr: "sous-domaine ; il identifie l'établissement",
    en: "subdomain; it tells one school from another",
  },
  {
    name: "school_type",
    isRequired: true,
    aliases: ["type", "type_d_etablissement"],
    example: "lycee",
    fr: "college, lycee ou lycee_pro",
    en: "college, lycee or lycee_pro",
  },
  {
    name: "address",
    isRequired: true,
    aliases: ["adresse"],
    example: "123 rue Victor Hugo",
    fr: "adresse postale",
    en: "street address",
  },
  {
    name: "postal_code",
    isRequired: true,
    aliases: ["code_postal"],
    example: "75001",
    fr: "code postal, cinq chiffres",
    en: "postal code, five digits",
  },
  { name: "city", isRequired: true, aliases: ["ville"], example: "Paris", fr: "ville", en: "city" },
  {
    name: "phone",
    isRequired: true,
    aliases: ["telephone", "tel"],
    example: "0123456789",
    fr: "téléphone, dix chiffres",
    en: "telephone, ten digits",
  },
  {
    name: "email",
    isRequired: true,
    aliases: ["courriel", "e_mail", "mail"],
    example: "contact@lycee-hugo.fr",
    fr: "adresse e-mail de contact",
    en: "contact e-mail address",
  },
  {
    name: "website",
    isRequired: false,
    aliases: ["site_web", "site"],
    example: "https://lycee-hugo.fr",
    fr: "site web",
    en: "website",
  },
  {
    name: "primary_color",
    isRequired: false,
    aliases: ["couleur_principale"],
    example: "#1976D2",
    fr: "couleur principale",
    en: "primary colour",
  },
  {
    name: "secondary_color",
    isRequired: false,
    aliases: ["couleur_secondaire"],
    example: "#424242",
    fr: "couleur secondaire",
    en: "secondary colour",
  },
  {
    name: "max_students",
    isRequired: false,
    aliases: ["eleves_max", "eleves"],
    example: "1000",
    fr: "élèves au plus",
    en: "most students",
  },
  {
    name: "max_storage_gb",
    isRequired: false,
    aliases: ["stockage_max_go", "stockage"],
    example: "50",
    fr: "stockage au plus, en Go",
    en: "most storage, in GB",
  },
  {
    name: "modules",
    isRequired: false,
    aliases: ["modules_enabled"],
    example: "authentication schools grades",
    fr: "ces modules et aucun autre, séparés par des espaces ; vide : ceux d'un nouvel établissement",
    en: "these modules and no other, separated by spaces; empty: those of a new school",
  },
  {
    name: "admin_email",
    isRequired: false,
    aliases: ["admin_courriel"],
    example: "ada@lycee-hugo.fr",
    fr: "premier administrateur (l'adresse de contact sinon)",
    en: "first administrator (the contact address otherwise)",
  },
  {
    name: "admin_first_name",
    isRequired: false,
    aliases: ["admin_prenom"],
    example: "Ada",
    fr: "son prénom",
    en: "their first name",
  },
  {
    name: "admin_last_name",
    isRequired: false,
    aliases: ["admin_nom"],
    example: "Lovelace",
    fr: "son nom",
    en: "their last name",
  },
] as const satisfies readonly OpeningColumn[];

export type OpeningColumnName = (typeof RECORDS)[number]["name"];

/** Every column, in the order of the documentation. */
export const OPENING_COLUMNS: readonly (OpeningColumn & { name: OpeningColumnName })[] = RECORDS;

/** The column that a heading means, however it is written: `Code postal` is `postal_code`. */
export function openingColumnOf(heading: string): OpeningColumnName | undefined {
  const plain = plainHeading(heading);
  return OPENING_COLUMNS.find(({ name, aliases }) => name === plain || aliases.includes(plain))?.name;
}

/** Without accents, capitals and signs: «E-mail» is `e_mail`. */
export function plainHeading(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

/** A file with the headings and one example, for people to fill in; a byte order mark lets spreadsheets read it. */
export function openingTemplate(): string {
  const line = (cells: readonly string[]) => `${cells.join(";")}\r\n`;
  const [names, examples] = [OPENING_COLUMNS.map(({ name }) => name), OPENING_COLUMNS.map(({ example }) => example)];
  return `\ufeff${line(names)}${line(examples)}`;
}
