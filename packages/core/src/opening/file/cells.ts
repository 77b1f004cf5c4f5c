import { everyModule, type OpeningColumnName, plainHeading } from "@pepro/contracts";

/** A line's cells by column; empty ones are left out. */
export type Cells = Readonly<Partial<Record<OpeningColumnName, string>>>;

/** What opens the school, as `createTenantInput` takes it; what is no number goes through, for the input's own rule to refuse. */
export function inputOf(cells: Cells) {
  return {
    schoolName: cells.school_name,
    subdomain: cells.subdomain,
    schoolType: cells.school_type === undefined ? undefined : schoolType(cells.school_type),
    address: cells.address,
    postalCode: cells.postal_code,
    city: cells.city,
    // As people group the digits.
    phone: cells.phone?.replace(/[\s.\-\u00a0\u202f]/g, ""),
    email: cells.email,
    website: cells.website,
    primaryColor: cells.primary_color,
    secondaryColor: cells.secondary_color,
    maxStudents: wholeNumber(cells.max_students),
    maxStorageGb: wholeNumber(cells.max_storage_gb),
    modulesEnabled: modules(cells.modules),
    admin: admin(cells),
  };
}

/** The column that each field of the input comes from. */
export const COLUMN_OF: Readonly<Record<string, OpeningColumnName>> = {
  schoolName: "school_name",
  subdomain: "subdomain",
  schoolType: "school_type",
  address: "address",
  postalCode: "postal_code",
  city: "city",
  phone: "phone",
  email: "email",
  website: "website",
  primaryColor: "primary_color",
  secondaryColor: "secondary_color",
  maxStudents: "max_students",
  maxStorageGb: "max_storage_gb",
  modulesEnabled: "modules",
  "admin.email": "admin_email",
  "admin.firstName": "admin_first_name",
  "admin.lastName": "admin_last_name",
};

/** «Lycée professionnel» is `lycee_pro`. */
function schoolType(text: string): string {
  return plainHeading(text).replace(/_professionnel$/, "_pro");
}

function wholeNumber(text: string | undefined): number | string | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : text;
}

/** These and no other. */
function modules(text: string | undefined): Record<string, boolean> | undefined {
  if (text === undefined) return undefined;
  const named = text.split(/[\s,;|]+/).filter(Boolean);
  return { ...everyModule(() => false), ...Object.fromEntries(named.map((name) => [name, true])) };
}

function admin({ admin_email: email, admin_first_name: firstName, admin_last_name: lastName }: Cells) {
  return email === undefined && firstName === undefined && lastName === undefined
    ? undefined
    : { email, firstName, lastName };
}
