import { DEFAULT_MODULES } from "./modules.ts";

/** Tenants as the old clients read them. */
export const DEFAULT_SETTINGS = {
  enable_email_notifications: true,
  enable_sms_notifications: false,
  password_min_length: 8,
  session_timeout_minutes: 60,
  timezone: "Europe/Paris",
  language: "fr",
  date_format: "%d/%m/%Y",
  time_format: "%H:%M",
};

type School = { name: string; school_type: string; subdomain: string } & Record<string, unknown>;

/** The whole body of a tenant that was just created with nothing but the fields of its school. */
export function tenantBody(school: School, changes: Record<string, unknown> = {}) {
  return {
    id: "{{uuid}}",
    schema_name: school.subdomain.replaceAll("-", "_"),
    domain_url: `${school.subdomain}.peproscolaire.fr`,
    school: { id: "{{uuid}}", website: "", logo: null, is_active: true, created_at: "{{datetime}}", ...school },
    primary_color: "#1976D2",
    secondary_color: "#424242",
    logo_url: "",
    favicon_url: "",
    is_active: true,
    created_on: "{{date}}",
    max_students: 1000,
    max_storage_gb: 50,
    modules_enabled: DEFAULT_MODULES,
    provisioned_at: null,
    last_accessed_at: null,
    domains: [],
    settings: DEFAULT_SETTINGS,
    storage_usage_gb: 0,
    student_count: 0,
    ...changes,
  };
}

const TYPES = ["college", "lycee", "lycee_pro"];

/** The `number`th of the schools in the recording. */
export function numberedSchool(number: number): School {
  const two = String(number).padStart(2, "0");
  return {
    name: `Établissement ${two}`,
    school_type: TYPES[number % 3] ?? "",
    address: `${number} rue de la Paix`,
    postal_code: "58000",
    city: "Nevers",
    phone: "0102030405",
    email: `c${number}@e${two}.fr`,
    website: number % 2 === 0 ? "https://e.fr" : "",
    subdomain: `etab-${two}`,
  };
}

export const HUGO: School = {
  name: "Lycée Victor Hugo",
  school_type: "lycee",
  address: "123 rue Victor Hugo",
  postal_code: "75001",
  city: "Paris",
  phone: "0123456789",
  email: "contact@lycee-hugo.fr",
  subdomain: "lycee-hugo",
};

/** What POST /tenants/ takes for it. */
export function creationOf({ name, ...school }: School, changes: Record<string, unknown> = {}) {
  return { school_name: name, ...school, ...changes };
}
