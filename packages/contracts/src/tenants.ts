import * as z from "zod";
import { color, DEFAULT_PRIMARY_COLOR, DEFAULT_SECONDARY_COLOR } from "./colors.ts";
import { emailAddress } from "./email.ts";
import { domainUrl } from "./hosts.ts";
import { moduleMap, moduleName } from "./module-map.ts";
import { tenantSettings } from "./settings.ts";
import { subdomain } from "./subdomains.ts";

export const SCHOOL_TYPES = ["college", "lycee", "lycee_pro"] as const;
export type SchoolType = (typeof SCHOOL_TYPES)[number];

export const POSTAL_CODE = /^[0-9]{5}$/;
export const PHONE = /^0[1-9][0-9]{8}$/;

/** PostgreSQL `integer`, which the legacy service used for limits. */
export const INT4_MAX = 2_147_483_647;

/** How long a deleted school can still be restored. */
export const PURGE_AFTER_DAYS = 30;

/** Any UUID, whatever its version: one that is nobody's names no tenant. */
export const tenantId = z.guid();

/** Halves of characters that stand alone: no text in UTF-8 holds them. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Text a person types: trimmed, not blank, nothing that PostgreSQL cannot store. */
const text = (max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .trim()
    .min(1, { error: "blank" })
    .max(max)
    .refine((value) => !value.includes("\u0000"), { error: "null_characters" })
    .refine((value) => !LONE_SURROGATE.test(value), { error: "ill_formed_text" });

const optionalUrl = z
  .string()
  .trim()
  .max(200)
  .refine((value) => value === "" || isFetchable(value), { error: "url_invalid" });

const limit = z.int().min(1).max(INT4_MAX);

/** The five fields of a school's identity that a form checks as they are typed. */
export const schoolFields = {
  schoolName: text(200),
  schoolType: z.enum(SCHOOL_TYPES),
  address: text(),
  postalCode: z
    .string()
    .trim()
    .min(1, { error: "blank" })
    .refine((code) => code === "" || POSTAL_CODE.test(code), { error: "postal_code_invalid" }),
  city: text(100),
  phone: z
    .string()
    .trim()
    .min(1, { error: "blank" })
    .refine((phone) => phone === "" || PHONE.test(phone), { error: "phone_invalid" }),
  email: emailAddress,
  website: optionalUrl,
};

/** The first administrator of a school; without it, one is made with the school's own e-mail address. */
export const firstAdmin = z.object({
  email: emailAddress,
  firstName: text(150),
  lastName: text(150),
  password: z.string().min(8).max(128).optional(),
});

export const createTenantInput = z.object({
  ...schoolFields,
  website: optionalUrl.default(""),
  subdomain,
  primaryColor: color.default(DEFAULT_PRIMARY_COLOR),
  secondaryColor: color.default(DEFAULT_SECONDARY_COLOR),
  maxStudents: limit.default(1000),
  maxStorageGb: limit.default(50),
  modulesEnabled: moduleMap.optional(),
  provisionNow: z.boolean().default(false),
  admin: firstAdmin.optional(),
});
export type CreateTenantInput = z.infer<typeof createTenantInput>;

export const updateTenantInput = z.object({
  id: tenantId,
  domainUrl: domainUrl.optional(),
  /** Legacy clients repeat the school's own id; another one is refused. */
  schoolId: z.guid().optional(),
  school: z.object(schoolFields).partial().optional(),
  primaryColor: color.optional(),
  secondaryColor: color.optional(),
  logoUrl: optionalUrl.optional(),
  faviconUrl: optionalUrl.optional(),
  isActive: z.boolean().optional(),
  maxStudents: limit.optional(),
  maxStorageGb: limit.optional(),
  modulesEnabled: moduleMap.optional(),
});
export type UpdateTenantInput = z.infer<typeof updateTenantInput>;

/** Fields a list can be ordered by; `-` in front reverses. Any column, as the legacy clients may. */
export const TENANT_ORDERINGS = [
  "id",
  "schema_name",
  "domain_url",
  "subdomain",
  "school_name",
  "school_type",
  "city",
  "primary_color",
  "secondary_color",
  "logo_url",
  "favicon_url",
  "is_active",
  "created_on",
  "max_students",
  "max_storage_gb",
  "modules_enabled",
  "provisioned_at",
  "last_accessed_at",
  "state",
  "schema_version",
] as const;

const ORDERING = new RegExp(`^-?(${TENANT_ORDERINGS.join("|")})$`);

/** `created` has no schema yet; `provisioning` may be under way or interrupted; `ready` answers; `failed` can be retried. */
export const TENANT_STATES = ["created", "provisioning", "ready", "failed"] as const;

export const listTenantsInput = z.object({
  search: z
    .string()
    .trim()
    .max(200)
    .refine((value) => !value.includes("\u0000"), { error: "null_characters" })
    .optional(),
  isActive: z.boolean().optional(),
  schoolType: z.enum(SCHOOL_TYPES).optional(),
  state: z.enum(TENANT_STATES).optional(),
  /** Schools that have this module switched on. */
  module: moduleName.optional(),
  /** Provisioned schools whose tables are behind those this program brings, or are not. */
  isBehind: z.boolean().optional(),
  /** Provisioned schools whose tables are at this version. */
  schemaVersion: z.int().min(0).optional(),
  ordering: z
    .array(z.string().regex(ORDERING, { error: "ordering_unknown" }))
    .max(5)
    .optional(),
  /** What was never used or opened comes last, falling order too; the previous service put it first there. */
  emptyLast: z.boolean().optional(),
  page: z.int().min(1).default(1),
  pageSize: z.int().min(1).max(200).default(20),
});
export type ListTenantsInput = z.infer<typeof listTenantsInput>;

export const tenantDomain = z.object({
  id: z.uuid(),
  domain: z.string(),
  isPrimary: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type TenantDomain = z.infer<typeof tenantDomain>;

export const tenantView = z.object({
  id: tenantId,
  schemaName: z.string(),
  domainUrl: z.string(),
  state: z.enum(TENANT_STATES),
  schemaVersion: z.int(),
  school: z.object({
    id: z.uuid(),
    name: z.string(),
    schoolType: z.enum(SCHOOL_TYPES),
    address: z.string(),
    postalCode: z.string(),
    city: z.string(),
    phone: z.string(),
    email: z.string(),
    website: z.string(),
    logo: z.string().nullable(),
    subdomain: z.string(),
    isActive: z.boolean(),
    createdAt: z.iso.datetime(),
  }),
  primaryColor: z.string(),
  secondaryColor: z.string(),
  logoUrl: z.string(),
  faviconUrl: z.string(),
  isActive: z.boolean(),
  createdAt: z.iso.datetime(),
  maxStudents: z.int(),
  maxStorageGb: z.int(),
  modulesEnabled: z.record(z.string(), z.boolean()),
  provisionedAt: z.iso.datetime().nullable(),
  lastAccessedAt: z.iso.datetime().nullable(),
  domains: z.array(tenantDomain),
  settings: tenantSettings,
  storageUsedBytes: z.number(),
  studentCount: z.int(),
});
export type TenantView = z.infer<typeof tenantView>;

export const tenantPage = z.object({
  count: z.int(),
  page: z.int(),
  pageSize: z.int(),
  items: z.array(tenantView),
});
export type TenantPage = z.infer<typeof tenantPage>;

/** Credentials of a school's first administrator, shown once when the password was made up. */
export const initialAdmin = z.object({ email: z.string(), password: z.string().nullable() });

export const createTenantOutput = z.object({ tenant: tenantView, admin: initialAdmin.nullable() });
export const provisionTenantOutput = z.object({ tenant: tenantView, admin: initialAdmin.nullable() });
export type ProvisionTenantOutput = z.infer<typeof provisionTenantOutput>;

export const tenantStats = z.object({
  tenantId,
  tenantName: z.string(),
  domainUrl: z.string(),
  isActive: z.boolean(),
  totalUsers: z.int(),
  studentCount: z.int(),
  teacherCount: z.int(),
  parentCount: z.int(),
  adminCount: z.int(),
  storageUsedBytes: z.number(),
  storageLimitBytes: z.number(),
  lastAccessedAt: z.iso.datetime().nullable(),
  daysSinceLastAccess: z.int().nullable(),
  activeModules: z.array(z.string()),
  inactiveModules: z.array(z.string()),
  schemaVersion: z.int(),
  /** The version that this program brings schools to. */
  latestVersion: z.int(),
  /** The administrator made with the school, while the account is there. */
  firstAdmin: z.object({ email: z.string(), lastLoginAt: z.iso.datetime().nullable() }).nullable(),
});
export type TenantStats = z.infer<typeof tenantStats>;

/** The schemes the legacy service took: nothing that a page could run. */
function isFetchable(value: string): boolean {
  return URL.canParse(value) && ["http:", "https:", "ftp:", "ftps:"].includes(new URL(value).protocol);
}
