import { DEFAULT_MODULES, type ModuleName, type SchoolType } from "@pepro/contracts";

/** A demo school as the control plane holds it, and the administrator it opens with. */
export type DemoSchool = {
  subdomain: string;
  schoolName: string;
  schoolType: SchoolType;
  address: string;
  postalCode: string;
  city: string;
  phone: string;
  email: string;
  website: string;
  primaryColor: string;
  secondaryColor: string;
  maxStudents: number;
  modulesEnabled: Readonly<Record<ModuleName, boolean>>;
  head: { firstName: string; lastName: string };
};

/**
 * The schools a demo opens. The first is the one of the product's own examples. The websites are under `.example`,
 * which nobody can own (RFC 2606): by them a school of the demo is told from one that only has its name. The other
 * telephone numbers are of the ranges kept for fiction (ARCEP, numbering plan).
 */
export const DEMO_SCHOOLS: readonly DemoSchool[] = [
  {
    subdomain: "lycee-hugo",
    schoolName: "Lycée Victor Hugo",
    schoolType: "lycee",
    address: "123 rue Victor Hugo",
    postalCode: "75001",
    city: "Paris",
    phone: "0123456789",
    email: "contact@lycee-hugo.fr",
    website: "https://lycee-hugo.example/",
    primaryColor: "#2E7D32",
    secondaryColor: "#1B5E20",
    maxStudents: 1500,
    modulesEnabled: DEFAULT_MODULES,
    head: { firstName: "Hélène", lastName: "Castagnède" },
  },
  {
    subdomain: "college-tilleuls",
    schoolName: "Collège Les Tilleuls",
    schoolType: "college",
    address: "8 allée des Tilleuls",
    postalCode: "35200",
    city: "Rennes",
    phone: "0261910042",
    email: "contact@college-tilleuls.fr",
    website: "https://college-tilleuls.example/",
    primaryColor: "#1565C0",
    secondaryColor: "#0D47A1",
    maxStudents: 600,
    modulesEnabled: { ...DEFAULT_MODULES, messaging: false },
    head: { firstName: "Yann", lastName: "Le Bihannic" },
  },
  {
    subdomain: "lycee-pro-forges",
    schoolName: "Lycée professionnel Les Forges",
    schoolType: "lycee_pro",
    address: "27 quai des Forges",
    postalCode: "38100",
    city: "Grenoble",
    phone: "0465710038",
    email: "contact@lycee-pro-forges.fr",
    website: "https://lycee-pro-forges.example/",
    primaryColor: "#E65100",
    secondaryColor: "#BF360C",
    maxStudents: 800,
    modulesEnabled: { ...DEFAULT_MODULES, ai_analytics: true },
    head: { firstName: "Samira", lastName: "Vallorge" },
  },
];

/** The accounts whose addresses are easy to remember: `prof@lycee-hugo.fr`. */
export const DEMO_ACCOUNTS = [
  { local: "admin", role: "admin" },
  { local: "prof", role: "teacher" },
  { local: "eleve", role: "student" },
  { local: "parent", role: "parent" },
] as const;

export function demoEmail(school: Pick<DemoSchool, "subdomain">, local: string): string {
  return `${local}@${school.subdomain}.fr`;
}
